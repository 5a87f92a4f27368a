"""Everything a decision record says, in both languages: PDF, page and JSON are made from it alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from assessments.enums import Outcome
from assessments.records.effects import (
    Contact,
    Correction,
    Duty,
    Redaction,
    Remedy,
    Retention,
    Scope,
    Signatory,
    Validity,
)
from assessments.records.judgement import (
    Advice,
    Condition,
    Group,
    LawItem,
    ProportionalityStep,
    SeparateOpinion,
    StandardFinding,
    Vote,
)
from assessments.records.proceeding import (
    ABSENT_WHEN_NONE,
    Agency,
    Bodies,
    EvidenceItem,
    FactStep,
    HistoryEvent,
    Intervener,
    Proposal,
    Submission,
    Versions,
    Wording,
)
from assessments.records.seal import Seal

NUMBER = re.compile(r"NHRC-FR-[0-9]{4}-[0-9]{4,6}-v[0-9]{1,3}")
"""What a record's number looks like."""
SCHEMA = 4
"""Counts the shapes this module has had; stored in every record's JSON."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the record's sections, with the title the edition gives it."""

    id: str
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContent:
    """Fields stand in the order of the record's sections.

    Frozen and complete: rendering, digest and JSON need nothing besides it. The electronic signature comes
    after the digest; ``seal`` says beforehand how it will be made.
    """

    schema: int = SCHEMA
    sections: tuple[Section, ...]
    commission: Wording
    """The body that decides."""
    notice: Wording | None
    """Printed on every page, such as that this is sample data."""
    number: str
    decided_at: datetime
    """Timezone-aware. The only instant the document's own dates are taken from."""
    legal_nature: Wording
    outcome: Outcome
    sentence: Wording
    """The outcome in one plain sentence."""
    reasons: Wording
    """The panel's reasons for the whole."""
    agency: Agency
    interveners: tuple[Intervener, ...]
    proposal: Proposal
    proposal_digest: str
    """SHA-256 over the canonical JSON of form version, visible answers and files."""
    evidence: tuple[EvidenceItem, ...]
    versions: Versions
    history: tuple[HistoryEvent, ...]
    bodies: Bodies
    facts: tuple[FactStep, ...]
    law: tuple[LawItem, ...]
    groups: tuple[Group, ...]
    findings: tuple[StandardFinding, ...]
    proportionality: tuple[ProportionalityStep, ...]
    submissions: tuple[Submission, ...]
    conditions: tuple[Condition, ...]
    advice: tuple[Advice, ...]
    scope: Scope
    validity: Validity
    duties: tuple[Duty, ...]
    vote: Vote
    separate_opinions: tuple[SeparateOpinion, ...]
    remedies: tuple[Remedy, ...]
    redactions: tuple[Redaction, ...]
    contact: Contact
    signatories: tuple[Signatory, ...]
    verification_url: str
    """Address of the verification page; the code is appended to it."""
    retention: Retention
    corrections: tuple[Correction, ...]
    authentic_language: str = "ko"
    served_on: date | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """The earliest day of service; periods from service are counted from it."""
    deemed_served_on: date | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """The latest day of service, opened or not (NHRCK Act Art. 49-4)."""
    seal: Seal | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    full_digest: str | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """Of the public rendering only: the record digest, which is that of the full content."""

    def __post_init__(self) -> None:
        if not NUMBER.fullmatch(self.number):
            raise ValueError(f"not a record number: {self.number!r}")
        if self.decided_at.tzinfo is None:
            raise ValueError("decided_at must be timezone-aware")
