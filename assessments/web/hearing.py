"""The chair answers the agency's statement on the draft decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.hearing import StatementAnswerForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries.panels import current_panel
from assessments.services import hearing
from assessments.web import casework


@on_assessment(rules.may_preside)
@require_http_methods(["GET", "POST"])
def answer_statement(request: PortalRequest, assessment: Assessment, pk: int) -> HttpResponse:
    stated = current_panel(assessment).statements.select_related("answer")
    statement = get_object_or_404(stated, pk=pk)
    written = getattr(statement, "answer", None)
    initial = {"text_ko": written.text_ko, "text_en": written.text_en} if written else {}
    form = StatementAnswerForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        hearing.answer(actor=request.actor, assessment=assessment, statement=statement, **form.cleaned_data)
        return casework.done(request, _("The answer was saved."), "panel", assessment.reference)
    return casework.show(
        request, assessment, "panel/answer.html", here="panel", form=form, statement=statement
    )
