"""One draft edition: what is changed in it, what is wrong with it, and how its trials and tests stand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import evaluation
from assessments.enums import DraftState
from assessments.errors import WrongState
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries import edition_drafts as drafts
from assessments.queries.draft_overview import overview
from assessments.services import edition_drafts, edition_tests
from assessments.web.editing_places import address_of

FAILURES_SHOWN = 50
SURVIVORS_SHOWN = 200


@on_draft(rules.may_see_draft)
@require_safe
def draft(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    seen = overview(draft)
    is_live = draft.state in {DraftState.OPEN, DraftState.SUBMITTED}
    context = {
        "draft": draft,
        "overview": seen,
        "edition": seen.reading.edition,
        "fault_address": address_of(draft, seen.place) if seen.place else "",
        "obstacles": drafts.obstacles(draft) if is_live else [],
        "failures": seen.reading.failures[:FAILURES_SHOWN],
        "cases": sum(len(trial.cases) for trial in seen.reading.trials),
        "tests": tests_of(draft),
        "may_change": bool(rules.may_change_draft(request.actor, draft)),
        "publishing": rules.may_publish_draft(request.actor, draft, authors=drafts.authors(draft)),
        "is_submitted": draft.state == DraftState.SUBMITTED,
    }
    return render(request, "editing/draft.html", context)


def tests_of(draft: EditionDraft) -> dict[str, Any]:
    """How the mutation check of this version stands; ``state`` is none, running, passed or failed."""
    tested = draft.tested or {}
    if edition_tests.is_running(draft):
        return {"state": "running", "done": tested["done"], "of": tested["of"]}
    if tested.get("version") != draft.version or "total" not in tested:
        return {"state": "none", "is_old": "total" in tested}
    total, killed = tested["total"], tested["killed"]
    is_enough = killed >= evaluation.mutation.ENOUGH * total
    percent = f"{100 * killed / total:.1f}" if total else "100"
    return {
        "state": "passed" if is_enough else "failed",
        "killed": killed,
        "total": total,
        "percent": percent,
        "enough": round(100 * evaluation.mutation.ENOUGH),
        "survivors": tested["survivors"][:SURVIVORS_SHOWN],
    }


@on_draft(rules.may_change_draft)
@require_POST
def test(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    """Begin the mutation check; asked for twice, it runs once."""
    try:
        edition_tests.ask(actor=request.actor, draft=draft)
    except WrongState as error:
        messages.error(request, str(error))
    return redirect("editing-draft", pk=draft.pk)


@on_draft(rules.may_see_draft)
@require_POST
def take_back(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    try:
        edition_drafts.take_back(actor=request.actor, draft=draft)
    except WrongState as error:
        messages.info(request, str(error))
    else:
        messages.success(request, _("The draft is open for changes again."))
    return redirect("editing-draft", pk=draft.pk)


@on_draft(rules.may_change_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    if request.method == "POST":
        edition_drafts.discard(actor=request.actor, draft=draft)
        messages.success(request, _("The draft of %(id)s was given up.") % {"id": draft.edition_id})
        return redirect("editing")
    return render(request, "editing/discard.html", {"draft": draft})
