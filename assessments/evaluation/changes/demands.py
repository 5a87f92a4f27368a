"""What an answer would have to be, as sets of answers that can be cut, joined, and picked from.

A demand covers only answers that the form takes: numbers within their range, "none" alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any, Self

from assessments.catalogue.schema import Question
from assessments.catalogue.values import Kind, Known, as_json
from assessments.evaluation.changes.spans import Span, span_of
from assessments.evaluation.faults import NONE

MOST_ROWS = 1_000
"""No table is proposed with more."""


class Demand(ABC):
    """A set of answers to one question, never empty."""

    @abstractmethod
    def meets(self, value: Known) -> bool: ...

    @abstractmethod
    def both(self, other: Any, /) -> Self | None:
        """What meets this and the other demand on the same question, or ``None`` if nothing does."""

    @abstractmethod
    def either(self, other: Any, /) -> Self | None:
        """What meets one of them, or ``None`` where that is no single demand."""

    @abstractmethod
    def answer(self, question: Question, current: Known | None) -> Any:
        """An answer that meets it, as it would be stored, and as near to the current one as may be."""


@dataclass(frozen=True, slots=True)
class OneOf(Demand):
    """One of some choices."""

    choices: frozenset[str]

    def meets(self, value: Known) -> bool:
        return value in self.choices

    def both(self, other: OneOf, /) -> OneOf | None:
        common = self.choices & other.choices
        return OneOf(common) if common else None

    def either(self, other: OneOf, /) -> OneOf | None:
        return OneOf(self.choices | other.choices)

    def answer(self, question: Question, current: Known | None) -> str:
        return next(choice for choice in question.choice_ids if choice in self.choices)


@dataclass(frozen=True, slots=True)
class Ticks(Demand):
    """Several choices: which are ticked, which are not, and of which sets at least one is."""

    offered: tuple[str, ...]
    with_: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    any_of: frozenset[frozenset[str]] = frozenset()

    def meets(self, value: Known) -> bool:
        ticked = frozenset(value) if isinstance(value, tuple) else frozenset()
        kept = self.with_ <= ticked and not self.without & ticked
        return kept and all(some & ticked for some in self.any_of)

    def both(self, other: Ticks, /) -> Ticks | None:
        with_, without = self.with_ | other.with_, self.without | other.without
        some = frozenset(one - without for one in self.any_of | other.any_of if not one & with_)
        cut = Ticks(self.offered, with_, without, some)
        return cut if cut.picked(()) else None

    def either(self, other: Ticks, /) -> Ticks | None:
        """Only where each asks for one of some choices and the rest is the same."""
        mine, theirs = self._alternatives(), other._alternatives()
        if mine is None or theirs is None or self.without != other.without:
            return None
        return Ticks(self.offered, without=self.without, any_of=frozenset({mine | theirs}))

    def _alternatives(self) -> frozenset[str] | None:
        if len(self.with_) == 1 and not self.any_of and NONE not in self.with_:
            return self.with_
        if len(self.any_of) == 1 and not self.with_:
            return next(iter(self.any_of))
        return None

    def besides(self, ticked: frozenset[str]) -> Ticks:
        """Only what is new beside the choices ticked, which stay otherwise."""
        with_ = self.with_ - ticked
        some = frozenset(one for one in self.any_of if not one & ticked)
        if with_ or some:
            # Whoever ticks something unticks "none".
            return Ticks(self.offered, with_, self.without & ticked - {NONE}, some)
        # Where nothing stays ticked, what else must not be ticked matters too.
        without = self.without & ticked if ticked - self.without else self.without
        return Ticks(self.offered, without=without)

    def covers(self, other: Ticks) -> bool:
        """Whether it asks for nothing that the other does not ask for."""
        met = all(some & other.with_ or some in other.any_of for some in self.any_of)
        return self.with_ <= other.with_ and self.without <= other.without and met

    def picked(self, ticked: tuple[str, ...]) -> tuple[str, ...]:
        """The choices nearest to those ticked; empty if there are none."""
        kept = (set(ticked) - {NONE} | self.with_) - self.without
        for some in sorted(map(sorted, self.any_of)):
            if not kept & set(some):
                kept |= set([one for one in some if one not in self.without and one != NONE][:1])
        found = kept or self._anything()
        in_order = tuple([choice for choice in self.offered if choice in found])
        if in_order and self.meets(in_order) and (NONE not in in_order or len(in_order) == 1):
            return in_order
        return (NONE,) if NONE in self.offered and self.meets((NONE,)) else ()

    def _anything(self) -> set[str]:
        """Where nothing in particular is asked for: "none", or the first choice that may be ticked."""
        free = [choice for choice in self.offered if choice not in self.without]
        return {NONE} & set(free) or set(free[:1])

    def answer(self, question: Question, current: Known | None) -> list[str]:
        ticked = tuple([str(one) for one in current]) if isinstance(current, tuple) else ()
        return list(self.picked(ticked))


@dataclass(frozen=True, slots=True)
class Within(Demand):
    """A number, a day, or a number of rows in a span."""

    span: Span

    def meets(self, value: Known) -> bool:
        return self.span.holds(len(value) if isinstance(value, tuple) else value)

    def both(self, other: Within, /) -> Within | None:
        common = self.span.common(other.span)
        return replace(self, span=common) if common else None

    def either(self, other: Within, /) -> Within | None:
        joined = self.span.joined(other.span)
        return replace(self, span=joined) if joined else None

    def answer(self, question: Question, current: Known | None) -> Any:
        value = self.span.nearest(len(current) if isinstance(current, tuple) else current)
        if question.kind is not Kind.TABLE:
            return as_json(value)
        return [["…"] * max(1, len(question.columns))] * int(value)


@dataclass(frozen=True, slots=True)
class Given(Demand):
    """Any text or file."""

    def meets(self, value: Known) -> bool:
        return True

    def both(self, other: Given, /) -> Given | None:
        return self

    def either(self, other: Given, /) -> Given | None:
        return self

    def answer(self, question: Question, current: Known | None) -> str:
        return "…"


def anything(question: Question, current: Known | None) -> Demand:
    """Any answer that the form takes, and the current one whatever it is."""
    match question.kind:
        case Kind.SINGLE | Kind.YESNO:
            return OneOf(frozenset(question.choice_ids))
        case Kind.MULTI:
            return Ticks(question.choice_ids)
        case Kind.NUMBER | Kind.PERCENT | Kind.DATE:
            return Within(span_of(question, current))
        case Kind.TABLE:
            return Within(Span(1, max(MOST_ROWS, len(current) if isinstance(current, tuple) else 0), step=1))
        case _:
            return Given()
