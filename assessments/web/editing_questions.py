"""The editor's desk for questions: a form for each, with its choices and what reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import Edition, editing
from assessments.catalogue.editing import Where
from assessments.errors import CatalogueError
from assessments.evaluation import outline
from assessments.forms.edition_new import NewQuestionForm
from assessments.forms.edition_questions import QuestionForm
from assessments.forms.edition_rows import OptionForm, tables
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries.edition_drafts import DraftReading
from assessments.services import edition_drafts
from assessments.web.editing_rows import handle, tell_saved
from assessments.web.editing_sheets import Desk, proposed


def _form(data: Any, said: Mapping[str, Any], _edition: Edition | None, _draft: EditionDraft) -> QuestionForm:
    return QuestionForm(data, said=said)


def _shown(found: DraftReading, question_id: str) -> dict[str, Any]:
    question = found.edition.questions.get(question_id) if found.edition else None
    if found.edition is None or question is None:
        return {"question": None}
    return {
        "question": question,
        "asked": outline(found.edition, question.show) if question.show else None,
        "readers": found.edition.readers[question_id],
        "failures": [failure for failure in found.failures if failure.subject_id == question_id],
    }


DESK = Desk(
    template="editing/question.html",
    preview="editing/_question_preview.html",
    title="text",
    build=_form,
    lists={"choices": OptionForm, "columns": OptionForm},
    show=_shown,
)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PortalRequest, draft: EditionDraft, question_id: str) -> HttpResponse:
    file, where = _place(draft, question_id)
    return handle(request, draft, desk=DESK, file=file, where=where)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: PortalRequest, draft: EditionDraft, page: str) -> HttpResponse:
    file = next((name for name, page_id, _questions in _pages(draft) if page_id == page), None)
    if file is None:
        raise Http404
    taken = [question_id for _name, _page, questions in _pages(draft) for question_id in questions]
    form = NewQuestionForm(request.POST or None, taken=taken)
    if request.method == "POST" and form.is_valid():
        text = editing.with_row(draft.files[file], (("page", page),), "question", form.said())
        saved = edition_drafts.save(
            actor=request.actor, draft=draft, texts=proposed(draft, {file: text}), seen=draft.version
        )
        tell_saved(request, saved, changed=True)
        return redirect("editing-question", pk=draft.pk, question_id=form.cleaned_data["id"])
    status = 422 if request.method == "POST" else 200
    title = _("Add a question to the page “%(page)s”") % {"page": page}
    back = reverse("editing-draft", args=[draft.pk])
    context = {"draft": draft, "form": form, "title": title, "back": back, "button": _("Add the question")}
    return render(request, "editing/new.html", context, status=status)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_question(request: PortalRequest, draft: EditionDraft, question_id: str) -> HttpResponse:
    file, where = _place(draft, question_id)
    said = editing.values(draft.files[file], where)
    if request.method == "POST":
        try:
            texts = proposed(draft, {file: editing.without_row(draft.files[file], where)})
        except CatalogueError:
            raise Http404 from None
        edition_drafts.save(actor=request.actor, draft=draft, texts=texts, seen=draft.version)
        words = _("%(id)s was taken out of the draft. Rules and trials that name it must change too.")
        messages.success(request, words % {"id": question_id})
        return redirect("editing-draft", pk=draft.pk)
    context = {
        "draft": draft,
        "row_id": question_id,
        "words": said.get("text"),
        "back": reverse("editing-question", args=[draft.pk, question_id]),
    }
    return render(request, "editing/remove.html", context)


def _place(draft: EditionDraft, question_id: str) -> tuple[str, Where]:
    """File and way; ``Http404`` when no file that can be read asks it."""
    for file, page_id, questions in _pages(draft):
        if question_id in questions:
            return file, (("page", page_id), ("question", question_id))
    raise Http404


def _pages(draft: EditionDraft) -> Iterator[tuple[str, str, list[str]]]:
    """File, page and ids of its questions."""
    for name in sorted(name for name in draft.files if name.startswith("questions/")):
        try:
            said = editing.values(draft.files[name], name=name)
        except CatalogueError:
            continue
        for page in tables(said.get("page")):
            yield name, str(page.get("id")), [str(row.get("id")) for row in tables(page.get("question"))]
