"""The worked examples that ship with the portal: answers, what the rules must compute, the right decision.

They are sample data and training material. An example of its own lists all ``answers``; a
variant names its ``base``, what it ``set``s and what it ``unset``s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessments.catalogue.reader.answers import answers
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals.tables import UNKNOWN_ID
from assessments.catalogue.schema import Edition
from assessments.catalogue.shelf import edition
from assessments.catalogue.texts import Text, same
from assessments.catalogue.vocabulary import perhaps
from assessments.enums import Outcome, Result, Timing
from assessments.errors import CatalogueError

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Expected:
    """What the rules must compute; ids in the order of the catalogue."""

    visible_questions: int
    derived_true: tuple[str, ...]
    not_met: tuple[str, ...]
    not_applicable: tuple[str, ...]
    undetermined: tuple[str, ...]
    met_count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A panel's finding that differs from the computed result."""

    standard: str
    result: Result
    reason: Text


@dataclass(frozen=True, slots=True)
class Condition:
    number: str
    standards: tuple[str, ...]
    timing: Timing
    days: int | None
    text: Text
    evidence: tuple[str, ...]
    """Ids of the documents that prove it."""
    proof: Text | None
    """What else proves it."""


@dataclass(frozen=True, slots=True)
class Advice:
    standards: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    votes_for: int
    votes_against: int
    validity_months: int | None
    scope: Text
    reasons: Text
    dissent: Text | None
    findings: tuple[Finding, ...]
    conditions: tuple[Condition, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    edition_id: str
    base: str | None
    """The example it is a variant of."""
    title: Text
    summary: Text
    answers: Mapping[str, Any]
    """As they would be stored: strings, lists of strings, lists of rows, whole numbers."""
    expected: Expected
    decision: Decision


def example_ids() -> tuple[str, ...]:
    """In the order of their numbers: EX-1 … EX-5, EX-5b, EX-6 …"""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def example(example_id: str) -> Example:
    """Raises ``CatalogueError`` if there is none or its file does not fit its edition."""
    if example_id not in example_ids():
        raise CatalogueError(same(f"{example_id}: there is no such example"))
    return read(FOLDER / f"{example_id}.toml")


def read(path: Path) -> Example:
    with table_of(f"examples/{path.name}", path.read_bytes()) as table:
        if table.string("id") != path.stem:
            raise table.fault("id", same(f"must be the name of the file, '{path.stem}'"))
        loaded = edition(table.string("edition"))
        base = table.string("base") if "base" in table else None
        return Example(
            id=path.stem,
            edition_id=loaded.id,
            base=base,
            title=table.text("title"),
            summary=table.text("summary"),
            answers=_variant(table, base, loaded) if base else answers(table, "answers", edition=loaded),
            expected=_expected(table.table("expected")),
            decision=_decision(table.table("decision"), loaded),
        )


def _variant(table: Table, base: str, loaded: Edition) -> dict[str, Any]:
    found = {**example(base).answers, **answers(table, "set", edition=loaded)}
    for question_id in table.strings("unset") if "unset" in table else ():
        if question_id not in found:
            raise table.fault("unset", same(f"'{question_id}' has no answer in {base}"))
        del found[question_id]
    return found


def _expected(table: Table) -> Expected:
    with table:
        return Expected(
            visible_questions=table.integer("visible_questions"),
            derived_true=table.strings("derived_true"),
            not_met=table.strings("not_met"),
            not_applicable=table.strings("not_applicable"),
            undetermined=table.strings("undetermined"),
            met_count=table.integer("met_count"),
        )


def _decision(table: Table, loaded: Edition) -> Decision:
    with table:
        return Decision(
            outcome=table.member("outcome", Outcome),
            votes_for=table.integer("votes_for"),
            votes_against=table.integer("votes_against"),
            validity_months=table.maybe_integer("validity_months"),
            scope=table.text("scope"),
            reasons=table.text("reasons"),
            dissent=table.maybe_text("dissent"),
            findings=tuple([_finding(row, loaded) for row in table.maybe_tables("finding")]),
            conditions=tuple([_condition(row, loaded) for row in table.maybe_tables("condition")]),
            advice=tuple([_advice(row, loaded) for row in table.maybe_tables("advice")]),
        )


def _finding(table: Table, loaded: Edition) -> Finding:
    with table:
        standard = _known(table, "standard", (table.string("standard"),), loaded.standards_by_id)[0]
        return Finding(standard, table.member("result", Result), table.text("reason"))


def _condition(table: Table, loaded: Edition) -> Condition:
    with table:
        return Condition(
            number=table.string("number"),
            standards=_known(table, "standards", table.strings("standards"), loaded.standards_by_id),
            timing=table.member("timing", Timing),
            days=table.maybe_integer("days"),
            text=table.text("text"),
            evidence=_known(table, "evidence", table.strings("evidence"), loaded.documents_by_id),
            proof=table.maybe_text("proof"),
        )


def _advice(table: Table, loaded: Edition) -> Advice:
    with table:
        standards = _known(table, "standards", table.strings("standards"), loaded.standards_by_id)
        return Advice(standards, table.text("text"))


def _known(table: Table, key: str, ids: tuple[str, ...], known: Mapping[str, object]) -> tuple[str, ...]:
    for one in ids:
        if one not in known:
            raise table.fault(key, UNKNOWN_ID.filled(id=one, hint=perhaps(one, among=known)))
    return ids
