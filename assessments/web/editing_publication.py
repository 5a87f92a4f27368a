"""Handing a draft edition over with its reasons, and publishing it, which a second person does."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import catalogue
from assessments.catalogue import editing
from assessments.enums import StandardKind
from assessments.errors import CatalogueError, Conflict, Incomplete, NotPermitted, WrongState
from assessments.forms.edition_submission import SubmissionForm
from assessments.forms.text import in_language
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft, User
from assessments.policy import editing as rules
from assessments.queries import edition_drafts as drafts, refusals
from assessments.queries.draft_overview import Overview, overview
from assessments.queries.standards_history import Standing
from assessments.services import edition_drafts, edition_tests

HEAD = "edition.toml"


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    seen = overview(draft)
    edition = seen.reading.edition
    form = SubmissionForm(
        request.POST or None,
        prohibitions=_prohibitions(seen),
        initial={"valid_from": edition.valid_from.isoformat() if edition else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            draft = _dated(request, draft, form)
            edition_drafts.submit(actor=request.actor, draft=draft, reason=form.reason, at_once=form.chosen)
        except Incomplete as error:
            form.add_error(None, error.args[0].split("\n"))
        except (CatalogueError, Conflict) as error:
            form.add_error(None, refusals.said(error))
        else:
            messages.success(request, _("The draft was submitted. A second person publishes it."))
            return redirect("editing-draft", pk=draft.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"draft": draft, "form": form, "obstacles": drafts.obstacles(draft), "overview": seen}
    return render(request, "editing/submit.html", context, status=status)


@on_draft(rules.may_see_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    """The confirmation shows what is published, what changes by it, and who wrote it."""
    if request.method == "POST":
        try:
            published = edition_drafts.publish(actor=request.actor, draft=draft)
        except (Incomplete, WrongState) as error:
            messages.error(request, refusals.said(error))
            return redirect("editing-draft", pk=draft.pk)
        except NotPermitted:
            if published_already(draft):
                return redirect("editing-draft", pk=draft.pk)
            raise
        messages.success(request, _("The edition %(id)s is published.") % {"id": published.pk})
        return redirect("editing-draft", pk=draft.pk)
    authors = drafts.authors(draft)
    verdict = rules.may_publish_draft(request.actor, draft, authors=authors)
    seen = overview(draft)
    context = {
        "draft": draft,
        "overview": seen,
        "edition": seen.reading.edition,
        "before": _before(draft),
        "authors": User.objects.filter(pk__in={*authors, draft.opened_by_id}).order_by("name"),
        "at_once": [one for one in _prohibitions(seen) if one[0] in draft.at_once],
        "left_out": drafts.left_out(draft),
        "obstacles": drafts.obstacles(draft),
        "verdict": verdict,
    }
    return render(request, "editing/publish.html", context)


def published_already(draft: EditionDraft) -> bool:
    """A button pressed twice has one effect."""
    return draft.edition_id in catalogue.edition_ids()


def _dated(request: PortalRequest, draft: EditionDraft, form: SubmissionForm) -> EditionDraft:
    """With the day written into the head of the edition, if it is another; the tests stay valid."""
    text = editing.with_values(draft.files.get(HEAD, ""), (), {("valid_from",): form.day})
    if text == draft.files.get(HEAD):
        return draft
    dated = edition_drafts.save(actor=request.actor, draft=draft, texts={HEAD: text}, seen=draft.version)
    edition_tests.carry_over(draft, dated)
    dated.refresh_from_db()
    return dated


def _prohibitions(seen: Overview) -> list[tuple[str, str]]:
    """Those that are new or changed, with what they are called."""
    edition = seen.reading.edition
    if edition is None:
        return []
    touched = [
        edition.standards_by_id[row.id]
        for group in seen.groups
        for row in group.rows
        if row.standing in {Standing.NEW, Standing.CHANGED} and row.id in edition.standards_by_id
    ]
    return [
        (one.id, f"{one.id} {in_language(one.title)}")
        for one in touched
        if one.kind == StandardKind.PROHIBITION
    ]


def _before(draft: EditionDraft) -> Any:
    """The edition it was made from, or None."""
    try:
        return catalogue.edition(draft.based_on)
    except CatalogueError:
        return None
