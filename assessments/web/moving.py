"""Moving a draft to the edition in force: what changed, what stays, and afterwards what was left."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.enums import State
from assessments.errors import WrongState
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries import moving, revisions, sheets
from assessments.services import drafting


@on_assessment(rules.may_edit_answers)
@require_http_methods(["GET", "POST"])
def move_edition(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Before the move its confirmation, afterwards what was left behind."""
    if request.method == "POST":
        return _move(request, assessment)
    ahead = moving.edition_ahead(assessment)
    if ahead is None:
        return _what_was_left(request, assessment)
    plan = moving.plan(revisions.open_revision(assessment), to=ahead)
    context = {
        "assessment": assessment,
        "plan": plan,
        "changes": moving.changes(plan.old, plan.new),
        "left": _rows(plan.left),
        "left_files": plan.left_files,
    }
    return render(request, "assessments/move_edition.html", context)


def _move(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    try:
        plan = drafting.move(actor=request.actor, assessment=assessment, to=request.POST.get("to", ""))
    except WrongState as over:
        messages.info(request, str(over))
        return redirect("move-edition", reference=assessment.reference)
    said = _("The draft was moved to the edition %(edition)s.") % {"edition": plan.new.id}
    messages.success(request, said)
    if plan.left or plan.files:
        return redirect("move-edition", reference=assessment.reference)
    return redirect("assessment", reference=assessment.reference)


def _what_was_left(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    moved = moving.last_move(assessment) if assessment.state == State.DRAFT else None
    if moved is None:
        return redirect("assessment", reference=assessment.reference)
    context = {
        "assessment": assessment,
        "moved": moved,
        "left": _rows(moved.left),
        "left_files": moved.left_files,
    }
    return render(request, "assessments/moved_edition.html", context)


def _rows(left: tuple[moving.Left, ...]) -> list[tuple[moving.Left, sheets.Row]]:
    return [(one, sheets.answer(one.question, one.value)) for one in left]
