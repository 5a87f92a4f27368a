"""The checker finds what is planted: a check that never fails proves nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.records import pdfrules, plants, rendered
from tests.records.pdfcheck import RULES, Rule, check
from tests.records.plants.planting import Fault, saved

PLANTED = [(module, fault) for module, faults in plants.FAULTS.items() for fault in faults]
ON_A_PAGE = re.compile("page [0-9*]+: ")


def _rules(module: str) -> list[Rule]:
    return [rule for rule in RULES if rule.__module__ == f"{pdfrules.__name__}.{module}"]


@pytest.mark.parametrize(("module", "fault"), PLANTED, ids=[fault.name for _, fault in PLANTED])
def test_a_planted_fault_is_found(module: str, fault: Fault) -> None:
    found = check(fault.planted(rendered.brief("en")), rules=_rules(module))

    messages = [ON_A_PAGE.sub("", one.message) for one in found if one.rule == fault.rule]
    assert [message for message in messages if fnmatchcase(message, fault.message)], found


def test_saving_alone_plants_nothing() -> None:
    assert check(saved(rendered.brief("en"), lambda pdf: None)) == []


@pytest.mark.parametrize("module", sorted({rule.__module__.rpartition(".")[2] for rule in RULES}))
def test_whatever_the_checker_can_say_is_said_of_a_planted_fault(module: str) -> None:
    path = Path(pdfrules.__file__).with_name(f"{module}.py")

    assert set(_sayable(path.read_text())) == {(one.rule, one.message) for one in plants.FAULTS[module]}


def _sayable(source: str) -> Iterator[tuple[str, str]]:
    """Rule and message of every fault that a module of rules can yield, with * for what is put in."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str(rule)), said]) if re.match("A3a? |UA1 ", rule):
                parts = said.values if isinstance(said, ast.JoinedStr) else [said]
                message = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts
                )
                yield rule, ON_A_PAGE.sub("", message)
