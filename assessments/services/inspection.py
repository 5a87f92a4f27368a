"""What auditors look at leaves a trace: what they read and what they take stands in the ledger too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assessments.enums import Event
from assessments.models import Assessment, Decision, Evidence, LedgerEntry, Record, RecordDocument
from assessments.policy import Actor, inspects, rules, scopes
from assessments.queries.deadlines import today
from assessments.services import ledger


@transaction.atomic
def note_download(*, actor: Actor, assessment: Assessment, document: RecordDocument) -> LedgerEntry | None:
    """Enter that an auditor took a copy of the record; whoever has a part in the case leaves no trace."""
    rules.may_read_record(actor, assessment).enforce()
    if not inspects(actor, assessment):
        return None
    data = {"record": document.record.number, "language": document.language, "sha256": document.sha256}
    return ledger.append(Event.RECORD_DOWNLOADED, actor=actor, assessment=assessment, data=data)


@transaction.atomic
def note_reading(*, actor: Actor, assessment: Assessment, record: Record) -> LedgerEntry | None:
    """Enter that an auditor read the record as a page; reading on is no other reading."""
    rules.may_read_record(actor, assessment).enforce()
    if not inspects(actor, assessment):
        return None
    data = {"record": record.number, "content": record.content_sha256}
    last = assessment.ledger.filter(actor=actor.user_id, event=Event.RECORD_DOWNLOADED).order_by("-sequence")
    if (entry := last.first()) and entry.data == data:
        return None
    return ledger.append(Event.RECORD_DOWNLOADED, actor=actor, assessment=assessment, data=data)


def note_consultation(*, actor: Actor, assessment: Assessment) -> LedgerEntry | None:
    """Enter that an auditor reads the case; reading on, on the same day in Seoul, is no other reading."""
    rules.may_view(actor, assessment).enforce()
    if not inspects(actor, assessment) or _has_consulted(actor, assessment):
        return None
    with transaction.atomic():
        # Pages opened at once come at once: only the first of them enters it.
        if _has_consulted(actor, scopes.locked(actor, assessment)):
            return None
        return ledger.append(Event.CONSULTED, actor=actor, assessment=assessment)


def _has_consulted(actor: Actor, assessment: Assessment) -> bool:
    mine = assessment.ledger.filter(actor=actor.user_id, event=Event.CONSULTED)
    return mine.filter(at__date=today()).exists()


@transaction.atomic
def note_evidence(*, actor: Actor, assessment: Assessment, evidence: Evidence) -> LedgerEntry | None:
    """Enter that an auditor took a file that was sent with the answers, each time."""
    rules.may_read(actor, assessment).enforce()
    if not inspects(actor, assessment):
        return None
    data = {
        "extract": "evidence",
        "file": evidence.pk,
        "slot": evidence.slot,
        "name": evidence.name,
        "sha256": evidence.sha256,
    }
    return ledger.append(Event.EXPORTED, actor=actor, assessment=assessment, data=data)


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
