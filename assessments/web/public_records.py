"""The public rendering of a record, for everybody: as it was issued, in both languages and as JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from assessments.http.access import public
from assessments.queries.public_records import on_register, public_document
from assessments.web.stored import stored_file

CACHING = "public, no-cache"
"""May be kept, and is asked for again each time, so that what is taken back is not sent."""


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
        response.content = bytes(document.pdf)
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
