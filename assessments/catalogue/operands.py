"""The two sides of a comparison: a fixed value, an answer, a number of rows, or a product."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from assessments.catalogue.values import ABSENT, UNKNOWN, Missing, Value

Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Operand(ABC):
    column: int

    @abstractmethod
    def value(self, values: Values) -> Any:
        """The value, or ``ABSENT`` or ``UNKNOWN``."""

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        """Names of answers, each with the column where it stands."""
        return ()


@dataclass(frozen=True, slots=True)
class Fixed(Operand):
    """A number, a string, a date or a list of strings written in the rule."""

    fixed: Any

    def value(self, values: Values) -> Any:  # the same for all answers
        return self.fixed


@dataclass(frozen=True, slots=True)
class Answer(Operand):
    name: str

    def value(self, values: Values) -> Any:
        return values[self.name]

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        return ((self.name, self.column),)


@dataclass(frozen=True, slots=True)
class Rows(Operand):
    """How many rows a table has; 0 where the table is not asked for."""

    name: str

    def value(self, values: Values) -> Any:
        rows = values[self.name]
        if rows is ABSENT:
            return Decimal(0)
        return UNKNOWN if rows is UNKNOWN else Decimal(len(rows))  # type: ignore[arg-type]  # a table: checked when read

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        return ((self.name, self.column),)


@dataclass(frozen=True, slots=True)
class Product(Operand):
    left: Operand
    right: Operand

    def value(self, values: Values) -> Any:
        left, right = self.left.value(values), self.right.value(values)
        if left is ABSENT or right is ABSENT:
            return ABSENT
        if isinstance(left, Missing) or isinstance(right, Missing):
            return UNKNOWN
        return left * right

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        return (*self.left.names, *self.right.names)
