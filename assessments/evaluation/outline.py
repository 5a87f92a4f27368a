"""A rule of the catalogue as an outline in words, before anybody has answered anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

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
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.texts import Text


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
    text: Text
    join: Join = Join.ALONE
    parts: tuple[Line, ...] = ()


_ALL = Text(ko="다음을 모두 충족:", en="All of these:")
_ANY = Text(ko="다음 가운데 하나 이상 충족:", en="At least one of these:")
_NOT = Text(ko="다음에 해당하지 않음:", en="Not:")
_ALWAYS = Text(ko="언제나", en="Always")
_FILLED = Text(ko="“{question}”: 답이 있음", en="“{question}” is answered")
_HAS = {
    "has": Text(ko="“{question}”: {value} 포함", en="“{question}” includes {value}"),
    "has_any": Text(
        ko="“{question}”: 다음 가운데 하나 이상 포함: {value}",
        en="“{question}” includes at least one of: {value}",
    ),
    "has_all": Text(ko="“{question}”: 다음을 모두 포함: {value}", en="“{question}” includes all of: {value}"),
}
_COMPARED = {
    "==": Text(ko="“{question}”: {value}", en="“{question}”: {value}"),
    "!=": Text(ko="“{question}”: {value} 아님", en="“{question}”: not {value}"),
    "in": Text(ko="“{question}”: 다음 가운데 하나: {value}", en="“{question}”: one of {value}"),
    "not in": Text(
        ko="“{question}”: 다음 가운데 어느 것도 아님: {value}", en="“{question}”: none of {value}"
    ),
    ">=": Text(ko="“{question}”: {value} 이상", en="“{question}”: {value} or more"),
    "<=": Text(ko="“{question}”: {value} 이하", en="“{question}”: {value} or less"),
    ">": Text(ko="“{question}”: {value} 초과", en="“{question}”: more than {value}"),
    "<": Text(ko="“{question}”: {value} 미만", en="“{question}”: less than {value}"),
}


def outline(edition: Edition, rule: Expression) -> Line:
    return _line(edition, rule.root)


def _line(edition: Edition, node: Node) -> Line:
    match node:
        case AllOf(parts=parts):
            return Line(_ALL, Join.ALL, _lines(edition, parts))
        case AnyOf(parts=parts):
            return Line(_ANY, Join.ANY, _lines(edition, parts))
        case Not(part=part):
            return Line(_NOT, Join.NOT, (_line(edition, part),))
        case Derived(name=name):
            value = edition.derived_by_id[name]
            return Line(value.title, Join.MEANS, (_line(edition, value.rule.root),))
        case Always():
            return Line(_ALWAYS)
        case _:
            return Line(_leaf(edition, node))


def _lines(edition: Edition, parts: Sequence[Node]) -> tuple[Line, ...]:
    return tuple([_line(edition, part) for part in parts])


def _leaf(edition: Edition, node: Node) -> Text:
    match node:
        case Filled(name=name):
            return _filled_in(_FILLED, edition.question(name).text, _same(""))
        case Has(name=name, function=function, choices=choices):
            question = edition.question(name)
            simple = function == "has_any" and len(choices) == 1
            return _filled_in(_HAS["has" if simple else function], question.text, _choices(question, choices))
        case Comparison(left=left, operator=sign, right=Fixed(fixed=fixed)):
            return _filled_in(_COMPARED[sign], _named(edition, left), _shown(edition, left, fixed))
        case Comparison(left=left, operator=sign, right=right):
            return _filled_in(_COMPARED[sign], _named(edition, left), _named(edition, right))
        case _:
            raise TypeError(node)


def _named(edition: Edition, operand: Operand) -> Text:
    match operand:
        case Answer(name=name):
            return edition.question(name).text
        case Rows(name=name):
            table = edition.question(name).text
            return Text(ko=f"{table.ko}, 행의 수", en=f"{table.en}, number of rows")
        case Product(left=left, right=right):
            one, other = _named(edition, left), _named(edition, right)
            return Text(ko=f"{one.ko} × {other.ko}", en=f"{one.en} × {other.en}")
        case Fixed(fixed=fixed):
            return _same(_plain(fixed))
        case _:
            return _same("")


def _shown(edition: Edition, left: Operand, fixed: Any) -> Text:
    if isinstance(left, Answer) and (question := edition.question(left.name)).choices:
        return _choices(question, [fixed] if isinstance(fixed, str) else fixed)
    return _same(_plain(fixed))


def _choices(question: Question, ids: Sequence[str]) -> Text:
    texts = [question.choice(choice).text for choice in ids]
    if len(texts) == 1:
        return texts[0]
    quoted = [Text(ko=f"“{text.ko}”", en=f"“{text.en}”") for text in texts]
    return Text(ko=", ".join(text.ko for text in quoted), en=", ".join(text.en for text in quoted))


def _plain(value: Any) -> str:
    match value:
        case Decimal():
            return f"{value:,f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _filled_in(pattern: Text, question: Text, value: Text) -> Text:
    return Text(
        ko=pattern.ko.format(question=question.ko, value=value.ko),
        en=pattern.en.format(question=question.en, value=value.en),
    )


def _same(words: str) -> Text:
    return Text(ko=words, en=words)
