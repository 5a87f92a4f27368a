"""From a filled-in draft to the commission: check, self-check, send, and withdraw."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments import catalogue, evaluation
from assessments.catalogue import Choice, Edition, Page, Question, Text
from assessments.enums import Level, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.forms.agency import SendForm, WithdrawForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Revision
from assessments.policy import rules
from assessments.queries import moving, own, revisions, self_checks, sheets, supplements
from assessments.queries.progress import progress
from assessments.services import closing, submission
from assessments.web.figures import results_figure

DECLARATION = "declaration"
"""The question whose choices are the declarations."""


@dataclass(frozen=True, slots=True)
class ShownFault:
    message: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class MissingOnPage:
    page: Page
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Hindrances:
    """What stands in the way of sending, and what should be looked at first."""

    missing: tuple[MissingOnPage, ...]
    errors: tuple[ShownFault, ...]
    warnings: tuple[ShownFault, ...]

    @property
    def count(self) -> int:
        return self.missing_count + len(self.errors)

    @property
    def missing_count(self) -> int:
        return sum(len(page.questions) for page in self.missing)


@on_assessment(rules.may_edit_answers)
@require_GET
def check_answers(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Every question of every step as answered, also those not asked and why."""
    edition, revision = _draft(assessment)
    files = list(revision.evidence.all())
    context = {
        "assessment": assessment,
        "steps": sheets.sheet(edition, revision.answers, files),
        "documents": sheets.attached_documents(edition, files),
        "hindrances": _hindrances(edition, revision),
    }
    return render(request, "assessments/check_answers.html", context)


@on_assessment(rules.may_edit_answers)
@require_GET
def self_check(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """What the rules say of each standard so far. It decides nothing."""
    edition, revision = _draft(assessment)
    check = self_checks.self_check(edition, revision.answers)
    context = {"assessment": assessment, "check": check, "figure": results_figure(check.counts)}
    return render(request, "assessments/self_check.html", context)


@on_assessment(rules.may_view)
@require_http_methods(["GET", "POST"])
def send(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Sending twice leads to the same confirmation as sending once."""
    verdict = rules.may_edit_answers(request.actor, assessment)
    if verdict.is_over:
        return redirect("sent", reference=assessment.reference)
    verdict.enforce()
    form = SendForm(request.POST or None)
    if request.method == "POST":
        rules.may_send(request.actor, assessment).enforce()
        if form.is_valid() and _sent(request, assessment):
            return redirect("sent", reference=assessment.reference)
    edition, revision = _draft(assessment)
    context = {
        "assessment": assessment,
        "edition": edition,
        "revision": revision,
        "form": form,
        "ahead": moving.edition_ahead(assessment),
        "hindrances": _hindrances(edition, revision),
        "may_send": bool(rules.may_send(request.actor, assessment)),
        "approvers": own.approvers(assessment.agency),
        "answered": len(evaluation.visible_answers(edition, revision.answers)),
        "files": sheets.titled_files(edition, revision.evidence.all()),
        "supplement": supplements.current_supplement(assessment, revision),
        "declarations": _declarations(edition),
    }
    return render(request, "assessments/send.html", context)


@on_assessment(rules.may_read)
@require_GET
def sent(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The confirmation; later the case page says more."""
    if assessment.state != State.SUBMITTED:
        return redirect("assessment", reference=assessment.reference)
    revision = revisions.latest_sealed(assessment)
    return render(request, "assessments/sent.html", {"assessment": assessment, "revision": revision})


@on_assessment(rules.may_withdraw)
@require_http_methods(["GET", "POST"])
def withdraw(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reasons = form.cleaned_data["reasons"]
        closing.withdraw(actor=request.actor, assessment=assessment, reasons=reasons)
        messages.success(request, _("The assessment was withdrawn."))
        return redirect("assessment", reference=assessment.reference)
    return render(request, "assessments/withdraw.html", {"assessment": assessment, "form": form})


def _sent(request: PortalRequest, assessment: Assessment) -> bool:
    """False when something is missing or has to be done first, which the page then says."""
    try:
        submission.send(actor=request.actor, assessment=assessment)
    except (Incomplete, WrongState):
        return False
    except NotPermitted:
        # Somebody sent it between our look and theirs.
        assessment.refresh_from_db(fields=["state"])
        if assessment.state == State.SUBMITTED:
            return True
        raise
    return True


def _declarations(edition: Edition) -> tuple[Choice, ...]:
    question = edition.questions.get(DECLARATION)
    return question.choices if question else ()


def _draft(assessment: Assessment) -> tuple[Edition, Revision]:
    return catalogue.edition(assessment.edition_id), revisions.open_revision(assessment)


def _hindrances(edition: Edition, revision: Revision) -> Hindrances:
    def shown(level: Level) -> tuple[ShownFault, ...]:
        return tuple(
            ShownFault(fault.message, tuple(edition.question(name) for name in fault.question_ids))
            for fault in evaluation.faults(edition, revision.answers)
            if fault.level == level
        )

    missing = tuple(
        MissingOnPage(page.page, tuple(edition.question(name) for name in page.missing))
        for page in progress(edition, revision.answers).pages
        if page.missing
    )
    return Hindrances(missing, shown(Level.ERROR), shown(Level.WARN))
