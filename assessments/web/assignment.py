"""Seats: who reviews, who declares a conflict of interest before anything opens, who hands a seat back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import catalogue
from assessments.enums import Seat, State
from assessments.errors import NotPermitted
from assessments.forms.completeness import AssignForm
from assessments.forms.declarations import DeclarationForm, HandBackForm
from assessments.forms.rows import Together
from assessments.forms.text import in_language
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Declaration, User
from assessments.policy import rules
from assessments.queries import seats
from assessments.queries.parties import parties
from assessments.services import review
from assessments.web import casework


@on_assessment(rules.may_assign)
@require_http_methods(["GET", "POST"])
def assign(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Both seats, each with a form of its own; naming somebody releases who held it."""
    held, candidates = seats.seats_of(assessment), seats.reviewers(assessment)
    sent = next((seat for seat in Seat if f"{seat}-seat" in request.POST), None)
    forms = {
        one.seat: AssignForm(
            request.POST if one.seat == sent else None,
            seat=one.seat,
            candidates=candidates,
            holder=one.assignment.reviewer_id if one.assignment else None,
        )
        for one in held
    }
    if sent and (form := forms[sent]).is_valid() and _assign(request, assessment, sent, form):
        to = "completeness" if assessment.state == State.SUBMITTED else "assign"
        message = _("The seat was given. The reviewer declares first, then the content opens.")
        return casework.done(request, message, to, assessment.reference)
    return casework.show(
        request,
        assessment,
        "completeness/assign.html",
        here="assign",
        held=[(one, forms[one.seat]) for one in held],
        barred=[one for one in candidates if one.bar],
        conflicts=_conflicts(assessment),
        form=Together(*forms.values()),
    )


def _assign(request: PortalRequest, assessment: Assessment, seat: Seat, form: AssignForm) -> bool:
    """False, with the reason at the field, for somebody who cannot have the seat."""
    reviewer = User.objects.get(pk=form.cleaned_data["reviewer"])
    try:
        review.assign(actor=request.actor, assessment=assessment, reviewer=reviewer, seat=seat)
    except NotPermitted as bar:
        form.add_error("reviewer", str(bar))
        return False
    return True


def _conflicts(assessment: Assessment) -> list[tuple[Declaration, str]]:
    """Each with its ground in words."""
    grounds = catalogue.edition(assessment.edition_id).procedure.conflict_grounds
    titles = {ground.id: in_language(ground.title) for ground in grounds}
    return [(found, titles.get(found.ground, found.ground)) for found in seats.conflicts(assessment)]


def declare(request: PortalRequest, reference: str) -> HttpResponseBase:
    """Sent twice, a conflict leads back to the queue: the case itself is closed to who declared it."""
    try:
        return _declare(request, reference=reference)
    except Http404:
        if request.method == "POST" and seats.stood_down(request.actor, reference):
            return redirect("queue")
        raise


@on_assessment(rules.may_declare)
@require_http_methods(["GET", "POST"])
def _declare(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    procedure = catalogue.edition(assessment.edition_id).procedure
    form = DeclarationForm(_posted(request), procedure=procedure)
    if request.method == "POST" and form.is_valid():
        return _declared(request, assessment, form)
    return casework.show(
        request,
        assessment,
        "completeness/declare.html",
        here="declare",
        form=form,
        parties=parties(assessment),
    )


def _declared(request: PortalRequest, assessment: Assessment, form: DeclarationForm) -> HttpResponse:
    given: dict[str, Any] = form.cleaned_data
    review.declare(
        actor=request.actor,
        assessment=assessment,
        has_conflict=form.has_conflict,
        ground=given["ground"],
        explanation=given["explanation"],
    )
    if form.has_conflict:
        messages.info(request, _("Thank you. You gave up your seat; the case officer names somebody else."))
        return redirect("queue")
    return casework.done(
        request, _("Thank you. The case is open to you now."), "assessment", assessment.reference
    )


# Who enters is said above; the address leads through the wrapper.
declare.access = _declare.access  # type: ignore[attr-defined]


@on_assessment(rules.may_hand_back)
@require_http_methods(["GET", "POST"])
def hand_back(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    form = HandBackForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        review.hand_back(actor=request.actor, assessment=assessment, reasons=form.cleaned_data["reasons"])
        return casework.done(request, _("You handed your seat back."), "queue")
    return casework.show(request, assessment, "review/hand_back.html", here="review", form=form)


def _posted(request: PortalRequest) -> QueryDict | None:
    """What was sent, even when it is nothing."""
    return request.POST if request.method == "POST" else None
