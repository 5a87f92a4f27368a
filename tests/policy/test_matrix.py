"""Who may make which move, written out: whoever changes the workflow's people changes this page."""

from __future__ import annotations

import pytest

from assessments.enums import AGENCY_ROLES, Role, State
from assessments.models import Membership
from assessments.policy import SYSTEM, actor_for, rules
from assessments.workflow import MOVES
from tests import make

pytestmark = pytest.mark.django_db

DECIDES = {
    "send_draft",
    "approve",
    "reopen",
    "adopt_conditional",
    "adopt_rejection",
    "adopt_approval",
    "suspend",
    "restore_conditional",
    "restore_approval",
    "revoke",
    "reconsider_approval",
    "reconsider_conditional",
    "reconsider_rejection",
    "reconsider_revocation",
}
MATRIX: dict[Role, set[str]] = {
    Role.APPLICANT: {"answer"},
    Role.APPROVER: {"submit", "resubmit", "answer", "ask_reconsideration", "withdraw"},
    Role.OFFICER: {"request_supplement", "return_incomplete", "accept"},
    Role.REVIEWER: {"ask"},
    Role.PANEL_MEMBER: {"ask_from_panel"},
    Role.CHAIR: DECIDES | {"ask_from_panel"},
    Role.STANDARDS_EDITOR: set(),
    Role.AUDITOR: set(),
    Role.ADMINISTRATOR: set(),
}


def test_the_matrix_names_every_role_a_person_can_hold():
    assert set(MATRIX) == set(Role) - {Role.SYSTEM}


@pytest.mark.parametrize("role", MATRIX)
def test_each_role_makes_its_own_moves_and_no_other(role):
    assessment = make.draft()
    actor = make.actor(role, of=assessment.agency)

    allowed = {move.name for move in MOVES if rules.may_make(move, actor, assessment)}

    assert allowed == MATRIX[role]


def test_the_portal_makes_only_what_happens_by_itself():
    assessment = make.draft()

    allowed = {move.name for move in MOVES if rules.may_make(move, SYSTEM, assessment)}

    assert allowed == {"answer", "convene", "expire", "supersede"}


@pytest.mark.parametrize("role", sorted(AGENCY_ROLES))
def test_people_of_another_agency_make_no_move(role):
    assessment = make.draft()
    stranger = make.actor(role, of=make.agency())

    assert not [move.name for move in MOVES if rules.may_make(move, stranger, assessment)]


def test_whoever_belongs_to_the_agency_makes_no_move_of_the_commission():
    assessment = make.draft()
    person = make.member(*MATRIX.keys() - AGENCY_ROLES)
    Membership.objects.create(user=person, organisation=assessment.agency, role=Role.APPLICANT)

    allowed = {move.name for move in MOVES if rules.may_make(move, actor_for(person), assessment)}

    assert allowed == MATRIX[Role.APPLICANT]


def test_a_refusal_names_the_roles_that_may():
    assessment = make.draft()
    submit = next(move for move in MOVES if move.name == "submit")

    verdict = rules.may_make(submit, make.actor(Role.OFFICER), assessment)

    assert str(Role.APPROVER.label) in verdict.reason


def test_open_moves_are_those_of_the_state_and_the_role():
    assessment = make.draft()
    approver = make.actor(Role.APPROVER, of=assessment.agency)

    moves = [move.name for move in rules.open_moves(approver, assessment)]

    assert (assessment.state, moves) == (State.DRAFT, ["submit", "withdraw"])
