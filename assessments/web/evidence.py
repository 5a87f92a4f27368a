"""Evidence: the documents a draft needs, and each file through a checked view."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments import catalogue
from assessments.enums import AGENCY_ROLES
from assessments.errors import BadFile, PortalError
from assessments.forms.evidence import SUFFIXES, CheckedFile, EvidenceForm, kinds_in_words
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Evidence
from assessments.policy import rules
from assessments.queries import documents, revisions
from assessments.services import evidence as service, inspection

HARMLESS = "default-src 'none'; sandbox"
"""A file that a browser shows after all can neither run nor fetch anything."""
DIGITS = 18
"""Of a row's number; more would not fit the column."""


@on_assessment(rules.may_edit_answers)
@require_http_methods(["GET", "POST"])
def evidence_list(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The documents the standards ask for; one small form each."""
    edition = catalogue.edition(assessment.edition_id)
    slot = request.POST.get("slot", "")
    if request.method == "POST" and slot not in edition.documents_by_id:
        raise Http404
    form = EvidenceForm(request.POST or None, request.FILES)
    if "remove-file" in request.POST:
        return _remove(request, assessment, slot)
    if request.method == "POST" and form.is_valid() and _attach(request, assessment, slot, form):
        return _back_to(assessment, slot)
    revision = revisions.open_revision(assessment)
    if form.errors:
        form.fields["file"].error_target = f"file-{slot}"  # type: ignore[attr-defined]
    context = {
        "assessment": assessment,
        "documents": documents.documents(edition, revision.answers, revision.evidence.all()),
        "form": form,
        "refused": slot,
        "accept": ",".join(SUFFIXES),
        "kinds": kinds_in_words(),
        "most_bytes": settings.EVIDENCE_MAX_BYTES,
    }
    return render(request, "assessments/evidence.html", context)


@on_assessment(rules.may_read)
@require_GET
def evidence(request: PortalRequest, assessment: Assessment, pk: int) -> HttpResponse:
    """The file itself, for download. The commission gets what was sent, and an auditor is entered."""
    try:
        file = Evidence.objects.select_related("revision").get(pk=pk, revision__assessment=assessment)
    except Evidence.DoesNotExist:
        raise Http404 from None
    if file.revision.sealed_at is None and not _is_of_agency(request, assessment):
        raise Http404
    try:
        content = service.content_of(file)
    except FileNotFoundError as lost:
        raise PortalError(_("This file is missing from the store. Tell the administrator.")) from lost
    inspection.note_evidence(actor=request.actor, assessment=assessment, evidence=file)
    return _download(file, content)


def _download(file: Evidence, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or ""
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _attach(request: PortalRequest, assessment: Assessment, slot: str, form: EvidenceForm) -> bool:
    """False, with the reason at the field, when the document takes no more files."""
    file: CheckedFile = form.cleaned_data["file"]
    try:
        service.attach(
            actor=request.actor,
            assessment=assessment,
            slot=slot,
            name=file.name,
            content=file.content,
            content_type=file.content_type,
        )
    except BadFile as refusal:
        form.add_error("file", str(refusal))
        return False
    messages.success(request, _("“%(name)s” was attached.") % {"name": file.name})
    return True


def _remove(request: PortalRequest, assessment: Assessment, slot: str) -> HttpResponse:
    number = posted_number(request, "remove-file")
    if number is not None:
        service.remove(actor=request.actor, assessment=assessment, evidence_id=number)
        messages.success(request, _("The file was removed."))
    return _back_to(assessment, slot)


def posted_number(request: PortalRequest, name: str) -> int | None:
    """A row's number from a button; None for anything else."""
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= DIGITS else None


def _back_to(assessment: Assessment, slot: str) -> HttpResponse:
    return redirect(reverse("evidence-list", args=[assessment.reference]) + f"#{slot}")


def _is_of_agency(request: PortalRequest, assessment: Assessment) -> bool:
    return bool(request.actor.roles_towards(assessment.agency_id) & AGENCY_ROLES)
