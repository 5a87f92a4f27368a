"""What a draft edition changes: against the edition it was made from, and against the one in force."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments import catalogue
from assessments.catalogue.difference import difference as difference_of
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries import edition_drafts as drafts
from assessments.web.differences import counts, sections


@on_draft(rules.may_see_draft)
@require_safe
def difference(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    """``?against=`` names another published edition than the one the draft was made from."""
    reading, known = drafts.read(draft), _known(draft)
    asked = request.GET.get("against", "")
    against = asked if asked in known else known[0]
    context: dict[str, Any] = {"draft": draft, "fault": reading.fault, "known": known, "against": against}
    if reading.edition:
        found = difference_of(catalogue.edition(against), reading.edition)
        context |= {"edition": reading.edition, "sections": sections(found), "counts": counts(found)}
    return render(request, "editing/difference.html", context)


def _known(draft: EditionDraft) -> list[str]:
    """The edition it was made from, if there is one, and the one in force."""
    published = catalogue.edition_ids()
    return [
        edition_id
        for edition_id in dict.fromkeys([draft.based_on, catalogue.current().id])
        if edition_id in published and edition_id != draft.edition_id
    ] or [published[0]]
