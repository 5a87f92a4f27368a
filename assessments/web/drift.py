"""What changed behind a record since it was issued: a page of its own, since comparing takes a moment."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries.record_drift import drifts
from assessments.services import inspection


@on_assessment(rules.may_compare_record)
@require_safe
def record_changes(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The case and the record page load the answer from here."""
    inspection.note_consultation(actor=request.actor, assessment=assessment)
    context = {"assessment": assessment, "drifts": drifts(assessment)}
    return render(request, "records_pages/changes.html", context)
