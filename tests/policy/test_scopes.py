"""What a list shows is what the rules allow to view, for everybody and in every state."""

from __future__ import annotations

import pytest

from assessments.enums import Role, State
from assessments.models import Assessment
from assessments.policy import actor_for, rules, scopes
from tests import make
from tests.policy.cast import EVERY, SENT, everybody, seat_on_panel, seat_reviewer, world

pytestmark = pytest.mark.django_db

NONE: frozenset[State] = frozenset()
# fmt: off
SEEN: dict[Role, tuple[frozenset[State], frozenset[State]]] = {
    #                      of ours  of theirs
    Role.APPLICANT:        (EVERY,  NONE),
    Role.APPROVER:         (EVERY,  NONE),
    Role.OFFICER:          (SENT,   SENT),
    Role.CHAIR:            (SENT,   SENT),
    Role.AUDITOR:          (SENT,   SENT),
    Role.REVIEWER:         (NONE,   NONE),
    Role.PANEL_MEMBER:     (NONE,   NONE),
    Role.STANDARDS_EDITOR: (NONE,   NONE),
    Role.ADMINISTRATOR:    (NONE,   NONE),
}
"""The states in which each role sees assessments, without a seat in any of them."""
# fmt: on


def test_for_everybody_the_lists_agree_with_the_rule():
    stage = world()

    for name, actor in everybody(stage).items():
        every = scopes._with_standing(Assessment.objects.all(), actor)
        allowed = {case for case in every if rules.may_view(actor, case)}
        assert set(scopes.viewable_by(actor)) == allowed, name
        assert set(scopes.listed_for(actor)) == allowed, name


@pytest.mark.parametrize("role", SEEN)
def test_each_role_sees_the_states_it_should(role):
    stage = world()
    actor = make.actor(role, of=stage.ours)

    seen = set(scopes.listed_for(actor))

    ours, theirs = (
        frozenset(state for state in State if stage.of(agency, state) in seen) for agency in stage.agencies
    )
    assert (ours, theirs) == SEEN[role]


def test_what_was_withdrawn_before_it_was_sent_stays_the_agencys_own():
    stage = world()
    unsent = {case for case in stage.cases if not case.submitted_at}

    seen = unsent & set(scopes.listed_for(make.actor(Role.OFFICER)))
    seen_by_us = unsent & set(scopes.listed_for(make.actor(Role.APPLICANT, of=stage.ours)))

    assert seen == set()
    assert seen_by_us == {case for case in unsent if case.agency == stage.ours}


def test_reviewers_and_panel_members_see_where_they_sit_and_nothing_else():
    stage = world()
    reviewer, member = seat_reviewer(stage.cases[3:5]), seat_on_panel(stage.cases[5:7])

    seen = {person: set(scopes.listed_for(actor_for(person))) for person in (reviewer, member)}

    assert seen == {reviewer: set(stage.cases[3:5]), member: set(stage.cases[5:7])}


def test_a_seat_that_ended_shows_nothing_any_more():
    stage = world()
    case = stage.of(stage.ours, State.IN_REVIEW)
    reviewer = seat_reviewer([case])
    reviewer.assignments.update(ended_at=case.opened_at)

    assert not scopes.listed_for(actor_for(reviewer)).exists()


def test_people_of_the_agency_hold_no_commission_role_in_its_cases():
    stage = world()
    actor = everybody(stage)["officer of our agency"]

    held = {agency: actor.roles_towards(agency.pk) for agency in (stage.ours, stage.theirs)}

    assert held == {stage.ours: {Role.APPLICANT}, stage.theirs: {Role.OFFICER}}


def test_the_public_sees_no_assessment():
    stage = world()

    assert not scopes.listed_for(everybody(stage)["the public"]).exists()
