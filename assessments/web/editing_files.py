"""Any file of a draft edition as text, trials too: read while it is typed, and saved whatever it says."""

from __future__ import annotations

import difflib
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.errors import Conflict
from assessments.forms.edition_files import FileForm
from assessments.forms.edition_new import NewFileForm
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries.draft_faults import place_of
from assessments.queries.draft_overview import names, reading_with
from assessments.queries.edition_drafts import DraftReading, read
from assessments.services import edition_drafts
from assessments.web.editing_places import address_of
from assessments.web.editing_rows import tell_saved
from assessments.web.editing_sheets import proposed

FAILURES_SHOWN = 20


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: PortalRequest, draft: EditionDraft, name: str) -> HttpResponse:
    stored = edition_drafts.text_of(draft, name)
    if stored is None:
        raise Http404
    form = FileForm(request.POST or None, before=stored)
    if request.method != "POST":
        return _page(request, draft, name, form, read(draft))
    if not form.is_valid():
        return _page(request, draft, name, form, read(draft), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text = form.cleaned_data["text"]
    texts = proposed(draft, {name: text})
    if request.POST.get("then") == "check":
        found = reading_with(draft, texts)
        return _page(request, draft, name, form, found, is_live=bool(request.headers.get("HX-Request")))
    return _saved(request, draft, name, form, texts)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def new_file(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    form = NewFileForm(request.POST or None, taken=list(names(draft)))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        saved = edition_drafts.save(actor=request.actor, draft=draft, texts={name: "\n"}, seen=draft.version)
        tell_saved(request, saved, changed=True)
        return redirect("editing-file", pk=draft.pk, name=name)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "draft": draft,
        "form": form,
        "title": _("Add a file"),
        "back": reverse("editing-draft", args=[draft.pk]),
        "button": _("Add the file"),
    }
    return render(request, "editing/new.html", context, status=status)


@on_draft(rules.may_change_draft)
@require_POST
def remove_file(request: PortalRequest, draft: EditionDraft, name: str) -> HttpResponse:
    if edition_drafts.text_of(draft, name) is not None:
        saved = edition_drafts.save(actor=request.actor, draft=draft, texts={name: None}, seen=draft.version)
        tell_saved(request, saved, changed=True)
    return redirect("editing-draft", pk=draft.pk)


def _saved(
    request: PortalRequest, draft: EditionDraft, name: str, form: FileForm, texts: dict[str, str]
) -> HttpResponse:
    """What somebody else saved since the page was opened is shown beside what was typed."""
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else draft.version  # noqa: PLR2004
    try:
        draft = edition_drafts.save(
            actor=request.actor, draft=draft, texts=texts, seen=min(version, draft.version)
        )
    except Conflict as error:
        draft.refresh_from_db()
        more = {"theirs": error.theirs, "difference": _difference(error.theirs.get(name), form)}
        return _page(request, draft, name, form, read(draft), status=HTTPStatus.CONFLICT, more=more)
    tell_saved(request, draft, changed=bool(texts))
    if request.POST.get("then") == "back":
        return redirect("editing-draft", pk=draft.pk)
    return redirect(request.path)


def _difference(theirs: str | None, form: FileForm) -> list[str]:
    """Lines with a sign before them: from what is saved now to what was typed."""
    lines = difflib.unified_diff(
        (theirs or "").splitlines(), form.cleaned_data["text"].splitlines(), lineterm="", n=1
    )
    return list(lines)[2:]


def _page(
    request: PortalRequest,
    draft: EditionDraft,
    name: str,
    form: FileForm,
    found: DraftReading,
    *,
    status: int = HTTPStatus.OK,
    is_live: bool = False,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    place = place_of(found.fault, draft=draft) if found.fault else None
    is_here = bool(place and place.file == name)
    context = {
        "draft": draft,
        "name": name,
        "form": form,
        "seen": draft.version,
        "place": place,
        "is_here": is_here,
        "fault_address": address_of(draft, place) if place and not is_here else "",
        "failures": found.failures[:FAILURES_SHOWN],
        **(more or {}),
    }
    template = "editing/_file_reading.html" if is_live else "editing/file.html"
    return render(request, template, context, status=status)
