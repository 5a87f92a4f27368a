"""A mould: everything the services wrote for one assessment, with what changes from case to case marked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model

from assessments.enums import Event
from assessments.models import Assessment, Decision, LedgerEntry, RegisterEntry, Revision, User
from assessments.queries.deadlines import today
from assessments.samples.volume import texts
from assessments.samples.volume.tables import PARENTS, TABLES, Table
from assessments.samples.volume.texts import Blank

Places = Mapping[tuple[type[Model], int], int]
"""The place of a parent among its kind in the mould, by its model and id."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the move, counted from the opening as 0, to which a time of the mould belongs."""

    moves: tuple[tuple[datetime, Event], ...]

    def stage(self, value: datetime) -> int:
        return max(sum(at <= value for at, _event in self.moves) - 1, 0)

    def stage_of(self, event: Event) -> int:
        """Of the first move with the event."""
        return [happened for _at, happened in self.moves].index(event)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger."""

    event: str
    stage: int
    part: str
    """Who acts, by username; blank for the portal itself."""
    text: Blank


@dataclass(frozen=True, slots=True)
class Mould:
    example: str
    path: tuple[str, ...]
    """The states, from draft on."""
    events: tuple[Event, ...]
    """What made each of them."""
    valid_days: int | None
    """From the decision to the end of its validity."""
    rows: tuple[tuple[Table, int, bool, dict[str, Any]], ...]
    """Table, place, whether the revision it belongs to is sealed, and the row."""
    entries: tuple[Entry, ...]
    sealed: Blank | None
    content: Blank | None
    """Of the register."""

    @property
    def state(self) -> str:
        return self.path[-1]


def photograph(assessment: Assessment, *, example: str) -> Mould:
    """The assessment as it stands now."""
    entries = list(assessment.ledger.order_by("sequence").select_related("actor"))
    moves = [entry for entry in entries if "to" in entry.data]
    clock = Clock(tuple((entry.at, Event(entry.event)) for entry in moves))
    marks, people = _marks(assessment), _people()
    decided = Decision.objects.filter(revision__assessment=assessment).first()
    return Mould(
        example=example,
        path=tuple(entry.data["to"] for entry in moves),
        events=tuple(event for _at, event in clock.moves),
        valid_days=(decided.valid_until - today()).days if decided and decided.valid_until else None,
        rows=tuple(_rows(assessment, clock, usernames=dict(User.objects.values_list("pk", "username")))),
        entries=tuple(_entry(entry, clock, marks=marks, people=people) for entry in entries),
        sealed=_sealed(assessment, marks),
        content=_content(assessment, entries, clock, marks=marks),
    )


def _rows(
    assessment: Assessment, clock: Clock, *, usernames: Mapping[int, str]
) -> Iterator[tuple[Table, int, bool, dict[str, Any]]]:
    places: dict[tuple[type[Model], int], int] = {}
    sealed = set(assessment.revisions.filter(sealed_at__isnull=False).values_list("pk", flat=True))
    for table in TABLES:
        for place, row in enumerate(table.rows_of(assessment)):
            places[table.model, row.pk] = place
            revision = row.pk if table.model is Revision else getattr(row, "revision_id", None)
            values = {
                column.attname: usernames[value]
                if column.related_model is User and (value := getattr(row, column.attname))
                else _value(table, column, row, clock, places)
                for column in table.columns
            }
            yield table, place, revision in sealed, values


def _value(table: Table, column: Field[Any, Any], row: Any, clock: Clock, places: Places) -> Any:
    """As casting understands it: the place of a parent, the username of a person, the move of a time."""
    value, event = getattr(row, column.attname), table.events.get(column.attname)
    if value is None:
        return None
    if isinstance(value, datetime):
        return clock.stage_of(event) if event else clock.stage(value)
    if isinstance(value, date):
        last = len(clock.moves) - 1
        return [clock.stage_of(event) if event else last, (value - today()).days]
    parent = table.model if column.primary_key else column.related_model
    return places[parent, value] if parent in PARENTS else value


def _entry(entry: LedgerEntry, clock: Clock, *, marks: Mapping[str, str], people: Mapping[int, str]) -> Entry:
    document = json.loads(entry.text) | {"at": "\ue000at\ue001"}
    return Entry(
        event=entry.event,
        stage=clock.stage(entry.at),
        part=entry.actor.username if entry.actor else "",
        text=texts.blank(document, texts=marks, numbers=people),
    )


def _sealed(assessment: Assessment, marks: Mapping[str, str]) -> Blank | None:
    revision = assessment.revisions.filter(sealed_at__isnull=False).first()
    return texts.blank(json.loads(revision.sealed_text), texts=marks) if revision else None


def _content(
    assessment: Assessment, entries: list[LedgerEntry], clock: Clock, *, marks: Mapping[str, str]
) -> Blank | None:
    """The register's, whose history names days."""
    published = RegisterEntry.objects.filter(assessment=assessment).first()
    if published is None:
        return None
    said = iter(entries)
    for step in published.content.get("history", []):
        entry = next(entry for entry in said if entry.event == step["event"])
        step["on"] = f"\ue000on{clock.stage(entry.at)}\ue001"
    return texts.blank(published.content, texts=marks)


def _marks(assessment: Assessment) -> dict[str, str]:
    """What changes in texts, and the name of the value that takes its place."""
    revision = assessment.revisions.filter(sealed_at__isnull=False).first()
    decided = Decision.objects.filter(revision__assessment=assessment).first()
    found = {
        assessment.reference: "reference",
        assessment.title: "title",
        assessment.agency.name: "agency",
        revision.digest if revision else "": "digest",
        decided.number if decided else "": "number",
    }
    people = {str(person): f"{person.username}.name" for person in User.objects.filter(is_active=True)}
    return {text: name for text, name in (found | people).items() if text}


def _people() -> dict[int, str]:
    return {person.pk: f"{person.username}.id" for person in User.objects.filter(is_active=True)}
