"""The public rendering of a record, for everybody: as it was issued, in both languages and as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.http.access import public
from assessments.queries.public_records import on_register, public_document
from assessments.web.reading_records import newer_version, read
from assessments.web.stored import fill, stored_file

CACHING = "public, no-cache"
"""May be kept, and is asked for again each time, so that what is taken back is not sent."""


@public
@require_safe
def read_public_record(request: HttpRequest, number: str) -> HttpResponse:
    record = on_register(number) if number.isprintable() else None
    if record is None:
        raise Http404
    files = [
        (_("Korean (authentic), PDF"), reverse("public-pdf", args=[record.number, "ko"])),
        (_("English (translation), PDF"), reverse("public-pdf", args=[record.number, "en"])),
        (_("Data, JSON"), reverse("public-json", args=[record.number])),
    ]
    back = (_("The public page of this decision"), reverse("register-entry", args=[record.number]))
    newer = newer_version(record, page_name="read-public-record")
    return read(request, record.public_content, files=files, back=back, newer=newer)


@public
@require_safe
def public_pdf(request: HttpRequest, number: str, language: str) -> HttpResponseBase:
    document = public_document(number, language) if number.isprintable() else None
    if document is None:
        raise Http404
    if unchanged := get_conditional_response(request, etag=f'"{document.sha256}"'):
        return unchanged
    name = f"{document.record.number}-{document.language}-public.pdf"
    response = stored_file(name, "application/pdf", sha256=document.sha256, caching=CACHING)
    if request.method == "GET":
        fill(response, sha256=document.sha256, read=lambda: bytes(document.pdf))
    return response


@public
@require_safe
def public_json(request: HttpRequest, number: str) -> HttpResponseBase:
    """The canonical JSON that is attached to the public PDFs."""
    record = on_register(number) if number.isprintable() else None
    if record is None:
        raise Http404
    sha256 = record.public_content_sha256
    if unchanged := get_conditional_response(request, etag=f'"{sha256}"'):
        return unchanged
    name = f"{record.number}-public.json"
    response = stored_file(name, "application/json", sha256=sha256, caching=CACHING)
    if request.method == "GET":
        response.content = record.public_content.encode()
    return response
