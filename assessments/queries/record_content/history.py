"""What happened when, from the ledger up to the adoption: section 8 of the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Text
from assessments.enums import Event, Seat, State
from assessments.models import Decision, LedgerEntry
from assessments.queries.record_content.words import both
from assessments.records import HistoryEvent

HISTORY = frozenset(
    {
        Event.OPENED,
        Event.SUBMITTED,
        Event.SUPPLEMENT_REQUESTED,
        Event.ACCEPTED,
        Event.FINDINGS_LOCKED,
        Event.CLARIFICATION_ASKED,
        Event.CLARIFICATION_ANSWERED,
        Event.PANEL_CONVENED,
        Event.VOTED,
        Event.ROUND_OPENED,
        Event.DRAFT_SENT,
        Event.STATEMENT_MADE,
        Event.REOPENED,
        Event.DECIDED,
    }
)
"""The procedural steps a record lists; the ledger has all acts."""
Data: TypeAlias = Mapping[str, Any]
DECIDING = frozenset({Event.DECIDED, Event.RECONSIDERED})


def history(decision: Decision) -> tuple[HistoryEvent, ...]:
    """Of the votes of one round the last stands for all: then the panel had voted."""
    assessment = decision.revision.assessment
    entries = [entry for entry in _until(decision) if entry.event in HISTORY]
    seats = dict(assessment.assignments.values_list("reviewer_id", "seat"))
    votes: dict[int, list[LedgerEntry]] = {}
    for entry in entries:
        if entry.event == Event.VOTED:
            votes.setdefault(entry.data["round"], []).append(entry)
    last = {cast[-1].pk: len(cast) for cast in votes.values()}
    return tuple(
        HistoryEvent(at=entry.at, event=_event(entry), detail=_detail(entry, seats, last))
        for entry in entries
        if entry.event != Event.VOTED or entry.pk in last
    )


def _until(decision: Decision) -> list[LedgerEntry]:
    """The ledger up to the entry of the adoption; all of it where there is none."""
    entries: list[LedgerEntry] = []
    for entry in decision.revision.assessment.ledger.order_by("sequence"):
        entries.append(entry)
        if entry.event in DECIDING and entry.data.get("decision") == decision.number:
            break
    return entries


def _event(entry: LedgerEntry) -> Text:
    """A second submission answers the request for a supplement; the votes of a round are one step."""
    match Event(entry.event):
        case Event.SUBMITTED if entry.data.get("from") == State.SUPPLEMENT:
            return both(_("Supplement received"))
        case Event.VOTED:
            return both(_("The panel voted"))
        case Event.DECIDED:
            return both(_("Decision adopted and announced"))
        case event:
            return both(event.label)


def _detail(entry: LedgerEntry, seats: Mapping[int, str], votes: Mapping[int, int]) -> Text | None:
    """What tells the step from others of its kind; ``votes`` of a round by its last entry."""
    match Event(entry.event):
        case Event.FINDINGS_LOCKED if seat := seats.get(entry.actor_id or 0):
            return both(Seat(seat).label)
        case Event.VOTED:
            said = {"round": entry.data["round"], "count": votes[entry.pk]}
            return both(_("Round %(round)s, votes: %(count)s"), **said)
        case event if event in DETAILS:
            return DETAILS[event](entry.data)
        case _:
            return None


def _asked(data: Data) -> Text:
    said = {"round": data["round"], "count": len(data["questions"])}
    return both(_("Round %(round)s, questions: %(count)s"), **said)


def _answered(data: Data) -> Text | None:
    return None if data["answers"] else both(_("No answer within the period."))


def _stated(data: Data) -> Text | None:
    return both(_("An oral hearing was asked for.")) if data.get("hearing") else None


# fmt: off
DETAILS: dict[Event, Callable[[Data], Text | None]] = {
    Event.SUBMITTED:              lambda data: both(_("Revision %(number)s"), number=data["revision"]),
    Event.SUPPLEMENT_REQUESTED:   lambda data: both(_("Defects: %(count)s"), count=len(data["defects"])),
    Event.CLARIFICATION_ASKED:    _asked,
    Event.CLARIFICATION_ANSWERED: _answered,
    Event.ROUND_OPENED:           lambda data: both(_("Round %(number)s"), number=data["round"]),
    Event.STATEMENT_MADE:         _stated,
    Event.DECIDED:                lambda data: Text(data["decision"], data["decision"]),
}
# fmt: on
"""From what the service said about the act."""
