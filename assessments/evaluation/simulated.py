"""Adds up what would become of many cases under another edition, one after the other, and forgets the cases.

What is kept does not grow with their number: counts, and the cases that come first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from assessments.catalogue.schema import Edition
from assessments.enums import Outcome, Result
from assessments.evaluation.simulation import Difference

MOST_LISTED = 1_000
"""Cases named of those that come out otherwise, and as many of those that are open."""


@dataclass(frozen=True, slots=True)
class Case:
    reference: str
    edition_id: str
    """Its own."""
    decided: Outcome | None
    """What the panel decided; ``None`` while it is open."""


@dataclass(slots=True)
class Count:
    """Cases, and how many of them are decided."""

    all: int = 0
    decided: int = 0

    def add(self, case: Case) -> None:
        self.all += 1
        self.decided += case.decided is not None


@dataclass(slots=True)
class Simulated:
    """What was found so far. Standards and results are kept by id, so that all of it fits into JSON."""

    edition: Edition
    """The one that was tried."""
    most_listed: int = MOST_LISTED
    cases: Count = field(default_factory=Count)
    by_edition: Counter[str] = field(default_factory=Counter)
    """Cases by the edition they are judged by."""
    turned: Count = field(default_factory=Count)
    """With a result that comes out otherwise for certain."""
    open: Count = field(default_factory=Count)
    """With a result that cannot be told, for want of an answer that was never asked for."""
    outcome_turned: Count = field(default_factory=Count)
    outcome_open: Count = field(default_factory=Count)
    outcomes: dict[tuple[Outcome, Outcome], Count] = field(default_factory=dict)
    """Cases by lowest outcome before and after."""
    moves: dict[str, dict[tuple[Result, Result], Count]] = field(default_factory=dict)
    """For each standard, the cases by result before and after, where these differ for certain."""
    open_at: dict[str, Count] = field(default_factory=dict)
    """For each standard, the cases in which it is open."""
    lacking: dict[str, Count] = field(default_factory=dict)
    """For each question that was never asked, the cases in which some result hangs on it."""
    listed: list[dict[str, Any]] = field(default_factory=list)
    """The first cases in which something comes out otherwise, each as :func:`_row` has it."""
    listed_open: list[dict[str, Any]] = field(default_factory=list)
    """The first in which something is open and nothing comes out otherwise."""

    def add(self, case: Case, difference: Difference) -> None:
        self.cases.add(case)
        self.by_edition[case.edition_id] += 1
        _at(self.outcomes, (difference.before, difference.after)).add(case)
        for happened, count in (
            (difference.is_turned, self.turned),
            (difference.is_open, self.open),
            (difference.outcome_is_turned, self.outcome_turned),
            (difference.outcome_is_open, self.outcome_open),
        ):
            if happened:
                count.add(case)
        self._count_shifts(case, difference)
        self._list(case, difference)

    def as_json(self) -> dict[str, Any]:
        return {
            "edition": self.edition.id,
            "digest": self.edition.digest,
            "by_edition": dict(sorted(self.by_edition.items())),
            "cases": _pair(self.cases),
            "turned": _pair(self.turned),
            "open": _pair(self.open),
            "outcome_turned": _pair(self.outcome_turned),
            "outcome_open": _pair(self.outcome_open),
            "outcomes": [[*pair, *_pair(count)] for pair, count in sorted(self.outcomes.items())],
            "moves": {
                name: [[*pair, *_pair(count)] for pair, count in sorted(moves.items())]
                for name, moves in sorted(self.moves.items())
            },
            "open_at": {name: _pair(count) for name, count in sorted(self.open_at.items())},
            "lacking": {name: _pair(count) for name, count in sorted(self.lacking.items())},
            "listed": self.listed,
            "listed_open": self.listed_open,
        }

    def _count_shifts(self, case: Case, difference: Difference) -> None:
        for shift in difference.shifts:
            if shift.is_open:
                _at(self.open_at, shift.standard_id).add(case)
            else:
                moves = self.moves.setdefault(shift.standard_id, {})
                _at(moves, (shift.before, shift.after)).add(case)
        for name in {name for shift in difference.shifts for name in shift.lacking}:
            _at(self.lacking, name).add(case)

    def _list(self, case: Case, difference: Difference) -> None:
        certain = difference.is_turned or difference.outcome_is_turned
        into = self.listed if certain else self.listed_open
        if (certain or difference.is_open or difference.outcome_is_open) and len(into) < self.most_listed:
            into.append(_row(case, difference))


def _row(case: Case, difference: Difference) -> dict[str, Any]:
    return {
        "case": case.reference,
        "edition": case.edition_id,
        "decided": case.decided,
        "outcomes": [difference.before, difference.after, difference.at_best],
        "shifts": [
            [shift.standard_id, shift.before, shift.after, list(shift.lacking)] for shift in difference.shifts
        ],
    }


def _at(counts: dict[Any, Count], key: Any) -> Count:
    return counts.setdefault(key, Count())


def _pair(count: Count) -> list[int]:
    return [count.all, count.decided]
