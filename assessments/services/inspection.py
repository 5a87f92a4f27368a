"""What auditors look at leaves a trace: their downloads and extracts stand in the ledger too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assessments.enums import Event, Role
from assessments.models import Assessment, Decision, LedgerEntry, Record, RecordDocument
from assessments.policy import Actor, rules, scopes
from assessments.services import ledger


@transaction.atomic
def note_download(*, actor: Actor, assessment: Assessment, document: RecordDocument) -> LedgerEntry | None:
    """Enter that an auditor took a copy of the record; whoever has a part in the case leaves no trace."""
    rules.may_read_record(actor, assessment).enforce()
    if Role.AUDITOR not in actor.roles_towards(assessment.agency_id):
        return None
    data = {"record": document.record.number, "language": document.language, "sha256": document.sha256}
    return ledger.append(Event.RECORD_DOWNLOADED, actor=actor, assessment=assessment, data=data)


@transaction.atomic
def note_reading(*, actor: Actor, assessment: Assessment, record: Record) -> LedgerEntry | None:
    """Enter that an auditor read the record as a page; reading on is no other reading."""
    rules.may_read_record(actor, assessment).enforce()
    if Role.AUDITOR not in actor.roles_towards(assessment.agency_id):
        return None
    data = {"record": record.number, "content": record.content_sha256}
    last = assessment.ledger.filter(actor=actor.user_id, event=Event.RECORD_DOWNLOADED).order_by("-sequence")
    if (entry := last.first()) and entry.data == data:
        return None
    return ledger.append(Event.RECORD_DOWNLOADED, actor=actor, assessment=assessment, data=data)


@transaction.atomic
def note_extract(*, actor: Actor, assessment: Assessment) -> LedgerEntry:
    """Enter that an auditor took an extract of the ledger; it is the extract's last entry."""
    rules.may_extract_ledger(actor, assessment).enforce()
    return ledger.append(Event.EXPORTED, actor=actor, assessment=assessment, data={"extract": "ledger"})


@transaction.atomic
def note_bundle(*, actor: Actor, decision: Decision, selection: Mapping[str, Any]) -> LedgerEntry:
    """Enter into the case's own chain that all of it was taken, and as part of which selection."""
    assessment = scopes.viewable_by(actor).get(pk=decision.revision.assessment_id)
    rules.may_take_bundle(actor, assessment).enforce()
    data = {
        "extract": "bundle",
        "decision": decision.number,
        "records": list(decision.records.order_by("version").values_list("number", flat=True)),
        "files": decision.revision.evidence.count(),
    }
    chosen = {"selection": dict(selection)} if selection else {}
    return ledger.append(Event.EXPORTED, actor=actor, assessment=assessment, data=data | chosen)


@transaction.atomic
def note_draw(*, actor: Actor, draw: Mapping[str, Any]) -> LedgerEntry | None:
    """Enter into the common chain which sample was drawn; looking at it again is no other draw."""
    data = {"extract": "draw", **draw}
    mine = LedgerEntry.objects.filter(assessment=None, actor=actor.user_id, event=Event.EXPORTED)
    last = mine.order_by("-sequence").first()
    if last is not None and last.data == data:
        return None
    return ledger.append(Event.EXPORTED, actor=actor, data=data)
