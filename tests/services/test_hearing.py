"""What the agency says about the draft is answered before the decision, and the record prints the answer."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Outcome, Role, State
from assessments.errors import Incomplete, NotPermitted
from assessments.models import Assessment, Decision, Statement, StatementAnswer
from assessments.queries.record_content import content_of
from assessments.services import decision, deliberation, hearing
from tests import journey, make
from tests.guards.ground import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def stated(**said: bool) -> tuple[Assessment, journey.Bench, Statement]:
    """The agency has commented on the draft, which nobody has answered."""
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, Outcome.CONDITIONAL)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    statement = deliberation.make_statement(
        actor=approver, assessment=assessment, text="Card lanes take until March.", **said
    )
    return assessment, bench, statement


def test_nothing_is_adopted_before_the_statement_is_answered() -> None:
    assessment, bench, statement = stated()

    with pytest.raises(Incomplete, match="Answer the agency's statement first"):
        decision.adopt(actor=bench.members[0], assessment=assessment)
    assert not Decision.objects.exists()
    assert Assessment.objects.get().state == State.DRAFT_DECISION
    hearing.answer(
        actor=bench.members[0], assessment=assessment, statement=statement, text_ko="받아들이지 아니한다."
    )

    assert decision.adopt(actor=bench.members[0], assessment=assessment).outcome == Outcome.CONDITIONAL


def test_the_record_prints_the_answer_and_whether_a_hearing_was_asked_for() -> None:
    assessment, bench, statement = stated(wants_hearing=True)
    for ko in ("처음 쓴 답", "받아들이지 아니한다."):
        hearing.answer(
            actor=bench.members[0],
            assessment=assessment,
            statement=statement,
            text_ko=ko,
            text_en="Not accepted: Card lanes take until March.",
        )
    made = decision.adopt(actor=bench.members[0], assessment=assessment)

    content = content_of(made, number=f"{made.number}-v1")
    submission, public = content.submissions[-1], records.redacted(content).submissions[-1]

    answer = Text("받아들이지 아니한다.", "Not accepted: Card lanes take until March.")
    assert (submission.answer, submission.wants_hearing) == (answer, True)
    assert isinstance(public.answer, Text)
    assert public.answer.ko == "받아들이지 아니한다."
    assert public.answer.en.startswith("Not accepted: [withheld W")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_answer_is_refused(text: str) -> None:
    assessment, bench, statement = stated()

    with pytest.raises(Incomplete, match="in Korean"):
        hearing.answer(actor=bench.members[0], assessment=assessment, statement=statement, text_ko=text)

    assert not StatementAnswer.objects.exists()


def test_only_the_chair_answers_and_only_statements_of_this_case() -> None:
    assessment, bench, statement = stated()
    _other, other_bench, foreign = stated()

    for actor in (bench.members[1], bench.officer, other_bench.members[0]):
        with pytest.raises(NotPermitted):
            hearing.answer(actor=actor, assessment=assessment, statement=statement, text_ko="답")
    with pytest.raises(Statement.DoesNotExist):
        hearing.answer(actor=bench.members[0], assessment=assessment, statement=foreign, text_ko="답")

    assert not StatementAnswer.objects.exists()


@pytest.mark.parametrize(
    "attempt",
    ["UPDATE assessments_statementanswer SET text_ko = 'x'", "DELETE FROM assessments_statementanswer"],
)
def test_after_the_adoption_an_answer_stays_as_it_is(attempt: str) -> None:
    journey.decided(example="EX-1")

    assert refusal(attempt) == "the decision was adopted; the answers to statements stay as they are"


def test_the_database_itself_adopts_nothing_without_an_answer() -> None:
    _assessment, bench, statement = stated()

    with pytest.raises(IntegrityError, match="a statement of the agency has no answer"), transaction.atomic():
        Decision.objects.create(
            revision=statement.panel.revision,
            number="N-1",
            outcome=Outcome.REJECTED,
            reasons_ko="이유",
            adopted_by_id=bench.members[0].person_id,
        )
