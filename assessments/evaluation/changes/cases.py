"""Cases in which a rule comes out as wanted: what each answer would have to be, and which would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product
from typing import TypeAlias

from assessments.catalogue.expressions import Comparison
from assessments.evaluation.changes.demands import Demand

MOST_CHANGES = 3
"""Answers changed together. More than that is another proposal."""
MOST_CASES = 200
"""Cases of one rule followed at a time; beyond that only those with the fewest changes are."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a rule comes out as wanted."""

    demands: Mapping[str, Demand]
    changed: frozenset[str]
    """Questions whose answer is not yet what it would have to be."""
    relations: tuple[tuple[Comparison, bool], ...] = ()
    """Comparisons of answers that both change, with the truth wanted."""


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases with at most ``MOST_CHANGES`` changes, unless it is said that some were left out."""

    found: tuple[Case, ...]
    complete: bool = True


ALWAYS = Cases((Case({}, frozenset()),))
NEVER = Cases(())

Demands: TypeAlias = Mapping[str, Demand]


def all_of(parts: Iterable[Cases]) -> Cases:
    """Every part comes out as wanted."""
    # Short lists first: what cannot be is found soonest.
    several = sorted((one for one in parts if one is not ALWAYS), key=lambda one: len(one.found))
    return reduce(_and, several) if several else ALWAYS


def any_of(parts: Iterable[Cases]) -> Cases:
    """At least one part does."""
    several = list(parts)
    return _few(
        [case for one in several for case in one.found], complete=all(one.complete for one in several)
    )


def _and(one: Cases, other: Cases) -> Cases:
    if not one.found or not other.found:
        return Cases((), one.complete and other.complete)
    pairs = product(one.found, other.found)
    return _few([both for pair in pairs if (both := _both(*pair))], complete=one.complete and other.complete)


def _both(one: Case, other: Case) -> Case | None:
    changed = one.changed | other.changed
    if len(changed) > MOST_CHANGES:
        return None
    demands = dict(one.demands)
    for name, demand in other.demands.items():
        met = demands[name].both(demand) if name in demands else demand
        if met is None:
            return None
        demands[name] = met
    return Case(demands, changed, tuple(dict.fromkeys(one.relations + other.relations)))


def _few(found: list[Case], *, complete: bool) -> Cases:
    """Without those that ask for more than another does, the fewest changes first."""
    kept: list[Case] = []
    for case in sorted(found, key=lambda one: (len(one.changed), len(one.demands), len(one.relations))):
        if len(kept) == MOST_CASES:
            return Cases(tuple(kept), complete=False)
        if not any(_covers(other, case) for other in kept):
            kept.append(case)
    return Cases(tuple(kept), complete)


def _covers(wide: Case, narrow: Case) -> bool:
    """Whether everything that the first asks for is asked for by the second too, in the same words."""
    return (
        wide.changed <= narrow.changed
        and wide.demands.items() <= narrow.demands.items()
        and set(wide.relations) <= set(narrow.relations)
    )
