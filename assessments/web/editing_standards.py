"""The editor's desk for standards: a form for each, with its rules in words, its numbers and its trials."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import Edition, Text, editing
from assessments.catalogue.thresholds import thresholds_in
from assessments.errors import CatalogueError
from assessments.evaluation import outline
from assessments.forms.edition_new import NewStandardForm
from assessments.forms.edition_rows import CiteForm, tables
from assessments.forms.edition_standards import Number, StandardForm
from assessments.forms.text import in_language
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries.edition_drafts import DraftReading
from assessments.services import edition_drafts
from assessments.web.editing_rows import handle, tell_saved
from assessments.web.editing_sheets import Desk, proposed

RULES = ("applies_when", "test")


def _numbers(edition: Edition | None, said: Mapping[str, Any]) -> Iterator[Number]:
    """Those of the rules as the row says them; none while the draft cannot be read."""
    for key in RULES:
        rule = said.get(key)
        if edition is None or not isinstance(rule, str):
            continue
        for one in thresholds_in(rule, edition=edition):
            texts = [edition.question(name).text for name in one.names]
            label = Text(ko=" × ".join(text.ko for text in texts), en=" × ".join(text.en for text in texts))
            yield Number(key, one, label, outline(edition, one.comparison).text)


def _form(data: Any, said: Mapping[str, Any], edition: Edition | None, draft: EditionDraft) -> StandardForm:
    return StandardForm(
        data,
        said=said,
        documents=list(_documents(draft)),
        numbers=list(_numbers(edition, said)),
    )


def _documents(draft: EditionDraft) -> Iterator[tuple[str, str]]:
    """As their file says, though the draft as a whole may not be readable."""
    try:
        said = editing.values(draft.files.get("documents.toml", ""))
    except CatalogueError:
        return
    for row in tables(said.get("document")):
        title = row.get("title")
        words = Text(ko=str(title.get("ko")), en=str(title.get("en"))) if isinstance(title, dict) else None
        yield str(row.get("id")), f"{row.get('id')} {in_language(words)}" if words else str(row.get("id"))


def _shown(found: DraftReading, standard_id: str) -> dict[str, Any]:
    standard = found.edition.standards_by_id.get(standard_id) if found.edition else None
    if found.edition is None or standard is None:
        return {"standard": None}
    return {
        "standard": standard,
        "applies": outline(found.edition, standard.applies_when),
        "test": outline(found.edition, standard.test),
        "failures": [failure for failure in found.failures if failure.subject_id == standard_id],
        "trials": sum(trial.subject.id == standard_id for trial in found.trials),
    }


DESK = Desk(
    template="editing/standard.html",
    preview="editing/_standard_preview.html",
    title="title",
    build=_form,
    lists={"cites": CiteForm},
    show=_shown,
)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def standard(request: PortalRequest, draft: EditionDraft, standard_id: str) -> HttpResponse:
    return handle(request, draft, desk=DESK, file=_file(standard_id), where=(("standard", standard_id),))


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def new_standard(request: PortalRequest, draft: EditionDraft, group: str) -> HttpResponse:
    name = f"standards/{group}.toml"
    if name not in draft.files:
        raise Http404
    taken = _taken(draft.files[name])
    form = NewStandardForm(request.POST or None, group=group, taken=taken)
    if request.method == "POST" and form.is_valid():
        standard_id = form.cleaned_data["id"]
        text = editing.with_row(draft.files[name], (), "standard", form.said())
        saved = edition_drafts.save(
            actor=request.actor, draft=draft, texts=proposed(draft, {name: text}), seen=draft.version
        )
        tell_saved(request, saved, changed=True)
        return redirect("editing-standard", pk=draft.pk, standard_id=standard_id)
    status = 422 if request.method == "POST" else 200
    title = _("Add a standard to %(group)s") % {"group": group}
    back = reverse("editing-draft", args=[draft.pk])
    context = {"draft": draft, "form": form, "title": title, "back": back, "button": _("Add the standard")}
    return render(request, "editing/new.html", context, status=status)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_standard(request: PortalRequest, draft: EditionDraft, standard_id: str) -> HttpResponse:
    name, where = _file(standard_id), (("standard", standard_id),)
    try:
        said = editing.values(draft.files.get(name, ""), where)
        text = editing.without_row(draft.files[name], where)
    except (CatalogueError, KeyError):
        raise Http404 from None
    if request.method == "POST":
        edition_drafts.save(actor=request.actor, draft=draft, texts={name: text}, seen=draft.version)
        words = _("%(id)s was taken out of the draft. Its trials must go too.") % {"id": standard_id}
        messages.success(request, words)
        return redirect("editing-draft", pk=draft.pk)
    context = {
        "draft": draft,
        "row_id": standard_id,
        "words": said.get("title"),
        "back": reverse("editing-standard", args=[draft.pk, standard_id]),
    }
    return render(request, "editing/remove.html", context)


def _file(standard_id: str) -> str:
    return f"standards/{standard_id.partition('-')[0]}.toml"


def _taken(text: str) -> list[str]:
    try:
        return [str(row.get("id")) for row in tables(tomllib.loads(text).get("standard"))]
    except tomllib.TOMLDecodeError:
        raise Http404 from None
