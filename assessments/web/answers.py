"""The pages on which an agency answers the catalogue's questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import evaluation
from assessments.errors import Conflict
from assessments.forms.answers import PageForm
from assessments.forms.tables import TableField, without_row
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries import revisions, supplements
from assessments.queries.progress import progress
from assessments.services import evidence
from assessments.web import autosave, clashes
from assessments.web.desk import GO_BACK, Desk, desk_for
from assessments.web.evidence import posted_number
from assessments.web.question_fields import shown_fields
from assessments.web.tones import TONES

Asked: TypeAlias = Mapping[str, bool | None]
"""Whether each question is asked; None while that is open."""


@on_assessment(rules.may_edit_answers)
@require_http_methods(["GET", "POST"])
def page(request: PortalRequest, assessment: Assessment, page: str) -> HttpResponse:
    desk = desk_for(request, assessment, page)
    if request.method == "GET":
        return _show(desk, desk.form())
    form = desk.form(without_row(request.POST, request.POST.get("remove-row", "")), request.FILES)
    form.is_valid()
    _change_files(desk, form)
    if request.htmx:  # type: ignore[attr-defined]
        return autosave.saved(desk, form)
    if "add-row" in request.POST or "remove-row" in request.POST:
        return _show_rows(desk, form, grow=request.POST.get("add-row", ""))
    if clashes.RESOLVING in request.POST:
        return _resolve(desk, form)
    return _save(desk, form)


def _change_files(desk: Desk, form: PageForm) -> None:
    """Chosen files are kept whatever else happens: a browser cannot send them again by itself."""
    actor, assessment = desk.request.actor, desk.assessment
    uploads, removed = form.uploads(), posted_number(desk.request, "remove-file")
    for slot, file in uploads.items():
        evidence.attach(
            actor=actor,
            assessment=assessment,
            slot=slot,
            name=file.name,
            content=file.content,
            content_type=file.content_type,
        )
    if removed is not None:
        evidence.remove(actor=actor, assessment=assessment, evidence_id=removed)
    if uploads or removed is not None:
        desk.read_again()


def _show_rows(desk: Desk, form: PageForm, *, grow: str) -> HttpResponse:
    """The page as it was typed, with one row more or less; nothing is saved."""
    field = form.fields.get(grow)
    if isinstance(field, TableField):
        field.widget.blank_rows = 1
    return _show(desk, form, base=desk.seen_base)


def _save(desk: Desk, form: PageForm) -> HttpResponse:
    """What can be read is saved; what cannot is shown again with what is wrong."""
    try:
        desk.save(form.values(), base=desk.seen_base)
    except Conflict:
        return _show(desk, form, base=desk.seen_base) if form.errors else clashes.show(desk, form)
    if form.errors:
        return _show(desk, form, rest_is_saved=True)
    asked = evaluation.asked(desk.edition, desk.revision.answers)
    ids = [question.id for question in desk.page.questions]
    added = [name for name in ids if form.was_asked[name] is False and asked[name] is not False]
    return _go_on(desk, asked=asked, added=added)


def _resolve(desk: Desk, form: PageForm) -> HttpResponse:
    """Store what was chosen between two versions, or go on writing with it."""
    clashing = clashes.found(desk, form)
    values = clashes.chosen(desk, form)
    if desk.request.POST.get("then") == "edit":
        merged = PageForm(desk.edition, desk.page, answers={**desk.revision.answers, **values})
        return _show(desk, merged)
    if any(not clash.keep for clash in clashing):
        return clashes.show(desk, form)
    try:
        desk.save(values, base=desk.seen_base)
    except Conflict:
        return clashes.show(desk, form)
    return _go_on(desk, asked=evaluation.asked(desk.edition, desk.revision.answers), added=[])


def _go_on(desk: Desk, *, asked: Asked, added: list[str]) -> HttpResponse:
    """Onwards after saving; the page itself again when the answers added questions to it."""
    reference = desk.assessment.reference
    back = f"back={desk.go_back}&" if desk.go_back else ""
    if "remove-file" in desk.request.POST:
        return redirect(f"{desk.address}?{back.rstrip('&')}")
    if desk.request.POST.get("then") == "list":
        messages.success(desk.request, _("Saved. Nothing was sent; you can go on whenever you like."))
        return redirect("assessment", reference=reference)
    if added:
        return redirect(f"{desk.address}?{back}added={','.join(added)}")
    if desk.go_back:
        return redirect(reverse(GO_BACK[desk.go_back], args=[reference]) + f"#{desk.page.id}")
    following = _next_page(desk, asked)
    if following is None:
        return redirect("check-answers", reference=reference)
    return redirect("page", reference=reference, page=following)


def _next_page(desk: Desk, asked: Asked) -> str | None:
    """The next page with something to answer."""
    ids = list(desk.edition.pages)
    for page_id in ids[ids.index(desk.page.id) + 1 :]:
        if any(asked[question.id] is not False for question in desk.edition.page(page_id).questions):
            return page_id
    return None


def _show(
    desk: Desk, form: PageForm, *, base: str | None = None, rest_is_saved: bool = False
) -> HttpResponse:
    """``base`` is what the form was made from, when that is not what is stored now."""
    fields = shown_fields(desk, form)
    added = desk.request.GET.get("added", "").split(",")
    supplement = supplements.current_supplement(desk.assessment, desk.revision)
    here = [] if supplement is None else [d for d in supplement.defects if d.page == desk.page]
    to_change = supplement.to_change if supplement else frozenset()
    so_far = progress(desk.edition, desk.revision.answers, to_change=to_change)
    context = {
        "assessment": desk.assessment,
        "step": desk.edition.step(desk.page.step),
        "steps": len(desk.edition.steps),
        "way": so_far.step_of(desk.page),
        "tones": TONES,
        "page": desk.page,
        "form": form,
        "fields": fields,
        "rest_is_saved": rest_is_saved,
        "base": desk.base if base is None else base,
        "go_back": desk.go_back,
        "added": [field.bound for field in fields if field.bound.name in added and field.is_shown],
        "defects": here,
        "saved": revisions.last_saved(desk.revision, desk.page),
        "is_later": desk.revision.number > 1,
    }
    return render(desk.request, "assessments/page.html", context)
