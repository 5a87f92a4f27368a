"""Rules as trees: how they become true, false or unknown, and why.

Three-valued and failing closed. A question that is not asked is *absent*: comparisons with
it are false (also ``!=``), ``has*`` and ``filled`` are false, ``rows`` is 0. A question that is
asked but blank is *unknown*, and unknown spreads as in Kleene's logic. So hidden answers
never count, and a further answer never turns a settled result.

Trees are made by :mod:`assessments.catalogue.grammar`; nothing is ever executed.
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from assessments.catalogue.logic import Truth, all_of, any_of, opposite
from assessments.catalogue.operands import Operand, Values
from assessments.catalogue.values import ABSENT, UNKNOWN, Missing, Value

Mention: TypeAlias = tuple[str, int]
"""A name in a rule with the column where it stands, from 1."""

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda item, container: item in container,
    "not in": lambda item, container: item not in container,
}


class Facts(Protocol):
    """What is known of one set of answers."""

    @property
    def values(self) -> Values: ...
    def derived(self, name: str, /) -> Trace: ...


@dataclass(frozen=True, slots=True)
class Trace:
    """How a part of a rule came out."""

    node: Node
    truth: Truth
    parts: tuple[Trace, ...] = ()
    seen: tuple[tuple[str, Value], ...] = ()
    """Question ids with the values that were compared, in the order of the rule."""

    def leaves(self) -> Iterator[Trace]:
        """The comparisons and functions in order, those behind derived values included."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Node(ABC):
    """A part of a rule that is true, false or unknown."""

    text: str
    column: int

    @abstractmethod
    def truth(self, facts: Facts) -> Truth: ...

    @abstractmethod
    def trace(self, facts: Facts) -> Trace: ...

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Names of answers and derived values."""
        return ()


@dataclass(frozen=True, slots=True)
class Always(Node):
    def truth(self, facts: Facts) -> Truth:  # whatever the facts
        return True

    def trace(self, facts: Facts) -> Trace:
        return Trace(self, truth=True)


@dataclass(frozen=True, slots=True)
class Group(Node):
    """Parts joined by ``and`` or by ``or``."""

    parts: tuple[Node, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for part in self.parts for mention in part.mentions)


@dataclass(frozen=True, slots=True)
class AllOf(Group):
    def truth(self, facts: Facts) -> Truth:
        return all_of(part.truth(facts) for part in self.parts)

    def trace(self, facts: Facts) -> Trace:
        parts = tuple([part.trace(facts) for part in self.parts])
        return Trace(self, all_of(part.truth for part in parts), parts)


@dataclass(frozen=True, slots=True)
class AnyOf(Group):
    def truth(self, facts: Facts) -> Truth:
        return any_of(part.truth(facts) for part in self.parts)

    def trace(self, facts: Facts) -> Trace:
        parts = tuple([part.trace(facts) for part in self.parts])
        return Trace(self, any_of(part.truth for part in parts), parts)


@dataclass(frozen=True, slots=True)
class Not(Node):
    part: Node

    def truth(self, facts: Facts) -> Truth:
        return opposite(self.part.truth(facts))

    def trace(self, facts: Facts) -> Trace:
        part = self.part.trace(facts)
        return Trace(self, opposite(part.truth), (part,))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.part.mentions


@dataclass(frozen=True, slots=True)
class Derived(Node):
    """A derived value used as a condition; its trace has the derived value's own as its part."""

    name: str

    def truth(self, facts: Facts) -> Truth:
        return facts.derived(self.name).truth

    def trace(self, facts: Facts) -> Trace:
        behind = facts.derived(self.name)
        return Trace(self, behind.truth, (behind,))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return ((self.name, self.column),)


@dataclass(frozen=True, slots=True)
class Leaf(Node):
    """A comparison or function: it looks at answers and has no parts."""

    def trace(self, facts: Facts) -> Trace:
        values = facts.values
        return Trace(self, self.truth(facts), (), tuple([(name, values[name]) for name, _ in self.mentions]))


@dataclass(frozen=True, slots=True)
class Comparison(Leaf):
    left: Operand
    operator: str
    right: Operand

    def truth(self, facts: Facts) -> Truth:
        left, right = self.left.value(facts.values), self.right.value(facts.values)
        if left is ABSENT or right is ABSENT:
            return False
        if left is UNKNOWN or right is UNKNOWN:
            return None
        return OPERATORS[self.operator](left, right)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return (*self.left.names, *self.right.names)


@dataclass(frozen=True, slots=True)
class Ask(Leaf):
    """A function over one answer."""

    name: str

    def truth(self, facts: Facts) -> Truth:
        value = facts.values[self.name]
        if isinstance(value, Missing):
            return False if value is ABSENT else None
        return self.holds(value)

    def holds(self, value: Any) -> bool:  # filled() is content with any value
        return True

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return ((self.name, self.column),)


@dataclass(frozen=True, slots=True)
class Filled(Ask):
    """``filled(answer)``"""


@dataclass(frozen=True, slots=True)
class Has(Ask):
    """``has``, ``has_any`` and ``has_all``: which choices are ticked."""

    function: str
    choices: tuple[str, ...]

    def holds(self, value: Any) -> bool:
        found = [choice in value for choice in self.choices]
        return all(found) if self.function == "has_all" else any(found)


@dataclass(frozen=True, slots=True)
class Expression:
    """One rule of the catalogue, read and checked."""

    text: str
    root: Node

    def truth(self, facts: Facts) -> Truth:
        return self.root.truth(facts)

    def trace(self, facts: Facts) -> Trace:
        return self.root.trace(facts)

    @property
    def names(self) -> frozenset[str]:
        """Ids of the answers and derived values it mentions."""
        return frozenset(name for name, _ in self.root.mentions)
