"""What a record says follows from the decision: its reach, how long it lasts, duties and remedies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assessments.records.proceeding import ABSENT_WHEN_NONE, Wording


@dataclass(frozen=True, slots=True)
class ScopeItem:
    aspect: Wording
    """Purpose, persons, places, gallery, system and version of the algorithm."""
    extent: Wording


@dataclass(frozen=True, slots=True)
class Scope:
    statement: Wording
    """What is covered and what is not, in the panel's words."""
    items: tuple[ScopeItem, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    start: Wording
    """When use may begin: at once, or with the start certificate."""
    months: int | None
    """None when nothing was approved."""
    until: date | None
    ends_with: tuple[Wording, ...]
    """Events that end it early."""
    changes: tuple[Wording, ...]
    """Changes that need a new assessment."""


@dataclass(frozen=True, slots=True)
class Duty:
    text: Wording
    deadline: Wording
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    name: Wording
    who: Wording
    where: Wording
    deadline: Wording
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Redaction:
    """A part that the public rendering withholds."""

    part: Wording
    ground: Wording
    review_on: date | None = None
    id: str | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """What its marks say, such as ``W3``."""
    of: str | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """Which part it is: the id of a question or an evidence file, or ``S2`` for the second submission."""
    places: int | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """In the public rendering, how often its mark stands there."""


@dataclass(frozen=True, slots=True)
class Contact:
    officer: Wording
    post: Wording
    address: Wording
    telephone: str
    email: str


@dataclass(frozen=True, slots=True)
class Signatory:
    name: Wording
    post: Wording
    signed_on: date


@dataclass(frozen=True, slots=True)
class Retention:
    record_class: Wording
    period: Wording
    disposal: Wording


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later version of the record changed: old and new words, and why."""

    version: int
    corrected_on: date
    change: Wording
