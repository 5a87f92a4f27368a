"""A rule of the catalogue as an outline in words, before anybody has answered anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext as _

from assessments.catalogue import Edition, Question, Text
from assessments.catalogue.expressions import (
    AllOf,
    Always,
    AnyOf,
    Comparison,
    Derived,
    Expression,
    Filled,
    Has,
    Node,
    Not,
)
from assessments.catalogue.operands import Answer, Fixed, Operand, Product, Rows


class Join(Enum):
    """How the parts of a line hang together."""

    ALL = "all"
    ANY = "any"
    NOT = "not"
    MEANS = "means"
    """The line names a derived value; its part says what that is."""
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    join: Join = Join.ALONE
    parts: tuple[Line, ...] = ()


def outline(edition: Edition, rule: Expression) -> Line:
    return _line(edition, rule.root)


def _line(edition: Edition, node: Node) -> Line:
    match node:
        case AllOf(parts=parts):
            return Line(_("All of these:"), Join.ALL, _lines(edition, parts))
        case AnyOf(parts=parts):
            return Line(_("At least one of these:"), Join.ANY, _lines(edition, parts))
        case Not(part=part):
            return Line(_("Not:"), Join.NOT, (_line(edition, part),))
        case Derived(name=name):
            value = edition.derived_by_id[name]
            return Line(in_words(value.title), Join.MEANS, (_line(edition, value.rule.root),))
        case Always():
            return Line(_("Always"))
        case _:
            return Line(_leaf(edition, node))


def _lines(edition: Edition, parts: Sequence[Node]) -> tuple[Line, ...]:
    return tuple(_line(edition, part) for part in parts)


def _leaf(edition: Edition, node: Node) -> str:
    match node:
        case Filled(name=name):
            return _("“%(question)s” is answered") % {"question": _label(edition, name)}
        case Has() as has:
            return _has(edition, has)
        case Comparison(left=left, operator=sign, right=Fixed(fixed=fixed)):
            return _compared(edition, left, sign, fixed)
        case _:
            return node.text


def _has(edition: Edition, has: Has) -> str:
    question = edition.question(has.name)
    words = {"question": in_words(question.text), "choices": _choices(question, has.choices)}
    if has.function == "has_any" and len(has.choices) > 1:
        return _("“%(question)s” includes at least one of: %(choices)s") % words
    if has.function == "has_all":
        return _("“%(question)s” includes all of: %(choices)s") % words
    return _("“%(question)s” includes: %(choices)s") % words


def _compared(edition: Edition, left: Operand, sign: str, fixed: Any) -> str:
    words = {"question": _named(edition, left), "value": _shown(edition, left, fixed)}
    match sign:
        case "==":
            return _("“%(question)s”: %(value)s") % words
        case "!=":
            return _("“%(question)s”: anything but %(value)s") % words
        case "in":
            return _("“%(question)s”: one of %(value)s") % words
        case "not in":
            return _("“%(question)s”: none of %(value)s") % words
        case ">=":
            return _("“%(question)s”: %(value)s or more") % words
        case "<=":
            return _("“%(question)s”: %(value)s or less") % words
        case ">":
            return _("“%(question)s”: more than %(value)s") % words
        case _:
            return _("“%(question)s”: less than %(value)s") % words


def _named(edition: Edition, operand: Operand) -> str:
    match operand:
        case Answer(name=name):
            return _label(edition, name)
        case Rows(name=name):
            return _("%(table)s, number of rows") % {"table": _label(edition, name)}
        case Product(left=left, right=right):
            return f"{_named(edition, left)} × {_named(edition, right)}"
        case Fixed(fixed=fixed):
            return _plain(fixed)
        case _:
            return ""


def _shown(edition: Edition, left: Operand, fixed: Any) -> str:
    if isinstance(left, Answer) and (question := edition.questions.get(left.name)) and question.choices:
        return _choices(question, [fixed] if isinstance(fixed, str) else fixed)
    return _plain(fixed)


def _choices(question: Question, ids: Sequence[str]) -> str:
    return ", ".join(in_words(question.choice(choice).text) for choice in ids)


def _plain(value: Any) -> str:
    match value:
        case Decimal() | int():
            return str(number_format(value, use_l10n=True, force_grouping=True))
        case date():
            return date_format(value, "DATE_FORMAT")
        case _:
            return str(value)


def _label(edition: Edition, name: str) -> str:
    return in_words(edition.question(name).text)


def in_words(text: Text) -> str:
    return text.en if (get_language() or "ko").startswith("en") else text.ko
