"""Reads the fixed values of a rule, its choices, numbers and dates, within limits."""

from __future__ import annotations

import ast
from decimal import Decimal

from assessments.catalogue.operands import Fixed
from assessments.catalogue.refusals import rules as refusals
from assessments.catalogue.values import day
from assessments.catalogue.vocabulary import column, fault

MOST_FACTORS = 4
"""Factors of one product."""
MOST_DIGITS = 15
"""Digits of a number before the point, as in answers."""
MOST_DECIMALS = 10
"""Digits of a number after the point, as in answers."""


def string(node: ast.expr) -> ast.Constant:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise fault(node, refusals.CHOICE_AS_STRING)
    return node


def strings(node: ast.expr) -> tuple[ast.Constant, ...]:
    if not isinstance(node, ast.List) or not node.elts:
        raise fault(node, refusals.CHOICES_AS_LIST)
    found = tuple([string(part) for part in node.elts])
    if len({one.value for one in found}) < len(found):
        raise fault(node, refusals.CHOICE_TWICE)
    return found


def number(node: ast.expr, written: str) -> Decimal:
    whole, _, fraction = written.partition(".")
    if len(whole) > MOST_DIGITS or len(fraction) > MOST_DECIMALS:
        raise fault(node, refusals.DIGITS.filled(digits=MOST_DIGITS, decimals=MOST_DECIMALS))
    return Decimal(written)


def check_factors(product: ast.BinOp) -> None:
    """Refuse a long product before anything walks down into it."""
    waiting: list[ast.expr] = [product]
    factors = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp):
            waiting += (node.left, node.right)
        else:
            factors += 1
    if factors > MOST_FACTORS:
        raise fault(product, refusals.FACTORS.filled(most=MOST_FACTORS))


def date(node: ast.expr) -> Fixed:
    value = day(node.value) if isinstance(node, ast.Constant) else None
    if value is None:
        raise fault(node, refusals.DATE)
    return Fixed(column(node), value)
