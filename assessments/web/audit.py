"""The auditor's desk: everything decided, and the ledger of one case to take away."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assessments.enums import Role
from assessments.forms.audit import AuditFilters
from assessments.http.access import on_assessment, with_role
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries import bundles, decided, ledger_extracts
from assessments.queries.paging import COUNTED, counted, cut
from assessments.services import inspection
from assessments.web.pages import addresses, place_of


@with_role(Role.AUDITOR)
@require_safe
def audit(request: PortalRequest) -> HttpResponse:
    agencies = [(agency.pk, str(agency)) for agency in decided.agencies()]
    filters = AuditFilters(request.GET, agencies=agencies)
    sought = filters.sought()
    found = decided.decisions(request.actor, sought)
    page = cut(found, key=decided.KEY, place=place_of(request))
    context = {
        "filters": filters,
        "sought": sought,
        "decisions": page.rows,
        "count": counted(found),
        "counted": COUNTED,
        "most": bundles.MOST,
        "pages": addresses(request, page),
        "nightly": decided.last_audit(),
    }
    return render(request, "audit/audit.html", context)


@on_assessment(rules.may_extract_ledger)
@require_POST
def ledger_extract(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The entries exactly as hashed, for checking elsewhere. Taking them is itself an entry, the last one."""
    inspection.note_extract(actor=request.actor, assessment=assessment)
    body = json.dumps(ledger_extracts.extract(assessment), ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ledger-{assessment.reference}.json"'
    return response
