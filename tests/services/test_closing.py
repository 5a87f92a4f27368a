"""Withdrawal before the decision, and what may follow a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.enums import Event, Outcome, Role, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import Assessment
from assessments.policy import Actor
from assessments.services import closing, transitions
from assessments.workflow import BEFORE_DECISION
from tests import make
from tests.guards.ground import claim, guards_off, in_state

pytestmark = pytest.mark.django_db


def standing_at(state: State) -> Assessment:
    """Sent, and put into a state."""
    assessment = in_state(state)
    with guards_off():
        Assessment.objects.filter(pk=assessment.pk).update(submitted_at=timezone.now() - timedelta(days=90))
    assessment.refresh_from_db()
    return assessment


def approver(assessment: Assessment) -> Actor:
    return make.actor(Role.APPROVER, of=assessment.agency)


def told(assessment: Assessment) -> list[tuple[str, str]]:
    """State and last event, as they stand in the database."""
    entries = assessment.ledger.order_by("sequence")
    return [(Assessment.objects.get(pk=assessment.pk).state, entry.event) for entry in entries][-1:]


@pytest.mark.parametrize("state", sorted({State.DRAFT, *BEFORE_DECISION}))
def test_an_approver_withdraws_at_any_time_before_the_decision(state):
    assessment = standing_at(state)

    closing.withdraw(actor=approver(assessment), assessment=assessment, reasons="계획 변경")

    assert told(assessment) == [(State.WITHDRAWN, Event.WITHDRAWN)]
    assert assessment.ledger.latest("sequence").data["reasons"] == "계획 변경"


def test_nobody_else_withdraws_and_nothing_is_written():
    assessment = standing_at(State.IN_REVIEW)
    before = told(assessment)

    for actor in (make.actor(Role.APPLICANT, of=assessment.agency), make.actor(Role.OFFICER)):
        with pytest.raises(NotPermitted):
            closing.withdraw(actor=actor, assessment=assessment)

    assert told(assessment) == before


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.RETURNED, State.WITHDRAWN])
def test_what_was_decided_or_ended_is_not_withdrawn(state):
    assessment = standing_at(state)

    with pytest.raises(WrongState):
        closing.withdraw(actor=approver(assessment), assessment=assessment)

    assert told(assessment) == [(state, Event.OPENED)]


@pytest.mark.parametrize("state", [State.APPROVED, State.CONDITIONAL])
def test_a_suspension_is_lifted_back_to_what_was_suspended(state):
    assessment, chair = standing_at(state), make.actor(Role.CHAIR)
    closing.move_with_reasons("suspend", actor=chair, assessment=assessment, reasons="조건 위반")
    right, wrong = "restore_approval", "restore_conditional"
    if state == State.CONDITIONAL:
        right, wrong = wrong, right

    with pytest.raises(WrongState):
        closing.move_with_reasons(wrong, actor=chair, assessment=assessment, reasons="치유")
    closing.move_with_reasons(right, actor=chair, assessment=assessment, reasons="치유")

    assert told(assessment) == [(state, Event.RESTORED)]


def test_a_suspended_approval_can_be_revoked_for_good():
    assessment, chair = standing_at(State.APPROVED), make.actor(Role.CHAIR)
    closing.move_with_reasons("suspend", actor=chair, assessment=assessment, reasons="조건 위반")

    closing.move_with_reasons("revoke", actor=chair, assessment=assessment, reasons="치유하지 않음")

    assert told(assessment) == [(State.REVOKED, Event.REVOKED)]


@pytest.mark.parametrize("name", ["suspend", "revoke"])
@pytest.mark.parametrize("reasons", ["", "  \n "])
def test_without_reasons_nothing_happens(name, reasons):
    assessment, chair = standing_at(State.APPROVED), make.actor(Role.CHAIR)
    if name == "revoke":
        closing.move_with_reasons("suspend", actor=chair, assessment=assessment, reasons="조건 위반")
    before = told(assessment)

    with pytest.raises(Incomplete):
        closing.move_with_reasons(name, actor=chair, assessment=assessment, reasons=reasons)

    assert told(assessment) == before


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.SYSTEM, Role.CHAIR, Role.REVIEWER, Role.PANEL_MEMBER})
)
def test_only_the_chair_takes_measures(role):
    assessment = standing_at(State.APPROVED)
    actor = make.actor(role, of=assessment.agency)

    with pytest.raises((NotPermitted, Assessment.DoesNotExist)):
        closing.move_with_reasons("suspend", actor=actor, assessment=assessment, reasons="조건 위반")

    assert told(assessment) == [(State.APPROVED, Event.OPENED)]


def test_a_measure_taken_twice_has_one_effect():
    assessment, chair = standing_at(State.APPROVED), make.actor(Role.CHAIR)
    closing.move_with_reasons("suspend", actor=chair, assessment=assessment, reasons="조건 위반")
    length = assessment.ledger.count()

    with pytest.raises(WrongState):
        closing.move_with_reasons("suspend", actor=chair, assessment=assessment, reasons="조건 위반")

    assert assessment.ledger.count() == length


@pytest.mark.parametrize("state", [State.APPROVED, State.CONDITIONAL, State.REJECTED, State.REVOKED])
def test_an_approver_asks_for_reconsideration_with_reasons(state):
    assessment = standing_at(state)

    closing.move_with_reasons(
        "ask_reconsideration", actor=approver(assessment), assessment=assessment, reasons="사실 오인"
    )

    assert told(assessment) == [(State.RECONSIDERATION, Event.RECONSIDERATION_ASKED)]


@pytest.mark.parametrize("name", ["approve", "adopt_approval", "expire", "withdraw"])
def test_no_other_move_goes_this_way(name):
    assessment = standing_at(State.PANEL)
    claim(assessment, outcome=Outcome.APPROVED)

    with pytest.raises(ValueError, match="is not a move that follows a decision"):
        closing.move_with_reasons(name, actor=make.actor(Role.CHAIR), assessment=assessment, reasons="x")

    assert told(assessment) == [(State.PANEL, Event.OPENED)]


def test_whoever_may_not_see_an_assessment_cannot_move_it():
    assessment = standing_at(State.APPROVED)

    with pytest.raises(Assessment.DoesNotExist):
        transitions.perform("suspend", actor=make.actor(Role.APPROVER), assessment=assessment)
