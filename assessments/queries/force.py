"""What a decision is worth today: in force, or why not. In doubt it is not in force."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from assessments.enums import Outcome, State
from assessments.models import Record, RegisterEntry
from assessments.queries.deadlines import today


class Force(StrEnum):
    """The first that applies is said."""

    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    RECONSIDERED = "reconsidered"
    """The agency asked for reconsideration, which is not decided yet."""
    UNSETTLED = "unsettled"
    """The case is where no decided case can be."""
    CORRECTED = "corrected"
    """There is a newer version of the record."""
    REJECTED = "rejected"
    """There is nothing that could be in force."""
    IN_FORCE = "in_force"


_BY_STATE = {
    State.WITHDRAWN: Force.WITHDRAWN,
    State.REVOKED: Force.REVOKED,
    State.SUPERSEDED: Force.SUPERSEDED,
    State.EXPIRED: Force.EXPIRED,
    State.SUSPENDED: Force.SUSPENDED,
    State.RECONSIDERATION: Force.RECONSIDERED,
    State.REJECTED: Force.REJECTED,
    State.APPROVED: Force.IN_FORCE,
    State.CONDITIONAL: Force.IN_FORCE,
}


_OUTCOMES = frozenset({State.APPROVED, State.CONDITIONAL, State.REJECTED})


def force_of(record: Record, entry: RegisterEntry | None, *, newest: str, is_decided_again: bool) -> Force:
    """``newest`` is the number of the newest version, ``is_decided_again`` that a later decision exists.

    The case and its register entry are both asked, since the entry follows the case a moment later. A state
    that contradicts the outcome comes from a reconsideration.
    """
    states = {State(record.decision.revision.assessment.state), *([State(entry.state)] if entry else [])}
    found = {_BY_STATE.get(state, Force.UNSETTLED) for state in states}
    rejects = record.decision.outcome == Outcome.REJECTED
    if is_decided_again or any(rejects != (state == State.REJECTED) for state in states & _OUTCOMES):
        found.add(Force.SUPERSEDED)
    if newest != record.number:
        found.add(Force.CORRECTED)
    if rejects:
        found.add(Force.REJECTED)
    until = valid_until(record, entry)
    if until is not None and until < today():
        found.add(Force.EXPIRED)
    return next(force for force in Force if force in found)


def valid_until(record: Record, entry: RegisterEntry | None) -> date | None:
    """The last day; None when no end was set."""
    days = [record.decision.valid_until, entry.valid_until if entry else None]
    return min((day for day in days if day), default=None)
