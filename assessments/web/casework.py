"""What the commission's pages on one assessment have in common: the tabs, and where the case stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments import catalogue
from assessments.enums import AGENCY_ROLES, Role
from assessments.errors import PortalError
from assessments.http.access import Rule
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.policy import Actor, inspects, rules
from assessments.queries.turns import waiting_for
from assessments.services import inspection

JUDGING = frozenset({Role.OFFICER, Role.REVIEWER, Role.PANEL_MEMBER, Role.CHAIR})
"""Those for whom something may wait in the queue."""


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    """Of the address."""
    label: str
    address: str


# fmt: off
TABS: tuple[tuple[str, Rule, Promise], ...] = (
    # address        rule                          in words
    ("assessment",    rules.may_view,               _("Overview")),
    ("read-answers",  rules.may_read,               _("Answers")),
    ("declare",       rules.may_declare,            _("Declaration")),
    ("completeness",  rules.may_check_completeness, _("Completeness")),
    ("assign",        rules.may_assign,             _("Reviewers")),
    ("review",        rules.may_open_review,        _("Review")),
    ("panel-members", rules.may_name_panel,         _("Members")),
    ("panel",         rules.may_see_deliberation,   _("Panel")),
    ("panel-draft",   rules.may_deliberate,         _("Draft decision")),
    ("vote",          rules.may_deliberate,         _("Vote")),
    ("ask",           rules.may_ask,                _("Ask the agency")),
    ("supervise",     rules.may_supervise,          _("After the decision")),
    ("ledger",        rules.may_read_ledger,        _("Ledger")),
)
# fmt: on
"""Pages of a case in the order of the procedure, and who may open each."""


def show(
    request: PortalRequest,
    assessment: Assessment,
    template: str,
    *,
    here: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """One page of the case; ``here`` is the name of the tab it belongs to. What auditors read is entered."""
    inspection.note_consultation(actor=request.actor, assessment=assessment)
    common = {
        "assessment": assessment,
        "edition": catalogue.edition(assessment.edition_id),
        "waiting_for": waiting_for(assessment.state),
        "tabs": tabs(request.actor, assessment),
        "trail": _trail(request.actor, assessment),
        "here": here,
        "inspects": inspects(request.actor, assessment),
    }
    return render(request, template, common | context, status=status)


def tabs(actor: Actor, assessment: Assessment) -> list[Tab]:
    """The pages of the case this actor may open now."""
    return [
        Tab(name, str(label), address)
        for name, rule, label in TABS
        if (address := _address(name, assessment)) and rule(actor, assessment)
    ]


def done(request: PortalRequest, message: str, to: str, *args: Any) -> HttpResponse:
    """Say what was done, and go on."""
    messages.success(request, message)
    return redirect(to, *args)


def refused(request: PortalRequest, error: PortalError, to: str, *args: Any) -> HttpResponse:
    """Say why nothing was done, and go where it can be seen."""
    messages.error(request, str(error))
    return redirect(to, *args)


def _trail(actor: Actor, assessment: Assessment) -> list[tuple[str, str]]:
    """Title and address of the lists from which one comes here."""
    if actor.roles_towards(assessment.agency_id) & AGENCY_ROLES:
        return [(str(_("My assessments")), reverse("my-assessments"))]
    queue = [(str(_("Queue")), reverse("queue"))] if actor.commission_roles & JUDGING else []
    return [*queue, (str(_("All cases")), reverse("cases"))]


def _address(name: str, assessment: Assessment) -> str:
    try:
        return reverse(name, args=[assessment.reference])
    except NoReverseMatch:
        return ""
