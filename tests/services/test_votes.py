"""Votes on the draft decision: who casts them, what they carry, and what follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assessments import catalogue
from assessments.enums import Basis, Event, Outcome, Role, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import Assessment, DraftDecision, LedgerEntry, Statement, Vote
from assessments.policy import actor_for
from assessments.queries.deadlines import today
from assessments.queries.panels import current_panel, voting
from assessments.services import deliberation, panel, review
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def save(assessment: Assessment, bench: journey.Bench, **changes: Any) -> DraftDecision:
    draft = current_panel(assessment).draft
    return deliberation.save_draft(
        actor=bench.members[0], assessment=assessment, version=draft.version, **changes
    )


def ready(example: str = "EX-1") -> tuple[Assessment, journey.Bench]:
    """With the worked example's draft decision."""
    assessment, bench = journey.before_panel(example=example)
    journey.draft(assessment, bench, example=example)
    return assessment, bench


def test_changing_the_draft_after_a_vote_opens_the_next_round() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)

    save(assessment, bench, validity_months=12)

    assert current_panel(assessment).round == 2
    assert voting(current_panel(assessment)).votes == ()
    assert LedgerEntry.objects.filter(event=Event.ROUND_OPENED).count() == 1


def test_a_vote_binds_to_the_draft_that_was_read() -> None:
    assessment, bench = ready()
    seen = deliberation.draft_digest(current_panel(assessment).draft)
    save(assessment, bench, validity_months=12)

    with pytest.raises(WrongState, match="draft changed"):
        deliberation.cast_vote(actor=bench.members[1], assessment=assessment, outcome=C, seen=seen)

    assert not Vote.objects.exists()


def test_nobody_votes_twice_in_a_round() -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    with pytest.raises(WrongState, match="voted in this round"):
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=R)

    assert Vote.objects.get().outcome == C


def test_who_has_not_declared_does_not_vote() -> None:
    assessment, bench = ready()
    newcomer = make.member(Role.PANEL_MEMBER)
    chair, member, _third = (make.person_of(one) for one in bench.members)
    panel.name_members(
        actor=bench.officer, assessment=assessment, members=[chair, member, newcomer], chair=chair
    )

    with pytest.raises(NotPermitted, match="Declare first"):
        deliberation.cast_vote(actor=actor_for(newcomer), assessment=assessment, outcome=C)

    assert not Vote.objects.exists()


def test_votes_of_members_who_left_do_not_count() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    chair, member, _third = (make.person_of(one) for one in bench.members)

    panel.name_members(
        actor=bench.officer,
        assessment=assessment,
        members=[chair, member, make.member(Role.PANEL_MEMBER)],
        chair=chair,
    )

    assert len(voting(current_panel(assessment)).votes) == 2
    with pytest.raises(Incomplete, match="no majority"):
        deliberation.send_draft(actor=bench.members[0], assessment=assessment)


def test_the_draft_goes_to_the_agency_only_with_a_majority() -> None:
    assessment, bench = ready()
    for member in bench.members[:2]:
        deliberation.cast_vote(actor=member, assessment=assessment, outcome=C)
    with pytest.raises(Incomplete, match="no majority"):
        deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    assert Assessment.objects.get(pk=assessment.pk).state == State.PANEL

    deliberation.cast_vote(actor=bench.members[2], assessment=assessment, outcome=C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)

    assessment.refresh_from_db()
    assert assessment.state == State.DRAFT_DECISION
    assert assessment.due_on == today() + timedelta(days=10)


def test_a_majority_for_another_outcome_sends_nothing() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, R)

    with pytest.raises(Incomplete, match="another outcome"):
        deliberation.send_draft(actor=bench.members[0], assessment=assessment)


def test_only_the_chair_of_the_panel_sends_the_draft() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)

    for actor in (bench.members[1], make.actor(Role.CHAIR)):
        with pytest.raises(NotPermitted):
            deliberation.send_draft(actor=actor, assessment=assessment)

    assert Assessment.objects.get(pk=assessment.pk).state == State.PANEL


def test_an_unconditional_approval_is_not_sent_for_statement() -> None:
    assessment, bench = ready("EX-2")
    journey.vote(assessment, bench, A)

    with pytest.raises(WrongState, match="adopt it"):
        deliberation.send_draft(actor=bench.members[0], assessment=assessment)


def test_without_a_majority_the_panel_deliberates_once_more_and_then_rejects() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C, C, R)
    with pytest.raises(Incomplete):
        deliberation.carried(current_panel(assessment))

    deliberation.deliberate_again(actor=bench.members[0], assessment=assessment)
    journey.vote(assessment, bench, C, R, R)

    assert deliberation.carried(current_panel(assessment)) == (R, Basis.DEADLOCK)
    with pytest.raises(WrongState, match="only once"):
        deliberation.deliberate_again(actor=bench.members[0], assessment=assessment)
    with pytest.raises(WrongState, match="no longer change"):
        save(assessment, bench, validity_months=12)
    assert current_panel(assessment).round == 2


def test_a_round_that_was_never_completed_is_no_deadlock() -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)
    save(assessment, bench, validity_months=12)

    journey.vote(assessment, bench, C, C, R)

    assert current_panel(assessment).round == 2
    assert not voting(current_panel(assessment)).is_deadlocked


def test_a_second_round_needs_a_complete_vote_without_majority() -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    with pytest.raises(WrongState):
        deliberation.deliberate_again(actor=bench.members[0], assessment=assessment)

    assert current_panel(assessment).round == 1


def test_five_members_need_three_of_a_kind() -> None:
    assessment, bench = journey.before_panel(example="EX-3")
    journey.draft(assessment, bench, example="EX-3")

    journey.vote(assessment, bench, R, R, C, C, A)
    assert voting(current_panel(assessment)).outcome is None
    deliberation.deliberate_again(actor=bench.members[0], assessment=assessment)
    journey.vote(assessment, bench, R, R, R, C, A)

    assert deliberation.carried(current_panel(assessment)) == (R, Basis.FINDINGS)


def sent() -> tuple[Assessment, journey.Bench]:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    return assessment, bench


def test_reopening_needs_a_statement_and_reasons_and_starts_a_new_round() -> None:
    assessment, bench = sent()
    chair = bench.members[0]
    with pytest.raises(WrongState, match="no statement"):
        deliberation.reopen(actor=chair, assessment=assessment, reasons="It changes the view.")
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="Gate 3 has been closed.")
    with pytest.raises(Incomplete):
        deliberation.reopen(actor=chair, assessment=assessment, reasons=" ")
    assert Assessment.objects.get(pk=assessment.pk).state == State.DRAFT_DECISION

    deliberation.reopen(actor=chair, assessment=assessment, reasons="It changes the view.")

    assert Assessment.objects.get(pk=assessment.pk).state == State.PANEL
    assert current_panel(assessment).round == 2


def test_a_draft_that_was_sent_does_not_change() -> None:
    assessment, bench = sent()

    with pytest.raises(NotPermitted):
        save(assessment, bench, validity_months=12)

    assert current_panel(assessment).draft.validity_months == 24


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_statement_is_refused(text: str) -> None:
    assessment, _bench = sent()

    with pytest.raises(Incomplete):
        deliberation.make_statement(
            actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment, text=text
        )

    assert not Statement.objects.exists()


def test_the_panel_can_use_only_the_rounds_of_questions_that_are_left() -> None:
    assessment, bench = journey.before_panel()
    applicant = make.actor(Role.APPLICANT, of=assessment.agency)
    for number in (1, 2):
        review.ask(actor=bench.members[1], assessment=assessment, questions=[("Which?", "")])
        review.answer(actor=applicant, assessment=assessment, answers={number: "This."})

    with pytest.raises(WrongState):
        review.ask(actor=bench.members[1], assessment=assessment, questions=[("Which?", "")])

    assert Assessment.objects.get(pk=assessment.pk).state == State.PANEL


def test_the_edition_is_the_one_the_assessment_was_sent_under() -> None:
    assessment, _bench = journey.before_panel()

    assert set(current_panel(assessment).draft.findings) == set(
        catalogue.edition(assessment.edition_id).standards_by_id
    )
