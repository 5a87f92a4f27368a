"""What became other behind a record since it was issued: the record stays as it is, and this says what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CharField, Func, Value
from django.db.models.expressions import Expression, F

from assessments import records
from assessments.enums import Audience
from assessments.errors import PortalError
from assessments.models import Assessment, LedgerEntry, Record
from assessments.queries.record_content import content_of
from assessments.queries.rerendering import issuance_of
from assessments.records.comparison import Difference, Place, differences
from assessments.records.toolchain import TEMPLATES, templates_digest

NOT_COMPARED = frozenset({"schema", "number", "corrections", "seal", "verification_url"})
"""Of the record itself or of this installation, not of the rows behind the decision."""
PLACES_SHOWN = 2
_UNREADABLE = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    StopIteration,
    ObjectDoesNotExist,
    PortalError,
)
"""What reading rows comes to that somebody changed past the portal."""


@dataclass(frozen=True, slots=True)
class Change:
    """The same words, changed in one place or in many."""

    difference: Difference
    places: tuple[Place, ...]

    @property
    def shown(self) -> tuple[Place, ...]:
        return self.places[:PLACES_SHOWN]

    @property
    def more(self) -> int:
        return len(self.places) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Drift:
    record: Record
    """With its number and digests, without what it says."""
    damaged: tuple[str, ...]
    """What of the stored record itself is not what was issued: ``content``, or a document by its language."""
    changes: tuple[Change, ...]
    """What the rows behind it would say otherwise today, in the order of the sections."""
    cannot_be_made: str
    """Why no record could be made of today's rows; blank if one could."""
    templates_changed: bool
    """It would be set otherwise today."""

    def __bool__(self) -> bool:
        return bool(self.damaged or self.changes or self.cannot_be_made or self.templates_changed)


def drifts(assessment: Assessment) -> list[Drift]:
    """Of the newest version of every decision's record, the newest decision first.

    Evaluates the answers again: too slow for a page that people open for something else.
    """
    newest = Record.objects.filter(decision__revision__assessment=assessment).select_related(
        "decision__revision__assessment__agency"
    )
    in_order = newest.order_by("-decision_id", "-version").distinct("decision_id")
    return [drift_of(record) for record in in_order]


def drift_of(record: Record) -> Drift:
    entry = issuance_of(record)
    made_with = entry.data.get("made_with", {}) if entry else {}
    templates = made_with.get(TEMPLATES)
    try:
        changes, fault = _changes(record), ""
    except _UNREADABLE as error:
        changes, fault = (), f"{type(error).__name__}: {error}"
    return Drift(
        record=record,
        damaged=tuple(_damaged(record, entry)),
        changes=changes,
        cannot_be_made=fault,
        templates_changed=templates is not None and templates != templates_digest(),
    )


def _changes(record: Record) -> tuple[Change, ...]:
    """From the first version: a correction changes the record on purpose, and not the rows behind it."""
    is_first = record.version == 1
    first = record if is_first else Record.objects.get(decision=record.decision_id, version=1)
    today = records.freeze(content_of(record.decision, number=record.number))
    found = differences(json.loads(first.content), json.loads(today), apart_from=NOT_COMPARED)
    places: dict[tuple[str, str], list[Difference]] = {}
    for difference in found:
        places.setdefault((str(difference.before), str(difference.after)), []).append(difference)
    return tuple(Change(same[0], tuple(one.place for one in same)) for same in places.values())


def _damaged(record: Record, entry: LedgerEntry | None) -> Iterable[str]:
    """Asks the database for the digests, so that no document is read."""
    said = entry.data if entry else {}
    content = records.sha256_of(record.content.encode())
    if {content, record.content_sha256} != {said.get("content", content)}:
        yield "content"
    public = records.sha256_of(record.public_content.encode()) if record.public_content else ""
    if {public, record.public_content_sha256} != {said.get("public_content", public)}:
        yield "public content"
    documents = record.documents.annotate(actual=_sha256(F("pdf"))).order_by("audience", "-language")
    for audience, language, stored, actual in documents.values_list(
        "audience", "language", "sha256", "actual"
    ):
        is_public = audience == Audience.PUBLIC
        issued = said.get("public_documents" if is_public else "documents", {})
        if {stored, actual} != {issued.get(language, actual)}:
            yield f"{language}, public" if is_public else language


def _sha256(column: Expression | F) -> Func:
    digest = Func(column, function="sha256")
    return Func(digest, Value("hex"), function="encode", output_field=CharField())
