"""Who may do what in which state, written out: a change of any rule changes this page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assessments.enums import Role, Seat, State
from assessments.models import Assessment
from assessments.policy import PUBLIC, SYSTEM, Actor, Verdict, actor_for, rules, scopes
from tests import make
from tests.policy.cast import EVERY, SENT, World, declare, seat_on_panel, seat_reviewer, world

pytestmark = pytest.mark.django_db

Matrix = Mapping[str, frozenset[State]]


def states(names: str) -> frozenset[State]:
    return frozenset(State(name) for name in names.split())


DECIDED = states("approved conditional rejected reconsideration suspended revoked expired superseded")
REVIEWED = states("submitted supplement in_review clarification")
AFTER_REVIEW = SENT - REVIEWED
DELIBERATED = DECIDED | states("panel draft_decision clarification")
DRAFT, REVIEW = states("draft supplement"), states("in_review")
PANEL, STATEMENT = states("panel"), states("draft_decision")
QUESTIONED, CHECKED = states("clarification"), states("submitted supplement")
IN_FORCE = states("approved conditional suspended")
OPEN = states("draft submitted supplement in_review clarification panel draft_decision")

# fmt: off
RULES: dict[str, Matrix] = {
    "may_view": {
        "applicant": EVERY, "approver": EVERY, "officer": SENT, "chair": SENT, "auditor": SENT,
        "reviewer, undeclared": SENT, "reviewer, clear": SENT, "member, undeclared": SENT,
        "member, clear": SENT, "member, conflicted": SENT, "presiding": SENT, "the portal": EVERY,
    },
    "may_read": {
        "applicant": EVERY, "approver": EVERY, "officer": SENT, "auditor": SENT, "reviewer, clear": SENT,
        "member, clear": SENT, "presiding": SENT, "the portal": EVERY,
    },
    "may_declare":            {"chair": EVERY, "reviewer, undeclared": EVERY, "member, undeclared": EVERY},
    "may_edit_answers":       {"applicant": DRAFT, "approver": DRAFT},
    "may_send":               {"approver": DRAFT},
    "may_withdraw":           {"approver": OPEN},
    "may_check_completeness": {"officer": CHECKED},
    "may_assign":             {"officer": REVIEWED},
    "may_record_finding":     {"reviewer, clear": REVIEW},
    "may_open_review":        {"reviewer, clear": EVERY},
    "may_hand_back":          {"reviewer, undeclared": REVIEWED, "reviewer, clear": REVIEWED},
    "may_ask":                {"reviewer, clear": REVIEW, "member, clear": PANEL, "presiding": PANEL},
    "may_answer":             {"applicant": QUESTIONED, "approver": QUESTIONED},
    "may_deliberate":         {"member, clear": PANEL, "presiding": PANEL},
    "may_name_panel":         {"officer": PANEL, "chair": PANEL, "presiding": PANEL},
    "may_preside":            {"presiding": PANEL | STATEMENT},
    "may_see_deliberation":   {"auditor": DELIBERATED, "member, clear": EVERY, "presiding": EVERY},
    "may_read_draft": {
        "applicant": STATEMENT, "approver": STATEMENT, "auditor": DELIBERATED,
        "member, clear": EVERY, "presiding": EVERY,
    },
    "may_supervise":          {"chair": IN_FORCE, "presiding": IN_FORCE},
    "may_state":              {"applicant": STATEMENT, "approver": STATEMENT},
    "may_read_findings": {
        "applicant": DECIDED | STATEMENT, "approver": DECIDED | STATEMENT, "officer": AFTER_REVIEW,
        "auditor": AFTER_REVIEW, "reviewer, clear": AFTER_REVIEW, "member, clear": SENT, "presiding": SENT,
        "the portal": EVERY,
    },
    "may_read_record": {
        "applicant": DECIDED, "approver": DECIDED, "officer": DECIDED, "chair": DECIDED, "auditor": DECIDED,
        "reviewer, clear": DECIDED, "member, clear": DECIDED, "presiding": DECIDED, "the portal": DECIDED,
    },
    "may_correct":            {"chair": DECIDED, "presiding": DECIDED},
    "may_read_ledger":        {"officer": SENT, "chair": SENT, "auditor": SENT, "presiding": SENT},
    "may_extract_ledger":     {"auditor": SENT},
    "may_take_bundle":        {"auditor": DECIDED, "the portal": DECIDED},
    "may_compare_record": {
        "officer": DECIDED, "chair": DECIDED, "auditor": DECIDED, "reviewer, clear": DECIDED,
        "member, clear": DECIDED, "presiding": DECIDED, "the portal": DECIDED,
    },
}
"""By rule: the states in which it says yes, for everybody to whom it ever does."""
# fmt: on


def cast(stage: World) -> dict[str, Actor]:
    ours = [case for case in stage.cases if case.agency == stage.ours]
    alone = (Role.OFFICER, Role.CHAIR, Role.AUDITOR, Role.STANDARDS_EDITOR, Role.ADMINISTRATOR)
    return {
        "the public": PUBLIC,
        "the portal": SYSTEM,
        "another agency": make.actor(Role.APPROVER, of=stage.theirs),
        "applicant": make.actor(Role.APPLICANT, of=stage.ours),
        "approver": make.actor(Role.APPROVER, of=stage.ours),
        **{str(role): make.actor(role) for role in alone},
        "reviewer, unseated": make.actor(Role.REVIEWER),
        "reviewer, undeclared": actor_for(seat_reviewer(ours)),
        "reviewer, clear": actor_for(
            declare(seat_reviewer(ours, seat=Seat.TECHNICAL), ours, has_conflict=False)
        ),
        "member, unseated": make.actor(Role.PANEL_MEMBER),
        "member, undeclared": actor_for(seat_on_panel(ours)),
        "member, clear": actor_for(declare(seat_on_panel(ours), ours, has_conflict=False)),
        "member, conflicted": actor_for(declare(seat_on_panel(ours), ours, has_conflict=True)),
        "presiding": actor_for(declare(seat_on_panel(ours, role=Role.CHAIR), ours, has_conflict=False)),
    }


def matrix(rule: Callable[[Actor, Assessment], Verdict], stage: World, actors: Mapping[str, Actor]) -> Matrix:
    """What the rule says, to everybody and in every state."""
    found = {}
    for who, actor in actors.items():
        sent_once = [stage.of(stage.ours, state).pk for state in State]
        every = scopes._with_standing(Assessment.objects.filter(pk__in=sent_once), actor)
        if yes := frozenset(State(case.state) for case in every if rule(actor, case)):
            found[who] = yes
    return found


def test_every_rule_is_written_out():
    named = {name for name in vars(rules) if name.startswith("may_")} - {"may_make"}

    assert named == set(RULES)


def test_the_rules_say_what_is_written_here():
    stage = world()
    actors = cast(stage)

    said = {name: matrix(getattr(rules, name), stage, actors) for name in RULES}

    for name, written in RULES.items():
        assert said[name] == written, name


def test_every_refusal_has_a_reason():
    stage = world()
    case = scopes._with_standing(Assessment.objects.all(), PUBLIC).get(
        pk=stage.of(stage.ours, State.IN_REVIEW).pk
    )

    for name in RULES:
        assert getattr(rules, name)(PUBLIC, case).reason, name
