"""The decision record: made by a job from the frozen data, rendered once, stored with its digests."""

from __future__ import annotations

import hashlib
from typing import Literal

from django.db import transaction

from assessments import records
from assessments.enums import Event
from assessments.models import Assessment, Decision, LedgerEntry, Record, RecordDocument
from assessments.policy import SYSTEM
from assessments.queries.record_content import content_of
from assessments.records.toolchain import toolchain
from assessments.services import ledger

LANGUAGES: tuple[Literal["ko", "en"], ...] = ("ko", "en")


def issue_after(entry: LedgerEntry) -> Record:
    """Issue the record of the decision that the entry announces."""
    return issue(Decision.objects.get(number=entry.data["decision"]))


def issue(decision: Decision) -> Record:
    """Render, store and announce the first version of the record. Safe to run twice, also at the same time.

    Rendering takes seconds and happens outside any transaction; whoever stores first has made the record.
    """
    if known := decision.records.first():
        return known
    content = content_of(decision, number=f"{decision.number}-v1")
    documents: dict[str, bytes] = {
        language: records.render(content, language=language) for language in LANGUAGES
    }
    return _store(decision, content, documents)


@transaction.atomic
def _store(decision: Decision, content: records.RecordContent, documents: dict[str, bytes]) -> Record:
    assessment = Assessment.objects.select_for_update().get(pk=decision.revision.assessment_id)
    if known := decision.records.first():
        return known
    digest = records.digest(content)
    record = Record.objects.create(
        decision=decision,
        version=1,
        number=content.number,
        code=records.verification_code(digest),
        content=records.freeze(content).decode(),
        content_sha256=digest,
    )
    rows = [_document(record, language, pdf) for language, pdf in documents.items()]
    RecordDocument.objects.bulk_create(rows)
    data = {
        "record": record.number,
        "content": digest,
        "documents": {row.language: row.sha256 for row in rows},
        "made_with": toolchain(),
    }
    ledger.append(Event.RECORD_ISSUED, actor=SYSTEM, assessment=assessment, data=data)
    return record


def _document(record: Record, language: str, pdf: bytes) -> RecordDocument:
    return RecordDocument(
        record=record, language=language, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), size_bytes=len(pdf)
    )
