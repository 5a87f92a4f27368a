"""What time itself brings about: expiry, and clarifications that were never answered."""

from __future__ import annotations

from assessments.enums import State
from assessments.models import Assessment
from assessments.policy import SYSTEM
from assessments.queries.deadlines import today
from assessments.services import review, transitions


def let_lapse() -> int:
    """Make every move that is due today by the clock; returns how many. Safe to run twice."""
    return _expire() + _end_clarifications()


def _expire() -> int:
    over = Assessment.objects.filter(
        state__in=[State.APPROVED, State.CONDITIONAL], revisions__decision__valid_until__lt=today()
    )
    for assessment in over.distinct():
        transitions.perform("expire", actor=SYSTEM, assessment=assessment)
    return len(over)


def _end_clarifications() -> int:
    """The deadline passed: the clock starts again, and what was not answered counts as unexplained."""
    silent = Assessment.objects.filter(state=State.CLARIFICATION, due_on__lt=today())
    for assessment in silent:
        review.resume(actor=SYSTEM, assessment=assessment, answers={})
    return len(silent)
