"""The numbers that stand in a rule, each with what it is compared with, so that one can be changed alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.catalogue.expressions import Comparison, Expression, Group, Node, Not
from assessments.catalogue.grammar import parse
from assessments.catalogue.operands import Fixed, Operand, Product
from assessments.catalogue.schema import Edition
from assessments.catalogue.vocabulary import Term
from assessments.errors import CatalogueError

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Threshold:
    column: int
    """Where it stands in the rule, from 1 and through all lines."""
    number: str
    """As it is written."""
    names: tuple[str, ...]
    """Of the questions in the same comparison."""
    comparison: Expression
    """What it stands in."""


def thresholds(rule: Expression) -> tuple[Threshold, ...]:
    """In the order of the rule. Numbers behind its derived values are not its own."""
    found = [
        Threshold(
            fixed.column,
            _written(rule.text, fixed.column),
            tuple([name for name, _ in part.mentions]),
            Expression(part.text, part),
        )
        for part in _comparisons(rule.root)
        for side in (part.left, part.right)
        for fixed in _numbers(side)
    ]
    return tuple(sorted(found, key=lambda one: one.column))


def thresholds_in(rule: str, *, edition: Edition) -> tuple[Threshold, ...]:
    """Those of any rule over the questions of an edition; none if it cannot be read."""
    known = {name: Term(one.kind, one.choice_ids) for name, one in edition.questions.items()}
    try:
        read = parse(rule, vocabulary={**known, **{name: Term(None) for name in edition.derived_by_id}})
    except CatalogueError:
        return ()
    return thresholds(read)


def with_numbers(rule: str, numbers: Mapping[int, str]) -> str:
    """The rule with other numbers, by column; nothing else in it changes."""
    for column, number in sorted(numbers.items(), reverse=True):
        start = column - 1
        rule = rule[:start] + number + rule[start + len(_written(rule, column)) :]
    return rule


def _comparisons(node: Node) -> Iterator[Comparison]:
    match node:
        case Group(parts=parts):
            for part in parts:
                yield from _comparisons(part)
        case Not(part=part):
            yield from _comparisons(part)
        case Comparison():
            yield node
        case _:
            return


def _numbers(operand: Operand) -> Iterator[Fixed]:
    match operand:
        case Fixed(fixed=Decimal()):
            yield operand
        case Product(left=left, right=right):
            yield from _numbers(left)
            yield from _numbers(right)
        case _:
            return


def _written(rule: str, column: int) -> str:
    found = NUMBER.match(rule, column - 1)
    return found[0] if found else ""
