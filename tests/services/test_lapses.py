"""What time itself brings about."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from assessments.enums import Event, Outcome, State
from assessments.models import Assessment, Decision
from assessments.services import lapses, review
from tests import journey
from tests.guards.ground import guards_off, write

pytestmark = pytest.mark.django_db

TODAY = date(2028, 5, 10)


@pytest.fixture(autouse=True)
def _noon_in_seoul():
    with time_machine.travel("2028-05-10T03:00:00Z", tick=False):
        yield


def approved(*, until: date, state: State = State.APPROVED) -> Assessment:
    decision = write(Outcome.APPROVED, number=f"N{until}")
    assessment = decision.revision.assessment
    with guards_off():
        Decision.objects.filter(pk=decision.pk).update(valid_until=until)
        Assessment.objects.filter(pk=assessment.pk).update(state=state, submitted_at="2026-01-01T00:00:00Z")
    return assessment


def state_of(assessment: Assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).state


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (date(2028, 5, 9), State.EXPIRED),
        (date(2028, 5, 10), State.APPROVED),
        (date(2028, 5, 11), State.APPROVED),
    ],
)
def test_an_approval_holds_through_its_last_day_in_seoul(until, state):
    assessment = approved(until=until)

    lapses.let_lapse()

    assert state_of(assessment) == state


@pytest.mark.parametrize("state", [State.SUSPENDED, State.REVOKED, State.RECONSIDERATION, State.SUPERSEDED])
def test_only_what_is_in_force_expires(state):
    assessment = approved(until=date(2027, 1, 1), state=state)

    assert lapses.let_lapse() == 0
    assert state_of(assessment) == state


def test_expiry_is_the_portals_own_act_and_happens_once():
    assessment = approved(until=date(2028, 5, 9))

    counts = [lapses.let_lapse(), lapses.let_lapse()]

    entry = assessment.ledger.latest("sequence")
    assert counts == [1, 0]
    assert (entry.event, entry.actor) == (Event.EXPIRED, None)


def test_a_clarification_that_was_never_answered_goes_back_when_its_day_has_passed(jobs):
    with time_machine.travel("2028-04-03T03:00:00Z", tick=False):
        assessment, bench = journey.in_review()
        review.ask(actor=bench.legal, assessment=assessment, questions=[("왜?", "LEG-1")])
    due = Assessment.objects.get(pk=assessment.pk).due_on
    assert due
    assert due < TODAY

    count = lapses.let_lapse()

    entry = assessment.ledger.latest("sequence")
    assert (count, state_of(assessment)) == (1, State.IN_REVIEW)
    assert (entry.event, entry.actor, entry.data["answers"]) == (Event.CLARIFICATION_ANSWERED, None, {})


def test_a_clarification_within_its_time_stays_open(jobs):
    assessment, bench = journey.in_review()
    review.ask(actor=bench.legal, assessment=assessment, questions=[("왜?", "LEG-1")])

    assert lapses.let_lapse() == 0
    assert state_of(assessment) == State.CLARIFICATION


def test_what_somebody_moved_in_the_meantime_is_left_alone(monkeypatch):
    moved, late = approved(until=date(2028, 5, 8)), approved(until=date(2028, 5, 9))
    outlived = list(lapses._outlived())
    with guards_off():
        Assessment.objects.filter(pk=moved.pk).update(state=State.SUSPENDED)
    monkeypatch.setattr(lapses, "_outlived", lambda: outlived)

    assert lapses.let_lapse() == 1
    assert (state_of(moved), state_of(late)) == (State.SUSPENDED, State.EXPIRED)
