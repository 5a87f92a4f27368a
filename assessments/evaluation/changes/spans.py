"""Spans of numbers and of days, with ends that belong to them or not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from assessments.catalogue.operands import Operand
from assessments.catalogue.schema import Question
from assessments.catalogue.values import Kind, Known

Point: TypeAlias = Any
"""A ``Decimal``, an ``int`` for rows, or a ``date``: one sort in each span."""

FINEST = Decimal(1).scaleb(-10)
LARGEST = Decimal(10) ** 15 - FINEST
ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date.min + ONE_DAY, date.max - ONE_DAY
"""The very first and last are left out, so that there is always a day before and one after."""
SOME_DAY = date(2030, 1, 1)
"""Where any day would do."""
SOME_NUMBER = Decimal(1000)
"""Where any large number would do."""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``; an end that is open does not belong to it. Never empty once it is checked."""

    low: Point
    high: Point
    low_open: bool = False
    high_open: bool = False
    step: Any = FINEST
    """Between neighbours: the finest that an answer can tell."""
    low_from: Operand | None = field(default=None, compare=False)
    """What the end was computed from, where other answers are behind it."""
    high_from: Operand | None = field(default=None, compare=False)

    def holds(self, value: Point) -> bool:
        if isinstance(value, date) is not isinstance(self.low, date) or isinstance(value, str):
            return False
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return bool(above and below)

    def common(self, other: Span) -> Span | None:
        lower = max(self, other, key=lambda one: (one.low, one.low_open))
        upper = min(self, other, key=lambda one: (one.high, not one.high_open))
        cut = replace(
            lower, high=upper.high, high_open=upper.high_open, high_from=upper.high_from, step=self.step
        )
        return cut if cut.checked() else None

    def joined(self, other: Span) -> Span | None:
        """The two as one, if nothing lies between them."""
        first, second = sorted((self, other), key=lambda one: (one.low, one.low_open))
        gap = second.low > first.high or (second.low == first.high and first.high_open and second.low_open)
        if gap:
            return None
        last = max(first, second, key=lambda one: (one.high, not one.high_open))
        return replace(first, high=last.high, high_open=last.high_open, high_from=last.high_from)

    def checked(self) -> bool:
        """Whether anything that an answer can tell lies in it."""
        return bool(self._first() <= self._last())

    def nearest(self, value: Point | None) -> Point:
        """The value itself, the end next to it, or where there is none the end most easily said."""
        if value is None:
            return self._easiest()
        return min(max(value, self._first()), self._last())

    def examples(self) -> tuple[Point, ...]:
        """The one most easily said, and one from either end, or some way from it where there is none."""
        far = self._last()
        if isinstance(self.high, Decimal) and self.high == LARGEST:
            far = max(SOME_NUMBER, self._first())
        return self._easiest(), self._first(), far

    def _easiest(self) -> Point:
        if isinstance(self.low, date) and self.low == FIRST_DAY:
            return min(SOME_DAY, self._last())
        bounded = isinstance(self.low, date) or self.low > -LARGEST
        return self._first() if bounded else self._last()

    def _first(self) -> Point:
        return self.low + self.step if self.low_open else self.low

    def _last(self) -> Point:
        return self.high - self.step if self.high_open else self.high


def span_of(question: Question, current: Known | None) -> Span:
    """Everything that the form takes, and the current answer whatever it is."""
    if question.kind is Kind.DATE:
        return Span(FIRST_DAY, LAST_DAY, step=ONE_DAY)
    least = question.minimum if question.minimum is not None else -LARGEST
    most = question.maximum if question.maximum is not None else LARGEST
    if not isinstance(current, Decimal):
        return Span(least, most)
    return Span(min(least, current), max(most, current))


def compared(whole: Span, operator: str, bound: Point, *, source: Operand | None = None) -> list[Span]:
    """The parts of a span whose values stand so to a bound; ``!=`` gives two."""
    if whole.step == 1 and bound != int(bound):
        return _compared_with_fraction(whole, operator, int(bound))
    below = replace(whole, high=bound, high_open=operator != "<=", high_from=source)
    above = replace(whole, low=bound, low_open=operator != ">=", low_from=source)
    match operator:
        case ">=" | ">":
            parts = [above]
        case "<=" | "<":
            parts = [below]
        case "==":
            parts = [replace(whole, low=bound, high=bound, low_from=source, high_from=source)]
        case _:
            parts = [below, above]
    return [part for one in parts if (part := whole.common(one))]


def _compared_with_fraction(whole: Span, operator: str, below: int) -> list[Span]:
    """Whole numbers against a bound between two of them."""
    if operator == "!=":
        return [whole]
    closed = {">=": ">", "<": "<="}.get(operator, operator)
    return [] if operator == "==" else compared(whole, closed, below)
