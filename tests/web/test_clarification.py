"""The agency answers a round of questions, and comments on the draft decision."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.enums import Event, Outcome, Role, State
from assessments.models import Assessment, Statement
from assessments.services import deliberation, review
from tests import journey, make
from tests.forms import nasty
from tests.web import answering

pytestmark = pytest.mark.django_db


def staff(assessment: Assessment) -> Client:
    return answering.signed_in(make.member(Role.APPLICANT, of=assessment.agency))


def asked() -> Assessment:
    assessment, bench = journey.in_review()
    questions = [("카드 통로는 몇 개입니까?", "LEG-2"), ("<b>언제</b> 시험합니까?", "")]
    review.ask(actor=bench.technical, assessment=assessment, questions=questions)
    return assessment


def drafted() -> Assessment:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, Outcome.CONDITIONAL)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    return assessment


def answer(client: Client, assessment: Assessment, **data: Any) -> Any:
    return client.post(answering.address(assessment, "clarification/"), data)


def test_the_round_is_shown_and_answered_as_a_whole() -> None:
    assessment = asked()
    client = staff(assessment)
    html = client.get(answering.address(assessment, "clarification/")).content.decode()
    assert "카드 통로는 몇 개입니까?" in html
    assert "&lt;b&gt;언제" in html

    response = answer(client, assessment, **{"answer-1": "네 개입니다.", "answer-2": "3월입니다."})

    assessment.refresh_from_db()
    assert response["Location"] == answering.address(assessment)
    assert assessment.state == State.IN_REVIEW
    answers = assessment.clarifications.order_by("number").values_list("answer", flat=True)
    assert list(answers) == ["네 개입니다.", "3월입니다."]


def test_a_blank_or_nasty_answer_is_said_at_its_field_and_the_rest_is_kept() -> None:
    assessment = asked()
    client = staff(assessment)

    for raw in ("", "  ", nasty.NUL, "x" * 10_001):
        html = answer(client, assessment, **{"answer-1": "네 개입니다.", "answer-2": raw}).content.decode()
        assert 'id="id_answer-2_error"' in html
        assert "네 개입니다." in html

    assessment.refresh_from_db()
    assert assessment.state == State.CLARIFICATION


def test_answering_twice_is_once() -> None:
    assessment = asked()
    client = staff(assessment)

    answers = [answer(client, assessment, **{"answer-1": "a", "answer-2": "b"}) for _ in range(2)]

    assert {response["Location"] for response in answers} == {answering.address(assessment)}
    assert assessment.ledger.filter(event=Event.CLARIFICATION_ANSWERED).count() == 1


def test_the_statement_page_shows_what_it_is_about() -> None:
    assessment = drafted()

    html = staff(assessment).get(answering.address(assessment, "statement/")).content.decode()

    assert html.count('class="condition"') == 9
    assert "LEG-2" in html
    assert "tag--half" in html


def test_a_statement_reaches_the_panel_and_twice_is_once() -> None:
    assessment = drafted()
    client = staff(assessment)
    where = answering.address(assessment, "statement/")

    answers = [client.post(where, {"text": "조건에 이의 없습니다.", "wants_hearing": "on"}) for _ in range(2)]

    assert {response["Location"] for response in answers} == {answering.address(assessment)}
    statement = Statement.objects.get()
    assert (statement.text, statement.wants_hearing) == ("조건에 이의 없습니다.", True)


def test_an_empty_statement_is_refused_at_its_field() -> None:
    assessment = drafted()

    html = staff(assessment).post(answering.address(assessment, "statement/"), {"text": " "}).content.decode()

    assert 'id="id_text_error"' in html
    assert not Statement.objects.exists()


@pytest.mark.parametrize("rest", ["clarification/", "statement/"])
def test_before_and_after_the_pages_lead_to_the_case(rest: str) -> None:
    sent = make.submitted()

    assert staff(sent).get(answering.address(sent, rest))["Location"] == answering.address(sent)


@pytest.mark.parametrize("rest", ["clarification/", "statement/"])
def test_the_commission_does_not_answer_for_the_agency(rest: str) -> None:
    assessment = asked() if rest == "clarification/" else drafted()

    officer = answering.signed_in(make.member(Role.OFFICER))

    assert officer.post(answering.address(assessment, rest), {"text": "x"}).status_code == 403
