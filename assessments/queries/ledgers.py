"""The ledger of one assessment as people read it, with what must not be seen yet left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments import chain
from assessments.enums import Event, State
from assessments.models import Assessment, LedgerEntry, Panel
from assessments.policy import Actor, rules
from assessments.queries.panels import current_panel, voting
from assessments.workflow import leaving

MEASURES = ("suspend", "restore_conditional", "restore_approval", "revoke")
"""Moves of the chair after a decision."""


@dataclass(frozen=True, slots=True)
class Entry:
    row: LedgerEntry
    data: tuple[tuple[str, str], ...]
    """What the entry says beside who and when; empty when it is withheld."""
    is_withheld: bool
    follows: bool
    """From the entry before it, and its hash is that of its text."""

    @property
    def event(self) -> Event:
        return Event(self.row.event)


@dataclass(frozen=True, slots=True)
class Chain:
    entries: tuple[Entry, ...]
    state_agrees: bool
    """The assessment stands where its last move led."""

    @property
    def holds(self) -> bool:
        return self.state_agrees and all(entry.follows for entry in self.entries)

    @property
    def first_break(self) -> int | None:
        """Number of the first entry that does not follow."""
        return next((entry.row.sequence for entry in self.entries if not entry.follows), None)

    @property
    def head(self) -> str:
        """The newest hash: whoever kept it can tell later whether anything before it changed."""
        return self.entries[-1].row.hash if self.entries else chain.GENESIS


def chain_of(assessment: Assessment, *, for_actor: Actor) -> Chain:
    """Oldest first.

    Findings are withheld until both reviewers have locked, votes from members who have not voted.
    """
    rows = list(assessment.ledger.select_related("actor").order_by("sequence"))
    hidden = _hidden(assessment, for_actor)
    entries, previous = [], chain.GENESIS
    for number, row in enumerate(rows, start=1):
        follows = (row.sequence, row.previous) == (number, previous)
        follows = follows and row.hash == chain.link(previous, row.text) and _says_the_same(row)
        is_withheld = Event(row.event) in hidden
        entries.append(Entry(row, () if is_withheld else _words(row.data), is_withheld, follows))
        previous = row.hash
    return Chain(tuple(entries), _last_state(rows) in {None, assessment.state})


def _says_the_same(row: LedgerEntry) -> bool:
    """The columns that are shown, and the text that is hashed."""
    said = json.loads(row.text)
    columns = (row.event, row.actor_id, row.at)
    return (said["event"], said["actor"]["id"], datetime.fromisoformat(said["at"])) == columns


def open_measures(assessment: Assessment) -> tuple[str, ...]:
    """The measures possible now: a suspension is lifted back to what was suspended."""
    names = [move.name for move in leaving(State(assessment.state)) if move.name in MEASURES]
    if assessment.state != State.SUSPENDED:
        return tuple(names)
    before = assessment.ledger.filter(event=Event.SUSPENDED).latest("sequence").data["from"]
    lifted = "restore_approval" if before == State.APPROVED else "restore_conditional"
    return (lifted, "revoke")


def _hidden(assessment: Assessment, actor: Actor) -> frozenset[Event]:
    hidden = set()
    if not rules.may_read_findings(actor, assessment):
        hidden.add(Event.FINDINGS_LOCKED)
    if assessment.state == State.PANEL and not _has_voted(assessment, actor):
        hidden.add(Event.VOTED)
    return frozenset(hidden)


def _has_voted(assessment: Assessment, actor: Actor) -> bool:
    """True for those who have no vote to cast, too."""
    try:
        now = voting(current_panel(assessment))
    except Panel.DoesNotExist:
        return True
    seated = any(seat.member_id == actor.user_id for seat in now.members)
    return not seated or now.vote_of(actor.user_id) is not None


def _words(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value if isinstance(value, str) else _json(value)) for name, value in data.items())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _last_state(rows: Iterable[LedgerEntry]) -> str | None:
    states = [row.data.get("to") for row in rows]
    return next((state for state in reversed(states) if state), None)
