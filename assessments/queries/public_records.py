"""The public rendering of issued records, for everybody: its documents and its content."""

from __future__ import annotations

from django.db.models import QuerySet

from assessments.enums import Audience
from assessments.models import Record, RecordDocument, RegisterEntry
from assessments.queries.register_entry import written


def public_documents(record: Record) -> QuerySet[RecordDocument]:
    """Without their bytes; Korean first, since it is the authentic one."""
    found = RecordDocument.objects.filter(record=record, audience=Audience.PUBLIC)
    unread = ("pdf", "record__content", "record__public_content")
    return found.select_related("record").defer(*unread).order_by("-language")


def on_register(number: str) -> Record | None:
    """The record of this very number, any version, if the register has its case and there is a public one."""
    issued = Record.objects.exclude(public_content_sha256="").defer("content", "public_content")
    record = issued.filter(number=written(number)).first()
    entries = RegisterEntry.objects.filter(record__isnull=False)
    if record is None or not entries.filter(assessment__revisions__decision=record.decision_id).exists():
        return None
    return record


def public_document(number: str, language: str) -> RecordDocument | None:
    record = on_register(number)
    return public_documents(record).filter(language=language).first() if record else None
