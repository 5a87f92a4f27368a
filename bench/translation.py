"""The rules of an edition in other languages, to be timed beside the portal's own: Python, and CEL.

Neither has a third truth, so they are right only where every question that is asked is answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from assessments.catalogue import Edition
from assessments.catalogue.expressions import (
    AllOf,
    Always,
    Comparison,
    Derived,
    Filled,
    Group,
    Has,
    Node,
    Not,
)
from assessments.catalogue.operands import Answer, Fixed, Operand, Product, Rows


@dataclass(frozen=True, slots=True)
class Language:
    """Patterns of one language. A question that is not asked is ``absent``."""

    all_of: str
    any_of: str
    negated: str
    true: str
    answer: str
    present: str
    """Joined by ``all_of`` to what asks about an answer."""
    rows: str
    """The number of rows, which is 0 where the table is not asked for."""
    not_in: str


PYTHON = Language(
    all_of=" and ",
    any_of=" or ",
    negated="(not {})",
    true="True",
    answer="v[{!r}]",
    present="{} is not None",
    rows="(len({0}) if {0} is not None else 0)",
    not_in="{} not in {}",
)
CEL = Language(
    all_of=" && ",
    any_of=" || ",
    negated="!({})",
    true="true",
    answer="{}",
    present="",
    rows="double(size({}))",
    not_in="!({} in {})",
)


@dataclass(frozen=True, slots=True)
class Translator:
    edition: Edition
    language: Language

    def text(self, node: Node) -> str:
        """The whole rule, derived values written out."""
        to = self.language
        match node:
            case Always():
                return to.true
            case Not(part=part):
                return to.negated.format(self.text(part))
            case Group(parts=parts):
                sign = to.all_of if isinstance(node, AllOf) else to.any_of
                return f"({sign.join(map(self.text, parts))})"
            case Derived(name=name):
                return self.text(self.edition.derived_by_id[name].rule.root)
            case _:
                asked = [name for name, _ in node.mentions if not _counts(node)]
                guards = [to.present.format(self.answer(name)) for name in asked if to.present]
                return f"({to.all_of.join([*guards, self.leaf(node)])})"

    def leaf(self, node: Node) -> str:
        match node:
            case Filled():
                return self.language.true
            case Has(name=name, function=function, choices=choices):
                sign = self.language.all_of if function == "has_all" else self.language.any_of
                return f"({sign.join(f'{one!r} in {self.answer(name)}' for one in choices)})"
            case Comparison(left=left, operator="not in", right=right):
                return self.language.not_in.format(self.side(left), self.side(right))
            case Comparison(left=left, operator=operator, right=right):
                return f"{self.side(left)} {operator} {self.side(right)}"
            case _:
                raise TypeError(node)

    def side(self, operand: Operand) -> str:
        match operand:
            case Answer(name=name):
                return self.answer(name)
            case Rows(name=name):
                return self.language.rows.format(self.answer(name))
            case Product(left=left, right=right):
                return f"{self.side(left)} * {self.side(right)}"
            case Fixed(fixed=fixed):
                return _literal(fixed)
            case _:
                raise TypeError(operand)

    def answer(self, name: str) -> str:
        return self.language.answer.format(name)


def plain(value: Any) -> Any:
    """An answer as both languages take it: numbers as floats, days as text."""
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case tuple() if value and isinstance(value[0], tuple):
            return [list(row) for row in value]
        case tuple():
            return list(value)
        case _:
            return value


def _counts(node: Node) -> bool:
    return isinstance(node, Comparison) and isinstance(node.left, Rows)


def _literal(fixed: Any) -> str:
    match fixed:
        case Decimal():
            return str(float(fixed))
        case date():
            return repr(fixed.isoformat())
        case tuple():
            return repr(list(fixed))
        case _:
            return repr(fixed)
