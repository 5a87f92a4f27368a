"""The record tells the course of the case: who was through when, the rounds of voting, what came again."""

from __future__ import annotations

import pytest

from assessments.catalogue import Text
from assessments.enums import Event, Outcome, Role, Seat
from assessments.models import Decision
from assessments.queries.record_content import content_of
from assessments.services import completeness, decision, deliberation, ledger, review, submission
from tests import journey, make

pytestmark = pytest.mark.django_db
C, R = Outcome.CONDITIONAL, Outcome.REJECTED


def told(made: Decision) -> list[str]:
    """Event and detail, in English."""
    words = []
    for one in content_of(made, number=f"{made.number}-v1").history:
        assert isinstance(one.event, Text)
        assert isinstance(one.detail, Text | None)
        words.append(f"{one.event.en} – {one.detail.en}" if one.detail else one.event.en)
    return words


def test_a_record_tells_findings_rounds_of_voting_statement_and_service() -> None:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, C, C, R)
    chair = bench.members[0]
    deliberation.deliberate_again(actor=chair, assessment=assessment)
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=chair, assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We object.", wants_hearing=True)
    journey.answer(assessment, bench)
    made = decision.adopt(actor=chair, assessment=assessment)

    assert told(made) == [
        "Assessment opened",
        "Answers sent to the commission – Revision 1",
        "Accepted for review",
        "Reviewer's findings locked – Legal reviewer",
        "Reviewer's findings locked – Technical reviewer",
        "Panel convened",
        "The panel voted – Round 1, votes: 3",
        "New round of voting opened – Round 2",
        "The panel voted – Round 2, votes: 3",
        "Draft decision sent to the agency",
        "Agency's statement received – An oral hearing was asked for.",
        f"Decision adopted and announced – {made.number}",
    ]


def test_a_supplement_is_told_from_the_first_submission_and_questions_are_counted() -> None:
    assessment, officer = make.submitted(example="EX-2"), make.actor(Role.OFFICER)
    completeness.request_supplement(
        actor=officer, assessment=assessment, defects=[{"question": "", "text": "A plan is missing."}]
    )
    submission.send(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)
    seats = [make.reviewer(assessment, seat) for seat in Seat]
    completeness.accept(actor=officer, assessment=assessment)
    review.ask(actor=seats[0], assessment=assessment, questions=[("Which?", ""), ("Where?", "")])
    applicant = make.actor(Role.APPLICANT, of=assessment.agency)
    review.answer(actor=applicant, assessment=assessment, answers={1: "This.", 2: "Here."})
    bench = journey.Bench(officer, seats[0], seats[1])
    for judge in seats:
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
    journey.name_panel(assessment, bench)
    journey.draft(assessment, bench, example="EX-2")
    journey.vote(assessment, bench, Outcome.APPROVED)

    made = decision.adopt(actor=bench.members[0], assessment=assessment)

    assert told(made)[1:7] == [
        "Answers sent to the commission – Revision 1",
        "Supplement requested – Defects: 1",
        "Supplement received – Revision 2",
        "Accepted for review",
        "Clarification requested – Round 1, questions: 2",
        "Clarification answered",
    ]


def test_what_happens_after_the_decision_is_not_of_its_record() -> None:
    made, bench = journey.decided(example="EX-2")
    before = told(made)
    assert bench.chair
    ledger.append(
        Event.STATEMENT_MADE,
        actor=bench.chair,
        assessment=made.revision.assessment,
        data={"hearing": False},
    )

    assert told(made) == before
