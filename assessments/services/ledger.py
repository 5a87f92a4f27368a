"""Appends to the ledger, and announces each entry to whoever reacts.

Order is kept per assessment: the assessment's row is locked, so there is no lock that all writers share. Acts
that
concern no single assessment (roles, editions, exports) form one chain of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection, transaction
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
    rows = LedgerEntry.objects.order_by("assessment_id", "sequence").values_list(
        "assessment_id", "sequence", "text", "previous", "hash", "assessment__reference", "assessment__state"
    )
    entries = chains = 0
    for _pk, group in groupby(rows.iterator(chunk_size=5_000), key=lambda row: row[0]):
        entries += _audit_chain(group)
        chains += 1
    _audit_coverage()
    return Audit(entries, chains)


def _audit_chain(rows: Iterator[tuple[Any, ...]]) -> int:
    previous, count, state = chain.GENESIS, 0, None
    for _pk, sequence, text, claimed, digest, reference, stands in rows:
        count += 1
        where = f"{reference or 'common chain'}, entry {sequence}"
        if sequence != count or claimed != previous or digest != chain.link(previous, text):
            raise BrokenChain(f"{where}: does not follow from the entry before it")
        said = json.loads(text)
        if said["sequence"] != sequence or said["assessment"] != reference:
            raise BrokenChain(f"{where}: belongs elsewhere")
        previous, state = digest, said["data"].get("to", state)
        current = stands
    if state is not None and state != current:
        raise BrokenChain(f"{reference}: stands at {current}, the ledger says {state}")
    return count


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
