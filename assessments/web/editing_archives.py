"""Editions as archives: published ones for everybody, drafts for who writes them, and the way back in."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments import catalogue
from assessments.catalogue import archive
from assessments.catalogue.layout import Unpacked
from assessments.enums import Role
from assessments.errors import CatalogueError, WrongState
from assessments.forms.edition_import import ImportForm
from assessments.http.access import on_draft, public, with_role
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries import refusals
from assessments.queries.edition_archives import files_of, files_of_draft
from assessments.services import edition_imports


@public
@require_safe
def edition_archive(request: HttpRequest, edition_id: str) -> HttpResponseBase:
    """A published edition with its trials, the same bytes every time."""
    if edition_id not in catalogue.edition_ids():
        raise Http404
    return _attached(request, files_of(edition_id), name=edition_id, caching="public, no-cache")


@on_draft(rules.may_see_draft)
@require_safe
def export(request: PortalRequest, draft: EditionDraft) -> HttpResponseBase:
    """A draft in whatever state it is, readable or not."""
    name = f"{draft.edition_id}-draft{draft.pk}-version{draft.version}"
    return _attached(request, files_of_draft(draft), name=name, caching="private, no-cache")


@with_role(Role.STANDARDS_EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def import_edition(request: PortalRequest) -> HttpResponse:
    """Opens a draft with what was uploaded; what is no edition leaves nothing behind."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            draft = edition_imports.take_in(actor=request.actor, unpacked=form.cleaned_data["archive"])
        except (CatalogueError, WrongState) as refusal:
            form.add_error("archive", refusals.said(refusal))
        else:
            said = _("The edition %(id)s was imported as a draft.") % {"id": draft.edition_id}
            messages.success(request, said)
            return redirect("editing-draft", pk=draft.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "editing/import.html", {"form": form}, status=status)


def _attached(request: HttpRequest, found: Unpacked, *, name: str, caching: str) -> HttpResponseBase:
    content = archive.pack(found.edition_id, found.files, found.trials)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    response = HttpResponse(content, content_type="application/zip")
    response["ETag"] = etag
    response["Cache-Control"] = caching
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response
