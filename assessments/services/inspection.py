"""What auditors look at leaves a trace: their downloads and extracts stand in the ledger too."""

from __future__ import annotations

from django.db import transaction

from assessments.enums import Event, Role
from assessments.models import Assessment, LedgerEntry, RecordDocument
from assessments.policy import Actor, rules
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
def note_extract(*, actor: Actor, assessment: Assessment) -> LedgerEntry:
    """Enter that an auditor took an extract of the ledger; it is the extract's last entry."""
    rules.may_extract_ledger(actor, assessment).enforce()
    return ledger.append(Event.EXPORTED, actor=actor, assessment=assessment, data={"extract": "ledger"})
