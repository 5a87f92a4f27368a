"""Tries an edition on real rulings: what the decision rule makes of their facts, beside what was ruled.

Facts of a ruling are never complete. So each is decided twice: with everything that is not told
against the agency, which is the decision rule, and with everything not told in its favour. Where
both give the same, the facts settle it; where not, the portal cannot tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessments.catalogue.rulings import Ruled, Ruling
from assessments.catalogue.schema import Edition
from assessments.enums import Effect, Outcome, Result
from assessments.evaluation.decide import required_outcome
from assessments.evaluation.evaluate import evaluate


class Reading(StrEnum):
    """What the decision rule makes of the facts told."""

    REFUSE = "refuse"
    CONDITIONS = "conditions"
    APPROVE = "approve"
    CANNOT_TELL = "cannot tell"


class Agreement(StrEnum):
    """The portal's reading beside the ruling."""

    AGREES = "agrees"
    STRICTER = "stricter"
    MILDER = "milder"
    OPEN = "cannot tell"


READINGS = {
    Outcome.REJECTED: Reading.REFUSE,
    Outcome.CONDITIONAL: Reading.CONDITIONS,
    Outcome.APPROVED: Reading.APPROVE,
}
APPROVABLE = frozenset({Reading.CONDITIONS, Reading.APPROVE})

# From the hardest on, so that places can be compared.
_RULED = (Ruled.REFUSED, Ruled.PERMITTED_WITH_CONDITIONS, Ruled.PERMITTED)
_READ = (Reading.REFUSE, Reading.CONDITIONS, Reading.APPROVE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One ruling tried. Standards are ids in catalogue order."""

    ruling: Ruling
    reading: Reading
    at_best: Reading
    """If everything that is not told spoke for the agency; never ``CANNOT_TELL``."""
    barring: tuple[str, ...]
    """Standards that bar approval and are certainly not met."""
    wanting: tuple[str, ...]
    """Standards that need a condition and are certainly not met."""
    undecided: tuple[str, ...]
    """Standards that bar approval and cannot be told; if there are none, those that need a condition."""
    shared: Mapping[str, tuple[str, ...]]
    """Grounds of the authority, each with the standards that say the same here: those that bar, or
    else those that need a condition."""

    @property
    def agreement(self) -> Agreement:
        if self.reading is Reading.CANNOT_TELL:
            return Agreement.OPEN
        ours, theirs = _READ.index(self.reading), _RULED.index(self.ruling.ruled)
        if ours == theirs:
            return Agreement.AGREES
        return Agreement.STRICTER if ours < theirs else Agreement.MILDER

    @property
    def expected(self) -> bool:
        """It differs, and the ruling is marked as one on which authorities differ by their law."""
        differs = self.agreement in {Agreement.STRICTER, Agreement.MILDER}
        return differs and bool(self.ruling.divergence)


def compare(
    edition: Edition, ruling: Ruling, *, grounds: Mapping[str, tuple[str, ...]] | None = None
) -> Comparison:
    """``grounds`` names for each ground of an authority the standards that ask for the same."""
    told = {**ruling.further, **ruling.answers}
    results = {found.standard_id: found.result for found in evaluate(edition, told)}
    at_worst = _decided(edition, results, not_told=Result.NOT_MET)
    at_best = _decided(edition, results, not_told=Result.MET)
    barring = _with(edition, results, effect=Effect.BARS, result=Result.NOT_MET)
    wanting = _with(edition, results, effect=Effect.CONDITION, result=Result.NOT_MET)
    return Comparison(
        ruling=ruling,
        reading=at_best if at_best is at_worst else Reading.CANNOT_TELL,
        at_best=at_best,
        barring=barring,
        wanting=wanting,
        undecided=_with(edition, results, effect=Effect.BARS, result=Result.UNDETERMINED)
        or _with(edition, results, effect=Effect.CONDITION, result=Result.UNDETERMINED),
        shared=_shared(ruling, barring or wanting, grounds=grounds or {}),
    )


def confusion(comparisons: Iterable[Comparison]) -> Mapping[tuple[Ruled, Reading], int]:
    """How many rulings of each sort came out how."""
    return Counter((each.ruling.ruled, each.reading) for each in comparisons)


def confusion_at_best(comparisons: Iterable[Comparison]) -> Mapping[tuple[Ruled, Reading], int]:
    """The same if everything that is not told spoke for the agency."""
    return Counter((each.ruling.ruled, each.at_best) for each in comparisons)


def agreements(comparisons: Iterable[Comparison]) -> Mapping[Agreement, int]:
    return Counter(each.agreement for each in comparisons)


def _decided(edition: Edition, results: Mapping[str, Result], *, not_told: Result) -> Reading:
    findings = {
        standard_id: not_told if result == Result.UNDETERMINED else result
        for standard_id, result in results.items()
    }
    return READINGS[required_outcome(edition.standards, findings, ())]


def _with(
    edition: Edition, results: Mapping[str, Result], *, effect: Effect, result: Result
) -> tuple[str, ...]:
    return tuple(
        [
            standard.id
            for standard in edition.standards
            if standard.effect == effect and results[standard.id] == result
        ]
    )


def _shared(
    ruling: Ruling, standing_in_the_way: tuple[str, ...], *, grounds: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    found = {
        ground: tuple([one for one in standing_in_the_way if one in grounds.get(ground, ())])
        for ground in ruling.grounds
    }
    return {ground: standards for ground, standards in found.items() if standards}
