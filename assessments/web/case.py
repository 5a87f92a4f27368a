"""The page of one assessment: the task list while the agency writes, else the case page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from assessments import catalogue
from assessments.enums import AGENCY_ROLES, Result
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Decision, Revision, Statement, SupplementRequest
from assessments.policy import Actor, Verdict, inspects, rules
from assessments.queries import documents, history, moving, revisions, sheets, supplements, turns
from assessments.queries.issuing import newest_decision
from assessments.queries.judging import preliminary_results
from assessments.queries.progress import progress
from assessments.services import inspection
from assessments.web import casework
from assessments.web.places import address_of
from assessments.web.tones import TONES

Rule = Callable[[Actor, Assessment], Verdict]


@dataclass(frozen=True, slots=True)
class Action:
    """Something somebody may do on an assessment, and the page on which they do it."""

    name: str
    """Of the address."""
    rule: Rule
    label: Promise


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str


# fmt: off
ACTS: tuple[Action, ...] = (
    # address                      rule                          in words
    Action("declare",              rules.may_declare,            _("Declare conflicts of interest")),
    Action("answer-clarification", rules.may_answer,             _("Answer the commission's questions")),
    Action("statement",            rules.may_state,              _("Comment on the draft decision")),
    Action("completeness",         rules.may_check_completeness, _("Check completeness")),
    Action("assign",               rules.may_assign,             _("Assign reviewers")),
    Action("review",               rules.may_record_finding,     _("Review standard by standard")),
    Action("panel-members",        rules.may_name_panel,         _("Name the panel")),
    Action("panel",                rules.may_deliberate,         _("Deliberate")),
    Action("vote",                 rules.may_preside,            _("Conclude the vote")),
    Action("ask",                  rules.may_ask,                _("Ask the agency")),
    Action("hand-back",            rules.may_hand_back,          _("Hand the seat back")),
    Action("supervise",            rules.may_supervise,          _("Suspend or revoke")),
    Action("withdraw",             rules.may_withdraw,           _("Withdraw the assessment")),
)
READINGS: tuple[Action, ...] = (
    Action("read-answers",         rules.may_read,               _("Answers as sent")),
    Action("review",               rules.may_open_review,        _("My findings")),
    Action("panel",                rules.may_see_deliberation,   _("Deliberation")),
    Action("preview",              rules.may_read_draft,         _("Draft decision")),
    Action("record",               rules.may_read_record,        _("Decision record")),
    Action("ledger",               rules.may_read_ledger,        _("Ledger")),
)
# fmt: on
"""What may be done, the most urgent first, and what may be read. A page the portal lacks is left out."""


def actions(actor: Actor, assessment: Assessment) -> list[Link]:
    """What this actor may do now, most urgent first."""
    return _allowed(ACTS, actor, assessment)


def readings(actor: Actor, assessment: Assessment) -> list[Link]:
    """What this actor may open now, beside what is there to be done; nothing before the first sending."""
    if assessment.submitted_at is None:
        return []
    acts = {link.address for link in actions(actor, assessment)}
    return [link for link in _allowed(READINGS, actor, assessment) if link.address not in acts]


@on_assessment(rules.may_view)
@require_GET
def assessment(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    if rules.may_edit_answers(request.actor, assessment):
        return _task_list(request, assessment)
    return _case(request, assessment)


def _allowed(table: tuple[Action, ...], actor: Actor, assessment: Assessment) -> list[Link]:
    return [
        Link(str(action.label), address)
        for action in table
        if (address := _address(action.name, assessment)) and action.rule(actor, assessment)
    ]


def _address(name: str, assessment: Assessment) -> str:
    try:
        return address_of(name, assessment.reference)
    except NoReverseMatch:
        return ""


def _task_list(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    edition, revision = catalogue.edition(assessment.edition_id), revisions.open_revision(assessment)
    supplement = supplements.current_supplement(assessment, revision)
    to_change = supplement.to_change if supplement else frozenset()
    context = {
        "assessment": assessment,
        "revision": revision,
        "progress": progress(edition, revision.answers, to_change=to_change),
        "documents": documents.documents(edition, revision.answers, revision.evidence.all()),
        "supplement": supplement,
        "ahead": moving.edition_ahead(assessment),
        "moved": moving.last_move(assessment),
        "tones": TONES,
        "may_send": bool(rules.may_send(request.actor, assessment)),
        "may_withdraw": bool(rules.may_withdraw(request.actor, assessment)),
        "history": history.case_history(assessment, with_names=False),
    }
    return render(request, "assessments/task_list.html", context)


def _case(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    actor = request.actor
    inspection.note_consultation(actor=actor, assessment=assessment)
    with_names = bool(rules.may_read_ledger(actor, assessment))
    is_agency = bool(actor.roles_towards(assessment.agency_id) & AGENCY_ROLES)
    context: dict[str, Any] = {
        "assessment": assessment,
        "is_agency": is_agency,
        "tabs": [] if is_agency else casework.tabs(actor, assessment),
        "here": "assessment",
        "inspects": inspects(actor, assessment),
        "waiting_for": turns.waiting_for(assessment.state),
        "what_next": turns.what_next(assessment.state),
        "actions": actions(actor, assessment),
        "readings": readings(actor, assessment),
        "history": history.case_history(assessment, with_names=with_names),
        "may_read": bool(rules.may_read(actor, assessment)),
        "may_compare": rules.may_compare_record(actor, assessment).allowed,
        "may_take_bundle": rules.may_take_bundle(actor, assessment).allowed,
        "why_not": rules.may_read(actor, assessment).reason,
    }
    if context["may_read"]:
        context |= _content(actor, assessment)
    return render(request, "assessments/case.html", context)


def _content(actor: Actor, assessment: Assessment) -> dict[str, Any]:
    """What only those may see who may read the case itself."""
    edition = catalogue.edition(assessment.edition_id)
    sealed = list(assessment.revisions.filter(sealed_at__isnull=False).defer("answers", "sealed_text"))
    latest = sealed[-1] if sealed else None
    decision, pending = newest_decision(assessment)
    statements = Statement.objects.filter(panel__revision__assessment=assessment)
    request = SupplementRequest.objects.filter(assessment=assessment).first()
    return {
        "sealed": sealed[::-1],
        "files": sheets.titled_files(edition, latest.evidence.all()) if latest else [],
        "supplement_request": request,
        "clarifications": list(assessment.clarifications.all()),
        "statements": list(statements.select_related("answer").order_by("made_at")),
        "decision": decision,
        "pending": pending if rules.may_read_record(actor, assessment) else None,
        "results": _results(decision, latest),
    }


def _results(decision: Decision | None, latest: Revision | None) -> list[tuple[Result, int]]:
    """How many standards came out how: as decided, else by the rules."""
    if decision is not None:
        counted = Counter(decision.findings.values_list("result", flat=True))
    else:
        counted = Counter(preliminary_results(latest).values() if latest else ())
    return [(result, counted[result]) for result in Result if counted[result]]
