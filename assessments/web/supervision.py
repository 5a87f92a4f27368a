"""After the decision: the chair suspends, restores or revokes, with reasons. And the ledger of one case."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assessments.errors import WrongState
from assessments.forms.panel import ReasonsForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries import ledgers
from assessments.queries.deadlines import due_on
from assessments.services import closing
from assessments.web import casework

WORDS: dict[str, tuple[Promise, Promise]] = {
    "suspend": (
        gettext_lazy("Suspend the effect"),
        gettext_lazy("The use must stop until the ground is cured. The agency may respond."),
    ),
    "restore_conditional": (
        gettext_lazy("Lift the suspension"),
        gettext_lazy("The cure is proven. The conditional approval has effect again."),
    ),
    "restore_approval": (
        gettext_lazy("Lift the suspension"),
        gettext_lazy("The cure is proven. The approval has effect again."),
    ),
    "revoke": (
        gettext_lazy("Revoke the approval"),
        gettext_lazy("The ground was not cured in time. The approval ends for good."),
    ),
}
"""The moves a chair may make after the decision: what the button says, and what it means."""


@on_assessment(rules.may_supervise)
@require_GET
def supervise(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """What is possible now; each leads to a page of its own."""
    return casework.show(
        request,
        assessment,
        "panel/supervise.html",
        here="supervise",
        moves=[(name, *WORDS[name]) for name in ledgers.open_measures(assessment)],
    )


@on_assessment(rules.may_supervise)
@require_http_methods(["GET", "POST"])
def measure(request: PortalRequest, assessment: Assessment, name: str) -> HttpResponse:
    """One measure with its reasons; 404 for a word that names none."""
    if name not in WORDS:
        raise Http404
    if name not in ledgers.open_measures(assessment):
        error = WrongState(_("This was done already, or is not possible now."))
        return casework.refused(request, error, "supervise", assessment.reference)
    form = ReasonsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reasons = form.cleaned_data["reasons"]
        closing.move_with_reasons(name, actor=request.actor, assessment=assessment, reasons=reasons)
        return casework.done(
            request, _("It was done, and entered in the ledger."), "assessment", assessment.reference
        )
    label, meaning = WORDS[name]
    return casework.show(
        request,
        assessment,
        "panel/measure.html",
        here="supervise",
        form=form,
        label=label,
        meaning=meaning,
        until=due_on(assessment.edition_id, "suspension_statement") if name == "suspend" else None,
    )


@on_assessment(rules.may_read_ledger)
@require_GET
def ledger(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Every entry with its hash, and whether the chain holds."""
    found = ledgers.chain_of(assessment, for_actor=request.actor)
    may_extract = rules.may_extract_ledger(request.actor, assessment)
    return casework.show(
        request, assessment, "panel/ledger.html", here="ledger", chain=found, may_extract=may_extract
    )
