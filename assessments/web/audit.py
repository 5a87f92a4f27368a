"""The auditor's desk: everything decided, and the ledger of one case with its verification."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assessments.enums import Role
from assessments.errors import BrokenChain
from assessments.forms.audit import AuditFilters
from assessments.http.access import on_assessment, with_role
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import rules
from assessments.queries import decided
from assessments.queries.paging import COUNTED, counted, cut
from assessments.services import inspection, ledger as ledgers
from assessments.web.pages import addresses, place_of

HOW_TO_CHECK = "hash = SHA-256(previous + text), both as UTF-8; the first previous is 64 zeros"


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
        "pages": addresses(request, page),
        "nightly": decided.last_audit(),
    }
    return render(request, "audit/audit.html", context)


@on_assessment(rules.may_read_ledger)
@require_safe
def ledger(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Every entry with names, and whether the chain holds, verified while the page is made."""
    context = {
        "assessment": assessment,
        "entries": [(entry, _said(entry.data)) for entry in _entries(assessment)],
        "broken": _break_in(assessment),
    }
    return render(request, "audit/ledger.html", context)


@on_assessment(rules.may_read_ledger)
@require_POST
def ledger_extract(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The entries exactly as hashed, for checking elsewhere. Taking them is itself an entry, the last one."""
    inspection.note_extract(actor=request.actor, assessment=assessment)
    extract = {
        "assessment": assessment.reference,
        "how": HOW_TO_CHECK,
        "entries": [
            {"sequence": entry.sequence, "previous": entry.previous, "text": entry.text, "hash": entry.hash}
            for entry in _entries(assessment)
        ],
    }
    body = json.dumps(extract, ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ledger-{assessment.reference}.json"'
    return response


def _entries(assessment: Assessment) -> Any:
    return assessment.ledger.select_related("actor").order_by("sequence")


def _break_in(assessment: Assessment) -> str:
    """Where the chain breaks, or blank."""
    try:
        ledgers.audit_one(assessment)
    except BrokenChain as error:
        return str(error)
    return ""


def _said(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What an entry says beside its event, as it stands in the ledger."""
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in data.items()
    ]
