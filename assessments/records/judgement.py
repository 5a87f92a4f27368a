"""What a record says was found and decided: standard by standard, in four steps, and by whose votes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assessments.catalogue.schema import Nature
from assessments.enums import Effect, Outcome, Result
from assessments.records.proceeding import ABSENT_WHEN_NONE, Fact, Wording


@dataclass(frozen=True, slots=True)
class LawItem:
    source: Wording
    """A provision, decision or instrument, as cited."""
    standards: tuple[str, ...]
    nature: Nature | None = None
    """What weight the source has; items of one nature stand together."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of standards; groups and standards stand in the edition's order."""

    id: str
    title: Wording


@dataclass(frozen=True, slots=True)
class Citation:
    evidence_id: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class ReviewerFinding:
    reviewer: Wording
    """Seat and name."""
    result: Result
    reasons: Wording
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardFinding:
    standard_id: str
    group_id: str
    title: Wording
    requirement: Wording
    kind: Wording
    effect: Effect
    """What follows when it is not met."""
    preliminary: Result
    """What the rules say of the answers; never decides."""
    explanation: Wording
    """The trace in words, beginning with the result: why applicable or not, which answers decided, and
    which others would have turned it."""
    reviewers: tuple[ReviewerFinding, ...]
    panel: Result
    reasons: Wording | None
    """The panel's; None when it adopts the preliminary result as explained."""
    evidence: tuple[Citation, ...] = ()


class Limb(StrEnum):
    """The four steps of proportionality (Constitution Art. 37(2))."""

    PURPOSE = "purpose"
    MEANS = "means"
    LEAST_RESTRICTION = "least_restriction"
    BALANCE = "balance"


LIMB_STANDARDS: dict[Limb, tuple[str, ...]] = {
    Limb.PURPOSE: ("NEC-1",),
    Limb.MEANS: ("NEC-1",),
    Limb.LEAST_RESTRICTION: ("NEC-2", "NEC-3"),
    Limb.BALANCE: ("NEC-4",),
}
"""NEC-1 asks for a legitimate aim *and* suitable means; NEC-3 (supplementary use) limits the restriction."""


@dataclass(frozen=True, slots=True)
class ProportionalityStep:
    limb: Limb
    standards: tuple[str, ...]
    agency_says: Wording | None
    reasons: tuple[Wording, ...]
    result: Result
    arguments: tuple[Fact, ...] | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """The answers in which the agency argues the step; took the place of ``agency_says``."""


@dataclass(frozen=True, slots=True)
class Condition:
    number: str
    """``C1`` and so on."""
    standards: tuple[str, ...]
    text: Wording
    timing: Wording
    deadline: Wording | None
    """In words; counted from service where it is so many days."""
    due_on: date | None
    proof: Wording
    status: Wording


@dataclass(frozen=True, slots=True)
class Advice:
    standards: tuple[str, ...]
    text: Wording


@dataclass(frozen=True, slots=True)
class Ballot:
    member: Wording
    vote: Outcome


@dataclass(frozen=True, slots=True)
class Vote:
    ballots: tuple[Ballot, ...]
    rule: Wording
    """The quorum and majority that were needed, with the provision."""
    round: int = 1


@dataclass(frozen=True, slots=True)
class SeparateOpinion:
    kind: Wording
    """Dissenting or concurring."""
    member: Wording
    text: Wording
