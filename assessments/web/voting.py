"""Votes on the draft, and what the chair does with them: another round, sending, reopening, adopting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.enums import Basis, Outcome
from assessments.errors import Contradiction, Incomplete, PortalError, WrongState
from assessments.forms.panel import ReasonsForm, VoteForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Panel
from assessments.policy import rules
from assessments.queries import drafts, panels
from assessments.queries.agenda import drafted
from assessments.queries.deadlines import due_on
from assessments.queries.panels import current_panel
from assessments.services import decision, deliberation
from assessments.web import casework
from assessments.web.remarks import linked

Ready: TypeAlias = Callable[[Panel], tuple[Outcome, Basis]]
"""What would be decided now; raises while nothing would be."""


@on_assessment(rules.may_deliberate)
@require_http_methods(["GET", "POST"])
def vote(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Closed while the draft cannot be decided: the page then says why, rule by rule."""
    current = current_panel(assessment)
    data = request.POST if request.method == "POST" else None
    form = VoteForm(data, drafted=current.draft.outcome)
    if request.method == "POST" and form.is_valid() and (answer := _cast(request, assessment, form)):
        return answer
    voting = panels.voting(current)
    return casework.show(
        request,
        assessment,
        "panel/vote.html",
        here="vote",
        form=form,
        voting=voting,
        mine=voting.vote_of(request.actor.user_id),
        **_before(assessment, current),
    )


@on_assessment(rules.may_preside)
@require_POST
def vote_again(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    try:
        deliberation.deliberate_again(actor=request.actor, assessment=assessment)
    except WrongState as over:
        return casework.refused(request, over, "panel", assessment.reference)
    return casework.done(request, _("The second round of voting is open."), "panel", assessment.reference)


@on_assessment(rules.may_preside)
@require_http_methods(["GET", "POST"])
def send_draft(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Repeats in words what goes to the agency, then sends it."""
    if request.method == "POST":
        try:
            deliberation.send_draft(actor=request.actor, assessment=assessment)
        except PortalError as refusal:
            return casework.refused(request, refusal, "panel", assessment.reference)
        message = _("The draft decision was sent to the agency for its statement.")
        return casework.done(request, message, "panel", assessment.reference)
    until = due_on(assessment.edition_id, "statement_on_draft")
    return _conclude(request, assessment, "panel/send.html", ready=deliberation.sendable, until=until)


@on_assessment(rules.may_preside)
@require_http_methods(["GET", "POST"])
def adopt(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Repeats outcome, quorum, votes and conditions in words, then adopts. There is no undoing."""
    if request.method == "POST":
        try:
            made = decision.adopt(actor=request.actor, assessment=assessment)
        except PortalError as refusal:
            return casework.refused(request, refusal, "panel", assessment.reference)
        message = _("Decision %(number)s was adopted. Its record is being made.") % {"number": made.number}
        return casework.done(request, message, "assessment", assessment.reference)
    ready = partial(decision.adoptable, assessment)
    return _conclude(request, assessment, "panel/adopt.html", ready=ready)


@on_assessment(rules.may_preside)
@require_http_methods(["GET", "POST"])
def reopen(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    form = ReasonsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reasons = form.cleaned_data["reasons"]
        try:
            deliberation.reopen(actor=request.actor, assessment=assessment, reasons=reasons)
        except WrongState as over:
            return casework.refused(request, over, "panel", assessment.reference)
        message = _("The deliberation is open again. The panel votes anew.")
        return casework.done(request, message, "panel", assessment.reference)
    statements = panels.statements(current_panel(assessment))
    return casework.show(
        request, assessment, "panel/reopen.html", here="panel", form=form, statements=statements
    )


def _cast(request: PortalRequest, assessment: Assessment, form: VoteForm) -> HttpResponse | None:
    """``None`` to show the page again with what was typed."""
    given = form.cleaned_data
    try:
        deliberation.cast_vote(
            actor=request.actor,
            assessment=assessment,
            outcome=Outcome(given["outcome"]),
            opinion_ko=given["opinion_ko"],
            opinion_en=given["opinion_en"],
            seen=request.POST.get("seen", ""),
        )
    except (WrongState, Incomplete, Contradiction) as refusal:
        form.add_error(None, str(refusal))
        return None
    return casework.done(request, _("Your vote was cast."), "panel", assessment.reference)


def _before(assessment: Assessment, current: Panel) -> dict[str, Any]:
    """The draft in words, and what still stands in its way."""
    remarks = linked(assessment, drafts.remarks(current.draft, current.revision))
    return {
        "panel": current,
        "draft": current.draft,
        "digest": deliberation.draft_digest(current.draft),
        "findings": drafted(current.draft, current.revision),
        "errors": [remark for remark in remarks if remark.is_error],
    }


def _conclude(
    request: PortalRequest, assessment: Assessment, template: str, *, ready: Ready, **more: Any
) -> HttpResponse:
    """A page that repeats everything; where it is not possible yet, the page says why instead."""
    current = current_panel(assessment)
    outcome, basis, obstacle = None, None, ""
    try:
        outcome, basis = ready(current)
    except PortalError as refusal:
        obstacle = str(refusal)
    return casework.show(
        request,
        assessment,
        template,
        here="panel",
        outcome=outcome,
        is_deadlock=basis == Basis.DEADLOCK,
        obstacle=obstacle,
        voting=panels.voting(current),
        statements=panels.statements(current),
        **_before(assessment, current),
        **more,
    )
