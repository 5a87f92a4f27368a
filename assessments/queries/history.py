"""What happened to an assessment, from its ledger: with names for the commission, without for the agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessments.enums import Event
from assessments.models import Assessment

# What goes on inside the commission; the agency learns its outcome, not its course.
INTERNAL = frozenset(
    {
        Event.REVIEWER_ASSIGNED,
        Event.REVIEWER_RELEASED,
        Event.CONFLICT_DECLARED,
        Event.FINDINGS_LOCKED,
        Event.PANEL_JOINED,
        Event.VOTED,
        Event.ROUND_OPENED,
        Event.RECORD_DOWNLOADED,
        Event.EXPORTED,
    }
)


@dataclass(frozen=True, slots=True)
class Happening:
    event: Event
    at: datetime
    who: str = ""


def case_history(assessment: Assessment, *, with_names: bool) -> list[Happening]:
    """Oldest first. With names for those who may know them, who see what is internal too."""
    entries = assessment.ledger.order_by("sequence")
    if not with_names:
        entries = entries.exclude(event__in=INTERNAL)
    rows = entries.values_list("event", "at", "actor__name")
    return [Happening(Event(event), at, (who or "") if with_names else "") for event, at, who in rows]
