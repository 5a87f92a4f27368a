"""Samples of decisions, drawn by lot from what the public register says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from assessments import lots
from assessments.enums import Outcome
from assessments.models import Decision, RegisterEntry
from assessments.policy import Actor
from assessments.queries import decided

MOST = 1_000
APPROVALS = "approvals"
"""Approved, with conditions or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to draw from, and how many. Blank means everything; days are included."""

    seed: str
    size: int
    outcome: str = ""
    """An outcome, or ``APPROVALS``."""
    agency: str = ""
    """The agency's name in Korean."""
    use: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Empty for all."""
        if self.outcome == APPROVALS:
            return (str(Outcome.APPROVED), str(Outcome.CONDITIONAL))
        return (self.outcome,) if self.outcome else ()

    @property
    def filters(self) -> dict[str, str]:
        """Those that are set, as an address has them."""
        days = {"since": self.since, "until": self.until}
        said = {"outcome": self.outcome, "agency": self.agency, "use": self.use}
        said |= {name: on.isoformat() for name, on in days.items() if on}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Draw:
    wish: Wish
    numbers: tuple[str, ...]
    """Decisions, without a version, in the order drawn."""
    count: int
    """How many it was drawn from."""
    digest: str
    """SHA-256 of the numbers it was drawn from (see ``lots.digest``)."""

    def as_data(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        return {
            "seed": self.wish.seed,
            "size": self.wish.size,
            "filters": self.wish.filters,
            "from": {"count": self.count, "sha256": self.digest},
            "drawn": list(self.numbers),
        }

    def tables(self) -> list[str]:
        """Queries of the public register's CSV that together hold what it was drawn from, and more days."""
        shared = {name: value for name, value in self.wish.filters.items() if name in {"agency", "use"}}
        outcomes = self.wish.outcomes or ("",)
        return [urlencode({**({"outcome": one} if one else {}), **shared}) for one in outcomes]


def draw(wish: Wish) -> Draw:
    """The same for everybody: what the register withholds, or the actor may not see, plays no part."""
    numbers = lots.population(_numbers(wish))
    drawn = lots.draw(numbers, seed=wish.seed, size=wish.size)
    return Draw(wish, tuple(drawn), len(numbers), lots.digest(numbers))


def decisions(drawn: Draw, *, for_actor: Actor) -> list[tuple[str, Decision | None]]:
    """Each number in the order drawn, with the decision if the actor may see it."""
    found = decided.decisions(for_actor, decided.Sought()).filter(number__in=drawn.numbers)
    by_number = {decision.number: decision for decision in found}
    return [(number, by_number.get(number)) for number in drawn.numbers]


def ids(drawn: Draw) -> list[int]:
    return list(Decision.objects.filter(number__in=drawn.numbers).values_list("pk", flat=True))


def _numbers(wish: Wish) -> Iterator[str]:
    """Of the decisions that have a record: before that they have no number in the register."""
    rows: QuerySet[RegisterEntry] = RegisterEntry.objects.exclude(number="")
    exact: dict[str, Any] = {"agency_name": wish.agency, "use_case": wish.use}
    rows = rows.filter(**{column: value for column, value in exact.items() if value})
    days = {"decided_on__gte": wish.since, "decided_on__lte": wish.until}
    rows = rows.filter(decided_on__isnull=False, **{column: on for column, on in days.items() if on})
    if wish.outcomes:
        rows = rows.filter(outcome__in=wish.outcomes)
    return rows.values_list("number", flat=True).iterator()
