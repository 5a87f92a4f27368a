"""Adding a trial to a standard of a draft edition, by a form of the answers that matter to the standard."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import Edition, Question, editing
from assessments.catalogue.excerpts import reach
from assessments.errors import CatalogueError
from assessments.forms.edition_trials import NewTrialForm
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries import refusals
from assessments.queries.draft_overview import reading_with
from assessments.queries.edition_drafts import read
from assessments.services import edition_drafts
from assessments.web.editing_rows import tell_saved


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def new_trial(request: PortalRequest, draft: EditionDraft, standard_id: str) -> HttpResponse:
    edition = read(draft).edition
    if edition is None:
        messages.error(request, _("The draft cannot be read. Mend it first."))
        return redirect("editing-draft", pk=draft.pk)
    questions = _questions(edition, standard_id)
    form = NewTrialForm(request.POST or None, standard_id=standard_id, questions=questions)
    if request.method == "POST" and form.is_valid() and _saved(request, draft, form):
        return redirect("editing-standard", pk=draft.pk, standard_id=standard_id)
    context = {
        "draft": draft,
        "form": form,
        "title": _("Add a trial of %(standard)s") % {"standard": standard_id},
        "back": reverse("editing-standard", args=[draft.pk, standard_id]),
        "button": _("Add the trial"),
    }
    return render(request, "editing/new.html", context, status=422 if request.method == "POST" else 200)


def _questions(edition: Edition, standard_id: str) -> list[Question]:
    """Those that matter to the standard, in the form's order."""
    standard = edition.standards_by_id.get(standard_id)
    if standard is None:
        raise Http404
    names = reach(edition, (standard.applies_when, standard.test))
    return [question for name, question in edition.questions.items() if name in names]


def _saved(request: PortalRequest, draft: EditionDraft, form: NewTrialForm) -> bool:
    """Nothing is saved, and the reader's words stand at the form, when it refuses the trial."""
    name = f"trials/{form.standard_id.partition('-')[0]}.toml"
    try:
        before = edition_drafts.text_of(draft, name) or ""
        text = editing.with_row(before, (), "trial", form.said()).lstrip("\n")
    except CatalogueError as unreadable:
        form.add_error(None, refusals.said(unreadable))
        return False
    fault = reading_with(draft, {name: text}).fault
    if fault and not read(draft).fault:
        form.add_error(None, refusals.said(fault))
        return False
    saved = edition_drafts.save(actor=request.actor, draft=draft, texts={name: text}, seen=draft.version)
    tell_saved(request, saved, changed=True)
    return True
