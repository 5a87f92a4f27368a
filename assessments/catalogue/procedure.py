"""What an edition says about the procedure: panel, validity, deadlines, grounds, sections of the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessments.catalogue.expressions import Expression
from assessments.catalogue.texts import Text
from assessments.enums import State


class Party(StrEnum):
    """Whom a deadline binds."""

    AGENCY = "agency"
    OFFICER = "officer"
    COMMISSION = "commission"
    PUBLIC = "public"
    SYSTEM = "system"


class Access(StrEnum):
    """Who may read a section of the record; a mixed one has public and restricted parts."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Panel:
    """How many decide."""

    size: int
    large_size: int
    large_when: Expression


@dataclass(frozen=True, slots=True)
class Validity:
    """Months a decision is valid."""

    maximum: int
    pilot: int
    conditional: int


@dataclass(frozen=True, slots=True)
class Deadline:
    id: str
    title: Text
    party: Party
    days: int | None
    hours: int | None
    working_days: bool
    extension_days: int | None
    tell_within_days: int | None
    rounds: int | None
    high_risk_days: int | None
    high_risk_when: Expression | None
    suspended_in: tuple[State, ...]
    model: Text | None
    """The law it follows; ``None`` marks a policy value."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason people may name: for a conflict of interest or for withholding."""

    id: str
    title: Text
    item: int | None = None
    """The number in the Act's list, where there is one."""


@dataclass(frozen=True, slots=True)
class Procedure:
    panel: Panel
    validity: Validity
    deadlines: tuple[Deadline, ...]
    conflict_grounds: tuple[Ground, ...]
    redaction_grounds: tuple[Ground, ...]

    def deadline(self, deadline_id: str) -> Deadline:
        """Raises ``KeyError`` for an unknown id."""
        for deadline in self.deadlines:
            if deadline.id == deadline_id:
                return deadline
        raise KeyError(deadline_id)


@dataclass(frozen=True, slots=True)
class RecordSection:
    id: str
    access: Access
    title: Text
