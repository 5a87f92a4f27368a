"""Appends to the ledger, and announces each entry to whoever reacts.

Order is kept per assessment: the assessment's row is locked, so there is no lock that all writers share. Acts
that
concern no single assessment (roles, editions, exports) form one chain of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone

from assessments import chain
from assessments.enums import Event
from assessments.errors import BrokenChain
from assessments.models import Assessment, LedgerEntry
from assessments.policy import Actor

entry_appended = Signal()
"""Sent with ``entry`` inside the transaction that appended it. The project's only signal."""

_COMMON_CHAIN_LOCK = 7_305_001
"""Advisory lock for the chain without an assessment; any constant will do."""


@transaction.atomic
def append(
    event: Event, *, actor: Actor, assessment: Assessment | None = None, data: Mapping[str, Any] | None = None
) -> LedgerEntry:
    """Raises ``TypeError`` when ``data`` holds what JSON cannot carry; the time is the database's moment of
    writing.
    """
    _take_turn(assessment)
    last = LedgerEntry.objects.filter(assessment=assessment).order_by("-sequence").first()
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, chain.GENESIS)
    at = timezone.now()
    text = entry_text(
        event, actor=actor, assessment=assessment, sequence=sequence, at=at.isoformat(), data=data
    )
    entry = LedgerEntry.objects.create(
        assessment=assessment,
        sequence=sequence,
        event=event,
        actor_id=actor.user_id,
        at=at,
        text=text,
        previous=previous,
        hash=chain.link(previous, text),
    )
    entry_appended.send(LedgerEntry, entry=entry)
    return entry


def entry_text(
    event: Event,
    *,
    actor: Actor,
    assessment: Assessment | None,
    sequence: int,
    at: str,
    data: Mapping[str, Any] | None = None,
) -> str:
    """The canonical JSON that an entry hashes."""
    return chain.canonical(
        {
            "assessment": assessment.reference if assessment else None,
            "sequence": sequence,
            "event": str(event),
            "at": at,
            "actor": {"id": actor.user_id, "name": actor.name},
            "data": dict(data or {}),
        }
    )


@dataclass(frozen=True, slots=True)
class Audit:
    entries: int
    chains: int


def audit() -> Audit:
    """Verify every chain, and that each assessment stands where its ledger says.

    Raises ``BrokenChain`` naming the assessment and the entry. Reads in batches: memory stays flat.
    """
    entries = chains = 0
    stream = _audited(LedgerEntry.objects.all()).iterator(chunk_size=5_000)
    # Closed at once when a chain breaks: the collector would close its cursor in a later transaction.
    with closing(stream) as rows:  # type: ignore[type-var]  # a generator
        for _pk, group in groupby(rows, key=lambda row: row[0]):
            entries += _audit_chain(group)
            chains += 1
    _audit_coverage()
    return Audit(entries, chains)


def audit_one(assessment: Assessment) -> int:
    """Verify the chain of one assessment; returns its length. Raises ``BrokenChain`` like ``audit``."""
    count = _audit_chain(_audited(assessment.ledger.all()))
    if not count:
        raise BrokenChain(f"{assessment.reference}: has no ledger entry")
    return count


class _Row(NamedTuple):
    """One entry as it stands in the database, beside the assessment's own reference and state."""

    assessment_id: int | None
    sequence: int
    text: str
    previous: str
    hash: str
    event: str
    actor_id: int | None
    at: datetime
    reference: str | None
    state: str | None


def _audited(entries: QuerySet[LedgerEntry]) -> QuerySet[LedgerEntry, tuple[Any, ...]]:
    of_assessment = ("assessment__reference", "assessment__state")
    ordered = entries.order_by("assessment_id", "sequence")
    return ordered.values_list(*_Row._fields[: -len(of_assessment)], *of_assessment)


def _audit_chain(rows: Iterable[tuple[Any, ...]]) -> int:
    previous, count, claimed = chain.GENESIS, 0, None
    for row in map(_Row._make, rows):
        count += 1
        said = _verified(row, position=count, previous=previous)
        previous, claimed = row.hash, said["data"].get("to", claimed)
    if count and claimed not in {None, row.state}:
        raise BrokenChain(f"{row.reference}: stands at {row.state}, the ledger says {claimed}")
    return count


def _verified(row: _Row, *, position: int, previous: str) -> dict[str, Any]:
    """What the entry says; raises ``BrokenChain`` unless it follows and its columns say the same."""
    where = f"{row.reference or 'common chain'}, entry {row.sequence}"
    if (row.sequence, row.previous, row.hash) != (position, previous, chain.link(previous, row.text)):
        raise BrokenChain(f"{where}: does not follow from the entry before it")
    said: dict[str, Any] = json.loads(row.text)
    if (said["sequence"], said["assessment"]) != (row.sequence, row.reference):
        raise BrokenChain(f"{where}: belongs elsewhere")
    columns = (row.event, row.actor_id, row.at)
    if (said["event"], said["actor"]["id"], datetime.fromisoformat(said["at"])) != columns:
        raise BrokenChain(f"{where}: its columns say something else than its text")
    return said


def _audit_coverage() -> None:
    """An assessment without any entry was never opened by the portal."""
    if stray := Assessment.objects.filter(ledger__isnull=True).first():
        raise BrokenChain(f"{stray.reference}: has no ledger entry")


def _take_turn(assessment: Assessment | None) -> None:
    if assessment is not None:
        Assessment.objects.select_for_update().only("pk").get(pk=assessment.pk)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_COMMON_CHAIN_LOCK])
