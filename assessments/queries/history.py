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
        Event.CONSULTED,
    }
)
SHOWN_FIRST = frozenset({Event.ACCEPTED, Event.RECORD_ISSUED})
"""After these the register shows something new: the case itself, then its decision."""


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
    happened = [
        Happening(Event(event), at, (who or "") if with_names else "")
        for event, at, who in entries.values_list("event", "at", "actor__name")
    ]
    before = [None, *(happening.event for happening in happened)]
    return [one for one, last in zip(happened, before, strict=False) if not _is_refreshing(one.event, last)]


def _is_refreshing(event: Event, last: Event | None) -> bool:
    """The register follows every move; only what it shows for the first time is worth a line."""
    return event is Event.PUBLISHED and last not in SHOWN_FIRST
