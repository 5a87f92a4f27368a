"""What the agency says when asked: answers to a round of questions, a statement on the draft decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.enums import Result
from assessments.forms.agency import ClarificationForm, StatementForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries.judging import edition_of
from assessments.queries.panels import current_panel
from assessments.services import deliberation, review
from assessments.templatetags.links import standard_link

FAULTED = frozenset({Result.NOT_MET, Result.PARTLY_MET, Result.UNDETERMINED})


@on_assessment(rules.may_answer)
@require_http_methods(["GET", "POST"])
def answer_clarification(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    edition = edition_of(assessment)
    open_round = list(assessment.clarifications.filter(answered_at__isnull=True).order_by("number"))
    form = ClarificationForm(request.POST or None, questions=open_round)
    if request.method == "POST" and form.is_valid():
        review.answer(actor=request.actor, assessment=assessment, answers=form.answers())
        messages.success(request, _("Your answers were sent. The review goes on."))
        return redirect("assessment", reference=assessment.reference)
    for asked in open_round:
        if standard := edition.standards_by_id.get(asked.standard_id):
            form.fields[f"answer-{asked.number}"].clauses = [standard_link(standard, edition.id)]  # type: ignore[attr-defined]
    context = {"assessment": assessment, "form": form}
    return render(request, "assessments/clarification.html", context)


@on_assessment(rules.may_state)
@require_http_methods(["GET", "POST"])
def statement(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Beside the draft decision it is about."""
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deliberation.make_statement(actor=request.actor, assessment=assessment, **form.cleaned_data)
        messages.success(request, _("Your statement was sent to the panel."))
        return redirect("assessment", reference=assessment.reference)
    panel = current_panel(assessment)
    edition = edition_of(assessment)
    faulted = [
        (standard, finding)
        for standard in edition.standards
        if (finding := panel.draft.findings.get(standard.id, {})).get("result") in FAULTED
    ]
    context = {
        "assessment": assessment,
        "form": form,
        "draft": panel.draft,
        "faulted": faulted,
        "made": list(panel.statements.order_by("made_at")),
    }
    return render(request, "assessments/statement.html", context)
