"""The answers as they were sent, for everybody who may read the case."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from assessments import catalogue
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Revision
from assessments.policy import rules
from assessments.queries import sheets
from assessments.web import casework


@on_assessment(rules.may_read)
@require_GET
def read_answers(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The newest sealed revision, or the one asked for by number. The draft has a page of its own."""
    sealed = list(assessment.revisions.filter(sealed_at__isnull=False).order_by("-number"))
    if not sealed:
        return redirect("check-answers", reference=assessment.reference)
    revision = _chosen(sealed, request.GET.get("revision", ""))
    edition, files = catalogue.edition(revision.edition_id), list(revision.evidence.all())
    return casework.show(
        request,
        assessment,
        "assessments/read_answers.html",
        here="read-answers",
        layout="queue/case.html" if request.actor.commission_roles else "assessments/_reading.html",
        revision=revision,
        sealed=sealed,
        steps=sheets.sheet(edition, revision.answers, files),
        documents=sheets.attached_documents(edition, files),
    )


def _chosen(sealed: list[Revision], number: str) -> Revision:
    """Raises ``Http404`` for a revision that was not sent."""
    if not number:
        return sealed[0]
    for revision in sealed:
        if str(revision.number) == number:
            return revision
    raise Http404
