"""What time itself brings about: expiry, and clarifications that were never answered."""

from __future__ import annotations

from django.db.models import QuerySet

from assessments.enums import State
from assessments.errors import WrongState
from assessments.models import Assessment
from assessments.policy import SYSTEM
from assessments.queries.deadlines import today
from assessments.services import review, transitions


def let_lapse() -> int:
    """Make every move that is due today by the clock; returns how many. Safe to run twice."""
    return sum(map(_expire, _outlived())) + sum(map(_end_clarification, _unanswered()))


def _outlived() -> QuerySet[Assessment]:
    """Approved until a day that has passed."""
    in_force = Assessment.objects.filter(state__in=[State.APPROVED, State.CONDITIONAL])
    return in_force.filter(revisions__decision__valid_until__lt=today()).distinct()


def _unanswered() -> QuerySet[Assessment]:
    return Assessment.objects.filter(state=State.CLARIFICATION, due_on__lt=today())


def _expire(assessment: Assessment) -> bool:
    """False when somebody moved it in the meantime."""
    try:
        transitions.perform("expire", actor=SYSTEM, assessment=assessment)
    except WrongState:
        return False
    return True


def _end_clarification(assessment: Assessment) -> bool:
    """The clock starts again, and what was not answered counts as unexplained."""
    try:
        review.resume(actor=SYSTEM, assessment=assessment, answers={})
    except WrongState:
        return False
    return True
