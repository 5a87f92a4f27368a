"""What a rule may know: the names of answers and derived values, their kinds and their choices."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from assessments.catalogue.values import Kind


@dataclass(frozen=True, slots=True)
class Term:
    """What a rule may know of a name. ``kind`` is ``None`` for a derived value."""

    kind: Kind | None
    choices: tuple[str, ...] = ()


Vocabulary: TypeAlias = Mapping[str, Term]

SORTS: dict[Kind, str] = {
    Kind.TEXT: "text",
    Kind.LONGTEXT: "text",
    Kind.FILE: "file",
    Kind.SINGLE: "choice",
    Kind.YESNO: "choice",
    Kind.MULTI: "set of choices",
    Kind.NUMBER: "number",
    Kind.PERCENT: "number",
    Kind.DATE: "date",
    Kind.TABLE: "table",
}
"""What may be compared with what."""


def term(node: ast.Name, *, vocabulary: Vocabulary) -> Term:
    if known := vocabulary.get(node.id):
        return known
    raise fault(node, f"unknown name '{node.id}'{perhaps(node.id, among=vocabulary)}")


def check_choices(nodes: Iterable[ast.Constant], *, name: str, vocabulary: Vocabulary) -> None:
    """Refuse ids that the question does not offer."""
    choices = vocabulary[name].choices
    for node in nodes:
        if (choice := str(node.value)) not in choices:
            raise fault(node, f"'{name}' has no choice '{choice}'{perhaps(choice, among=choices)}")


class Fault(Exception):
    """Something in a rule that is not in the language; ``column`` counts from 1 through all lines."""

    def __init__(self, column: int, message: str) -> None:
        self.column = column
        super().__init__(message)


def fault(node: ast.expr, message: str) -> Fault:
    return Fault(column(node), message)


def place(rule: str, *, column: int) -> str:
    """Where a column of a rule is, in words; a rule over several lines names the line too."""
    before = rule[: column - 1]
    if "\n" not in rule:
        return f"column {column}"
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"


def column(node: ast.expr) -> int:
    return node.col_offset + 1


def perhaps(word: str, *, among: Iterable[str]) -> str:
    """A hint at the nearest known word, or nothing."""
    near = get_close_matches(word, list(among), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""
