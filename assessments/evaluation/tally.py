"""The rule by which votes become an outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.enums import Outcome

QUORUM = 3
"""Members present (National Human Rights Commission Act, art. 13(2))."""
MAJORITY = 3
"""Votes in favour of the same outcome (the same)."""


@dataclass(frozen=True, slots=True)
class Tally:
    present: int
    """Members who voted, abstentions included."""
    in_favour: Mapping[Outcome, int]
    """Votes for each outcome, in the order of the outcomes; 0 where there are none."""

    @property
    def quorate(self) -> bool:
        return self.present >= QUORUM

    @property
    def outcome(self) -> Outcome | None:
        """What is carried, or ``None``. With five members no two outcomes can both have three votes;
        in a larger body the one with more votes is carried, and equal numbers carry nothing."""
        most = max(self.in_favour.values())
        leading = [outcome for outcome, votes in self.in_favour.items() if votes == most]
        carried = self.quorate and most >= MAJORITY and len(leading) == 1
        return leading[0] if carried else None


def tally(votes: Iterable[str | None]) -> Tally:
    """Count votes for outcomes; ``None`` is an abstention, which counts as present only.

    Raises ``ValueError`` for anything that is not an outcome.
    """
    cast = [None if vote is None else Outcome(vote) for vote in votes]
    counts = Counter(cast)
    return Tally(len(cast), {outcome: counts[outcome] for outcome in Outcome})
