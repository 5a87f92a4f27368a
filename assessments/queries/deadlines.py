"""Until when somebody must act: the periods of the edition's procedure, counted from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from django.utils import timezone

from assessments import catalogue
from assessments.models import Assessment

WEEKEND = frozenset({5, 6})


def today() -> date:
    """The date in Seoul: procedural periods run by the commission's calendar."""
    return timezone.localtime().date()


def due_on(edition_id: str, deadline_id: str, *, start: date | None = None) -> date:
    """The last day of a period. Working days skip weekends; public holidays are not known to the portal."""
    deadline = catalogue.edition(edition_id).procedure.deadline(deadline_id)
    day = start or today()
    if not deadline.working_days:
        return day + timedelta(days=deadline.days or 0)
    left = deadline.days or 0
    while left:
        day += timedelta(days=1)
        left -= day.weekday() not in WEEKEND
    return day


def resumed(assessment: Assessment) -> date | None:
    """The end of the review's clock, moved on by the days it stood still since the state began."""
    if assessment.review_due_on is None:
        return None
    return assessment.review_due_on + (today() - timezone.localtime(assessment.state_since).date())


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day (Civil Act Art. 160)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
