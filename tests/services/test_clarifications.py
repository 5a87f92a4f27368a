"""Questions to the agency: numbered, in two rounds, with the clock standing still."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assessments.enums import Outcome, Role, State
from assessments.errors import Incomplete, WrongState
from assessments.models import Assessment, Clarification, Panel
from assessments.queries.panels import current_panel
from assessments.services import lapses, review
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_questions_are_numbered_through_and_end_after_two_rounds() -> None:
    assessment, bench = journey.in_review()
    applicant = make.actor(Role.APPLICANT, of=assessment.agency)
    for questions in ([("Which gates?", ""), ("Since when?", "LEG-2")], [("Who deletes?", "DAT-2")]):
        review.ask(actor=bench.legal, assessment=assessment, questions=questions)
        numbers = [item.number for item in assessment.clarifications.filter(answered_at=None)]
        review.answer(actor=applicant, assessment=assessment, answers=dict.fromkeys(numbers, "Here."))

    assert list(Clarification.objects.values_list("round", "number")) == [(1, 1), (1, 2), (2, 3)]
    with pytest.raises(WrongState, match="Both rounds"):
        review.ask(actor=bench.legal, assessment=assessment, questions=[("One more?", "")])
    assert Assessment.objects.get(pk=assessment.pk).state == State.IN_REVIEW


@pytest.mark.parametrize("questions", [[], [("Which gates?", ""), (" ", "")]])
def test_blank_questions_are_not_sent(questions: list[tuple[str, str]]) -> None:
    assessment, bench = journey.in_review()

    with pytest.raises(Incomplete):
        review.ask(actor=bench.legal, assessment=assessment, questions=questions)

    assert not Clarification.objects.exists()


def test_the_clock_stands_still_while_the_agency_answers() -> None:
    assessment, bench = journey.in_review()
    before = Assessment.objects.get(pk=assessment.pk).review_due_on
    assert before
    review.ask(actor=bench.legal, assessment=assessment, questions=[("Which gates?", "")])

    with time_machine.travel(timezone.now() + timedelta(days=6)):
        applicant = make.actor(Role.APPLICANT, of=assessment.agency)
        review.answer(actor=applicant, assessment=assessment, answers={1: "All four."})

    assessment.refresh_from_db()
    assert assessment.due_on == assessment.review_due_on == before + timedelta(days=6)


def test_silence_ends_the_clarification_and_the_next_round_asks_only_its_own_questions() -> None:
    assessment, bench = journey.in_review()
    review.ask(actor=bench.legal, assessment=assessment, questions=[("Which gates?", "")])
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert lapses.let_lapse() == 1
        review.ask(actor=bench.legal, assessment=assessment, questions=[("Who deletes?", "")])
        applicant = make.actor(Role.APPLICANT, of=assessment.agency)
        review.answer(actor=applicant, assessment=assessment, answers={2: "The unit."})

    assert list(Clarification.objects.values_list("answer", flat=True)) == ["", "The unit."]


def test_what_the_panel_asked_goes_back_to_the_panel() -> None:
    assessment, bench = journey.before_panel()
    panel = current_panel(assessment)
    review.ask(actor=bench.members[0], assessment=assessment, questions=[("Which gates?", "")])
    applicant = make.actor(Role.APPLICANT, of=assessment.agency)

    review.answer(actor=applicant, assessment=assessment, answers={1: "All four."})

    assessment.refresh_from_db()
    assert assessment.state == State.PANEL
    assert list(Panel.objects.all()) == [panel]


def test_votes_cast_before_the_answers_do_not_count() -> None:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, Outcome.CONDITIONAL)
    review.ask(actor=bench.members[0], assessment=assessment, questions=[("Which gates?", "")])
    applicant = make.actor(Role.APPLICANT, of=assessment.agency)

    review.answer(actor=applicant, assessment=assessment, answers={1: "All four."})

    assert current_panel(assessment).round == 2
