"""What a rule may know: the names of answers and derived values, their kinds and their choices."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from assessments.catalogue.refusals import rules as refusals
from assessments.catalogue.texts import Text
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
    hint = perhaps(node.id, among=vocabulary)
    raise fault(node, refusals.UNKNOWN_NAME.filled(name=node.id, hint=hint))


def check_choices(nodes: Iterable[ast.Constant], *, name: str, vocabulary: Vocabulary) -> None:
    """Refuse ids that the question does not offer."""
    choices = vocabulary[name].choices
    for node in nodes:
        if (choice := str(node.value)) not in choices:
            hint = perhaps(choice, among=choices)
            raise fault(node, refusals.NO_CHOICE.filled(name=name, choice=choice, hint=hint))


class Fault(Exception):
    """Something in a rule that is not in the language; ``column`` counts from 1 through all lines."""

    def __init__(self, column: int, words: Text) -> None:
        self.column = column
        self.words = words
        super().__init__(words.en)


def fault(node: ast.expr, words: Text) -> Fault:
    return Fault(column(node), words)


def place(rule: str, *, column: int) -> Text:
    """Where a column of a rule is, in words; a rule over several lines names the line too."""
    before = rule[: column - 1]
    if "\n" not in rule:
        return refusals.COLUMN.filled(column=column)
    line = before.count("\n") + 1
    return refusals.LINE.filled(line=line, column=len(before) - before.rfind("\n"))


def column(node: ast.expr) -> int:
    return node.col_offset + 1


def perhaps(word: str, *, among: Iterable[str]) -> Text:
    """A hint at the nearest known word, or nothing."""
    near = get_close_matches(word, list(among), n=1)
    return refusals.NEAR.filled(near=near[0]) if near else refusals.NO_HINT
