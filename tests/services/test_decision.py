"""Adopting: the worked examples are decided as they should be, and nothing else becomes a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from assessments import catalogue
from assessments.enums import Basis, Event, Outcome, Result, Role, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import Assessment, Decision, LedgerEntry, NumberCounter
from assessments.queries import deadlines
from assessments.queries.panels import current_panel
from assessments.services import decision, deliberation
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def committed() -> None:
    """What the database checks when the transaction commits, checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def sent(example: str = "EX-1") -> tuple[Assessment, journey.Bench]:
    assessment, bench = journey.before_panel(example=example)
    journey.draft(assessment, bench, example=example)
    journey.vote(assessment, bench, catalogue.examples.example(example).decision.outcome)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    return assessment, bench


def test_the_government_complex_gate_is_approved_with_nine_conditions() -> None:
    made, _bench = journey.decided(example="EX-1")
    committed()

    assert (made.outcome, made.validity_months) == (C, 24)
    assert made.valid_until == deadlines.months_after(deadlines.today(), 24)
    assert [condition.number for condition in made.conditions.all()] == list(range(1, 10))
    assert Assessment.objects.get().state == State.CONDITIONAL


def test_the_public_square_is_rejected_under_the_first_prohibition() -> None:
    made, _bench = journey.decided(example="EX-3")
    committed()

    assert (made.outcome, made.validity_months, made.valid_until) == (R, None, None)
    assert made.findings.get(standard_id="PRO-1").result == Result.NOT_MET
    assert not made.conditions.exists()


def test_the_driver_licence_is_approved_directly() -> None:
    made, _bench = journey.decided(example="EX-2")
    committed()

    assert (made.outcome, made.validity_months) == (A, 36)
    assert len(made.advice) == 3
    assert LedgerEntry.objects.filter(event=Event.DRAFT_SENT).count() == 0


def test_findings_stand_in_the_order_of_the_catalogue() -> None:
    made, _bench = journey.decided(example="EX-2")

    order = list(made.findings.order_by("pk").values_list("standard_id", flat=True))

    assert order == [standard.id for standard in catalogue.edition("2026.11-1").standards]


def test_the_agency_has_its_time_for_a_statement() -> None:
    assessment, bench = sent()
    with pytest.raises(WrongState, match="has until"):
        decision.adopt(actor=bench.members[0], assessment=assessment)
    assert not Decision.objects.exists()
    assert not NumberCounter.objects.exists()

    with time_machine.travel(timezone.now() + timedelta(days=11)):
        decision.adopt(actor=bench.members[0], assessment=assessment)

    assert Decision.objects.get().outcome == C


def test_a_statement_on_an_earlier_draft_does_not_shorten_the_period() -> None:
    assessment, bench = sent()
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We object.")
    deliberation.reopen(actor=bench.members[0], assessment=assessment, reasons="Gate 3 was closed.")
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)

    with pytest.raises(WrongState, match="has until"):
        decision.adopt(actor=bench.members[0], assessment=assessment)

    assert not Decision.objects.exists()


def test_only_an_unconditional_approval_is_adopted_without_asking_the_agency() -> None:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, C)

    with pytest.raises(WrongState, match="First the agency"):
        decision.adopt(actor=bench.members[0], assessment=assessment)

    assert not Decision.objects.exists()
    assert Assessment.objects.get().state == State.PANEL


def test_nothing_is_adopted_without_a_vote() -> None:
    assessment, bench = journey.before_panel(example="EX-2")
    journey.draft(assessment, bench, example="EX-2")

    with pytest.raises(Incomplete, match="no majority"):
        decision.adopt(actor=bench.members[0], assessment=assessment)

    assert not Decision.objects.exists()


def test_only_the_chair_of_the_panel_adopts() -> None:
    assessment, bench = journey.before_panel(example="EX-2")
    journey.draft(assessment, bench, example="EX-2")
    journey.vote(assessment, bench, A)

    for actor in (bench.members[1], make.actor(Role.CHAIR), bench.officer):
        with pytest.raises(NotPermitted):
            decision.adopt(actor=actor, assessment=assessment)

    assert not Decision.objects.exists()


def test_adopting_twice_makes_one_decision() -> None:
    made, bench = journey.decided(example="EX-2")

    with pytest.raises(NotPermitted):
        decision.adopt(actor=bench.members[0], assessment=made.revision.assessment)

    assert Decision.objects.count() == 1
    assert NumberCounter.objects.get().last == 1


def test_numbers_follow_one_another_within_a_year() -> None:
    first, _ = journey.decided(example="EX-2")
    second, _ = journey.decided(example="EX-2")

    year = deadlines.today().year
    assert [first.number, second.number] == [f"NHRC-FR-{year}-0001", f"NHRC-FR-{year}-0002"]


def test_two_rounds_without_a_majority_end_in_a_recorded_rejection() -> None:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, C, C, R)
    deliberation.deliberate_again(actor=bench.members[0], assessment=assessment)
    journey.vote(assessment, bench, C, C, R)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)

    with time_machine.travel(timezone.now() + timedelta(days=11)):
        made = decision.adopt(actor=bench.members[0], assessment=assessment)
    committed()

    assert (made.outcome, made.basis, made.validity_months) == (R, Basis.DEADLOCK, None)
    assert "no outcome had the three votes" in made.reasons_en
    assert made.scope_ko == ""
    assert not made.conditions.exists()
    assert Assessment.objects.get().state == State.REJECTED
    assert current_panel(assessment).draft.outcome == C
