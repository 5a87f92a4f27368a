"""The decision record of an assessment: being made, issued, and its documents as they were issued."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_safe

from assessments.enums import Audience
from assessments.http.access import on_assessment, on_record
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Record, RecordDocument
from assessments.policy import inspects, rules
from assessments.queries.issuing import Progress, issuing_of
from assessments.services import inspection
from assessments.web.reading_records import newer_version, read
from assessments.web.stored import fill, stored_file


@on_assessment(rules.may_read_record)
@require_safe
def record(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    inspection.note_consultation(actor=request.actor, assessment=assessment)
    issuing = issuing_of(assessment)
    context = {
        "assessment": assessment,
        "inspects": inspects(request.actor, assessment),
        "issuing": issuing,
        "language": get_language(),
        "is_waiting": issuing.progress in {Progress.BEING_MADE, Progress.RETRYING},
        "may_compare": bool(issuing.records) and rules.may_compare_record(request.actor, assessment).allowed,
        "may_take_bundle": issuing.records and rules.may_take_bundle(request.actor, assessment).allowed,
        "may_correct": issuing.progress == Progress.ISSUED
        and bool(issuing.records)
        and rules.may_correct(request.actor, assessment).allowed,
    }
    return render(request, "records_pages/record.html", context)


@on_record(rules.may_read_record)
@require_safe
def read_record(request: PortalRequest, record: Record, assessment: Assessment) -> HttpResponse:
    """What the record says, as a page. An auditor's reading is entered in the ledger."""
    inspection.note_reading(actor=request.actor, assessment=assessment, record=record)
    files = [
        (_("Korean (authentic), PDF"), reverse("record-pdf", args=[record.number, "ko"])),
        (_("English (translation), PDF"), reverse("record-pdf", args=[record.number, "en"])),
    ]
    back = (_("Decision record"), reverse("record", args=[assessment.reference]))
    newer = newer_version(record, page_name="read-record")
    return read(request, record.content, files=files, back=back, newer=newer)


@on_record(rules.may_read_record)
@require_safe
def record_pdf(
    request: PortalRequest, record: Record, assessment: Assessment, language: str
) -> HttpResponseBase:
    """The stored bytes, never rendered again. An auditor's download is entered in the ledger."""
    issued = RecordDocument.objects.defer("pdf").filter(record=record, audience=Audience.PARTIES)
    document = issued.filter(language=language).first()
    if document is None:
        raise Http404
    if unchanged := get_conditional_response(request, etag=f'"{document.sha256}"'):
        return unchanged
    name = f"{record.number}-{language}.pdf"
    response = stored_file(name, "application/pdf", sha256=document.sha256, caching="private, no-cache")
    if request.method == "GET":
        inspection.note_download(actor=request.actor, assessment=assessment, document=document)
        fill(response, sha256=document.sha256, read=lambda: bytes(document.pdf))
    return response
