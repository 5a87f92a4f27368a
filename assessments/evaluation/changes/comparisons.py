"""In which span an answer has to lie so that a comparison of numbers, days or rows comes out as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any

from assessments.catalogue.expressions import OPERATORS, Comparison
from assessments.catalogue.operands import Fixed, Operand, Product, Rows
from assessments.evaluation.changes.spans import FINEST, Span, compared

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Entangled(Exception):
    """The answer stands in the comparison more than once, so that no span can be told."""


def spans(
    comparison: Comparison, name: str, whole: Span, values: Mapping[str, Any], *, wanted: bool
) -> list[Span]:
    """Where an answer has to lie, given the values of the others; raises ``Entangled``."""
    own, operator, other = seen_from(comparison, name, wanted=wanted)
    if name in names_in(other) or names_in(own).count(name) > 1:
        raise Entangled
    bound, source = _value(other, values), other if other.names else None
    if not isinstance(bound, Decimal):
        return compared(whole, operator, bound, source=source)
    plain = source if not isinstance(own, Product) else None
    return _divided(whole, operator, bound, by=_factor(own, name, values), source=plain)


def seen_from(comparison: Comparison, name: str, *, wanted: bool) -> tuple[Operand, str, Operand]:
    """The side of an answer, how it has to stand to the other, and the other."""
    operator = comparison.operator if wanted else OPPOSITE[comparison.operator]
    if name in names_in(comparison.left):
        return comparison.left, operator, comparison.right
    return comparison.right, _MIRRORED[operator], comparison.left


def truth(comparison: Comparison, values: Mapping[str, Any]) -> bool:
    """How it comes out with these values, a number of rows for each table."""
    left, right = _value(comparison.left, values), _value(comparison.right, values)
    return OPERATORS[comparison.operator](left, right)


def counts_rows(comparison: Comparison) -> bool:
    sides = (comparison.left, comparison.right)
    return any(isinstance(part, Rows) for side in sides for part in _parts(side))


def names_in(operand: Operand) -> list[str]:
    return [name for name, _ in operand.names]


def _divided(
    whole: Span, operator: str, bound: Decimal, *, by: Decimal, source: Operand | None
) -> list[Span]:
    """Where ``by`` times the answer stands so to the bound."""
    if by == 0:
        return [whole] if OPERATORS[operator](by, bound) else []
    if by < 0:
        operator = _MIRRORED[operator]
    exact = bound / by
    try:
        down = exact.quantize(FINEST, rounding=ROUND_FLOOR)
        up = exact.quantize(FINEST, rounding=ROUND_CEILING)
    except InvalidOperation:
        return [whole] if OPERATORS[operator](Decimal(0), exact) else []
    if down == up and down * by == bound:
        return compared(whole, operator, exact, source=source)
    return _between(whole, operator, down, up)


def _between(whole: Span, operator: str, down: Decimal, up: Decimal) -> list[Span]:
    """The bound lies between two numbers that answers can tell."""
    match operator:
        case ">=" | ">":
            return compared(whole, ">=", up)
        case "<=" | "<":
            return compared(whole, "<=", down)
        case "==":
            return []
        case _:
            return [whole]


def _value(operand: Operand, values: Mapping[str, Any]) -> Any:
    if isinstance(operand, Fixed):
        return operand.fixed
    if isinstance(operand, Product):
        return _value(operand.left, values) * _value(operand.right, values)
    return values[operand.names[0][0]]


def _factor(operand: Operand, name: str, values: Mapping[str, Any]) -> Decimal:
    """What the answer is multiplied with."""
    total = Decimal(1)
    for part in _parts(operand):
        if names_in(part) != [name]:
            total *= _value(part, values)
    return total


def _parts(operand: Operand) -> Iterator[Operand]:
    if isinstance(operand, Product):
        yield from _parts(operand.left)
        yield from _parts(operand.right)
    else:
        yield operand
