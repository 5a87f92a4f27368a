"""Questions to the agency in the browser: numbered, in at most two rounds."""

from __future__ import annotations

import pytest

from assessments.enums import Role, State
from assessments.models import Assessment, Clarification
from assessments.services import review
from tests import journey, make
from tests.web.desk import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_questions_go_out_numbered_with_rows_added_without_javascript() -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "ask/?standard=LEG-2")
    page.send(
        page.form(field="questions-0-text"),
        {"questions-0-text": "Which gates?"},
        button=("add-row", "questions"),
    )
    page.send(page.form(field="questions-0-text"), {"questions-1-text": "Since when?"})

    assert list(Clarification.objects.values_list("number", "question", "standard_id")) == [
        (1, "Which gates?", "LEG-2"),
        (2, "Since when?", ""),
    ]
    assert Assessment.objects.get(pk=assessment.pk).state == State.CLARIFICATION


def test_asking_without_a_question_or_twice_sends_nothing_more() -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "ask/")
    address = page.address
    page.post(address, {"questions-0-text": " "})
    assert page.sees("Write the question.") or page.sees("Write at least one question.")
    assert not Clarification.objects.exists()

    for _ in range(2):
        page.post(address, {"questions-0-text": "Which gates?"})

    assert Clarification.objects.count() == 1
    assert page.sees("The agency has been asked")


def test_earlier_rounds_are_shown_and_a_third_is_not_offered() -> None:
    assessment, bench = journey.in_review()
    applicant = make.actor(Role.APPLICANT, of=assessment.agency)
    for number, text in ((1, "Which gates?"), (2, "Who deletes?")):
        review.ask(actor=bench.legal, assessment=assessment, questions=[(text, "")])
        review.answer(actor=applicant, assessment=assessment, answers={number: "All of them."})

    page = visit(bench.legal, assessment, "ask/")

    assert page.sees("Which gates?")
    assert page.sees("All of them.")
    assert page.sees("Both rounds of clarification are used.")
    page.post(page.address, {"questions-0-text": "One more?"})
    assert Clarification.objects.count() == 2
