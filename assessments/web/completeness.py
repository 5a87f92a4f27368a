"""The case officer's completeness check: accept, ask once for a supplement, or return."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import catalogue
from assessments.enums import State
from assessments.errors import Incomplete, WrongState
from assessments.forms.completeness import AcceptForm, DefectForm, ReturnForm
from assessments.forms.rows import Rows, Together, without_row
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, SupplementRequest
from assessments.policy import rules
from assessments.queries.checklist import checklist
from assessments.queries.deadlines import due_on, today
from assessments.queries.revisions import latest_sealed
from assessments.queries.seats import seats_of
from assessments.queries.stored_files import is_whole
from assessments.services import completeness as service
from assessments.web import casework

FIRST_DEFECTS = 2
"""Blank rows that the form begins with."""


@on_assessment(rules.may_check_completeness)
@require_http_methods(["GET", "POST"])
def completeness(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """One page with the check and its three ways out; ``act`` says which one is taken."""
    forms = _Forms(request, assessment)
    if request.method == "POST" and (answer := _act(request, assessment, forms)):
        return answer
    revision = latest_sealed(assessment)
    files = list(revision.evidence.all())
    lost = {file.pk for file in files if not is_whole(file)}
    return casework.show(
        request,
        assessment,
        "completeness/completeness.html",
        here="completeness",
        revision=revision,
        files=files,
        points=checklist(catalogue.edition(revision.edition_id), revision, files, lost=lost),
        seats=seats_of(assessment),
        lacking=service.lacking_seats(assessment),
        asked=SupplementRequest.objects.filter(assessment=assessment).first(),
        is_open=assessment.state == State.SUBMITTED,
        supplement_until=due_on(assessment.edition_id, "supplement"),
        is_overdue=bool(assessment.due_on and assessment.due_on < today()),
        **forms.context(),
    )


class _Forms:
    """The page's three forms; only the one that was sent is bound."""

    def __init__(self, request: PortalRequest, assessment: Assessment) -> None:
        self.act = request.POST.get("act", "")
        edition = catalogue.edition(assessment.edition_id)
        data = without_row(request.POST, request.POST.get("remove-row", ""))
        self.accept = AcceptForm(request.POST if self.act == "accept" else None)
        self.defects = Rows(
            DefectForm,
            name="defects",
            data=data if self.act == "supplement" else None,
            blank=FIRST_DEFECTS,
            edition=edition,
        )
        self.back = ReturnForm(request.POST if self.act == "return" else None)

    def context(self) -> dict[str, Any]:
        together = Together(self.accept, self.defects, self.back)
        return {"accept": self.accept, "defects": self.defects, "back": self.back, "form": together}


def _act(request: PortalRequest, assessment: Assessment, forms: _Forms) -> HttpResponse | None:
    """What was done, or ``None`` to show the page again with what was typed."""
    if "add-row" in request.POST:
        forms.defects.add()
        return None
    if "remove-row" in request.POST:
        return None
    match forms.act:
        case "accept" if forms.accept.is_valid():
            return _accept(request, assessment, forms.accept)
        case "supplement" if forms.defects.is_valid():
            return _ask_for_supplement(request, assessment, forms.defects)
        case "return" if forms.back.is_valid():
            return _return(request, assessment, forms.back)
        case _:
            return None


def _accept(request: PortalRequest, assessment: Assessment, form: AcceptForm) -> HttpResponse | None:
    try:
        service.accept(actor=request.actor, assessment=assessment, confirmed=form.cleaned_data["confirmed"])
    except Incomplete as lacking:
        form.add_error(None, str(lacking))
        return None
    message = _("Accepted: the review begins. The agency and the reviewers are told.")
    return casework.done(request, message, "assessment", assessment.reference)


def _ask_for_supplement(
    request: PortalRequest, assessment: Assessment, rows: Rows[DefectForm]
) -> HttpResponse | None:
    try:
        service.request_supplement(actor=request.actor, assessment=assessment, defects=rows.values())
    except Incomplete as lacking:
        rows.refuse(str(lacking), field="text")
        return None
    except WrongState as late:
        return casework.refused(request, late, "completeness", assessment.reference)
    message = _("The agency was asked for a supplement.")
    return casework.done(request, message, "assessment", assessment.reference)


def _return(request: PortalRequest, assessment: Assessment, form: ReturnForm) -> HttpResponse | None:
    try:
        service.return_incomplete(
            actor=request.actor, assessment=assessment, reasons=form.cleaned_data["reasons"]
        )
    except WrongState as early:
        form.add_error(None, str(early))
        return None
    return casework.done(request, _("The assessment was returned."), "assessment", assessment.reference)
