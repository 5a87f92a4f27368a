"""Questions to the agency, from the review or from the panel: numbered, in at most two rounds."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.errors import Incomplete, WrongState
from assessments.forms.findings import QuestionForm
from assessments.forms.rows import Rows, Together, without_row
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries.deadlines import due_on
from assessments.queries.judging import edition_of
from assessments.services import review
from assessments.web import casework


@on_assessment(rules.may_ask)
@require_http_methods(["GET", "POST"])
def ask(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """``?standard=`` fills in what the first question is about."""
    rows = _rows(request, assessment)
    if "add-row" in request.POST:
        rows.add()
    elif request.method == "POST" and (answer := _sent(request, assessment, rows)):
        return answer
    earlier = list(assessment.clarifications.all())
    return casework.show(
        request,
        assessment,
        "review/ask.html",
        here="ask",
        questions=rows,
        form=Together(rows),
        earlier=earlier,
        round=max((asked.round for asked in earlier), default=0) + 1,
        rounds=review.ROUNDS,
        due_on=due_on(assessment.edition_id, "clarification"),
    )


def _rows(request: PortalRequest, assessment: Assessment) -> Rows[QuestionForm]:
    edition = edition_of(assessment)
    about = request.GET.get("standard", "")
    data = without_row(request.POST, request.POST.get("remove-row", ""))
    return Rows(
        QuestionForm,
        name="questions",
        data=data if request.method == "POST" else None,
        initial=[{"standard": about if about in edition.standards_by_id else ""}],
        edition=edition,
    )


def _sent(request: PortalRequest, assessment: Assessment, rows: Rows[QuestionForm]) -> HttpResponse | None:
    """``None`` to show the page again with what was typed."""
    if "remove-row" in request.POST or not rows.is_valid():
        return None
    questions = [(given["text"], given["standard"]) for given in rows.values()]
    try:
        review.ask(actor=request.actor, assessment=assessment, questions=questions)
    except Incomplete as lacking:
        rows.refuse(str(lacking), field="text")
        return None
    except WrongState as used:
        return casework.refused(request, used, "assessment", assessment.reference)
    message = _("The questions were sent. The clock stands still until the agency answers.")
    return casework.done(request, message, "assessment", assessment.reference)
