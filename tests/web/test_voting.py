"""Voting and concluding in the browser: the worked examples are decided, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from assessments import catalogue
from assessments.enums import Outcome, Result, Role, State
from assessments.models import Assessment, Decision, Vote
from assessments.policy import Actor
from assessments.queries.panels import current_panel
from assessments.services import deliberation
from tests import journey, make
from tests.journeys.visitor import Visitor
from tests.web.desk import before_panel, ready, state_of, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def test_voting_is_closed_while_the_draft_contradicts_the_decision_rule() -> None:
    assessment, bench = ready()
    draft = current_panel(assessment).draft
    kept = [one for one in draft.conditions if "TRA-1" not in one["standards"]]
    deliberation.save_draft(
        actor=bench.members[0], assessment=assessment, version=draft.version, conditions=kept
    )

    page = visit(bench.members[0], assessment, "panel/vote/")
    assert page.sees("Decision rule 5: TRA-1 is not fully met and has no condition.")
    page.post(page.address, {"outcome": "conditional"})

    assert page.sees("The outcome contradicts the decision rule.")
    assert not Vote.objects.exists()


def test_others_votes_are_seen_only_after_voting() -> None:
    assessment, bench = ready()
    opinion = "A dissent to be read later"
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=R, opinion_en=opinion)
    pages = ("panel/", "panel/vote/", "ledger/")

    for rest in pages[:2]:
        page = visit(bench.members[1], assessment, rest)
        assert page.sees("1 of 3 have voted")
        assert not page.sees(opinion)
        assert 'tag--bad">Rejected' not in page.response.content.decode()
    form = visit(bench.members[1], assessment, "panel/vote/")
    form.send(form.form(field="opinion_ko"), {"outcome": "conditional"})

    assert form.sees(opinion)
    assert visit(bench.members[2], assessment, "panel/").sees(
        "You see the others' votes when you have voted."
    )


def test_a_dissent_needs_reasons() -> None:
    assessment, bench = ready()
    page = visit(bench.members[1], assessment, "panel/vote/")

    page.send(page.form(field="opinion_ko"), {"outcome": "rejected"})
    assert page.sees("You vote for another outcome than the draft's: give your reasons.")
    assert not Vote.objects.exists()
    page.send(page.form(field="opinion_ko"), {"opinion_ko": "법률 근거가 없다."})

    assert Vote.objects.get().opinion_ko == "법률 근거가 없다."


def test_a_vote_on_a_draft_that_changed_is_refused_and_the_opinion_kept() -> None:
    assessment, bench = ready()
    page = visit(bench.members[1], assessment, "panel/vote/")
    draft = current_panel(assessment).draft
    deliberation.save_draft(
        actor=bench.members[0], assessment=assessment, version=draft.version, validity_months=12
    )

    page.send(page.form(field="opinion_ko"), {"outcome": "conditional", "opinion_ko": "의견"})

    assert page.sees("The draft changed since you opened the page.")
    assert page.form(field="opinion_ko").fields["opinion_ko"].strip() == "의견"
    assert not Vote.objects.exists()


def vote_through_pages(assessment: Assessment, bench: journey.Bench, outcome: Outcome) -> None:
    for member in bench.members:
        page = visit(member, assessment, "panel/vote/")
        page.send(page.form(field="opinion_ko"), {"outcome": str(outcome)})


def fill_draft(page: Visitor, example: str) -> None:
    """Type the worked example's decision into the draft's form and save it."""
    given = catalogue.examples.example(example).decision
    base = page.form(field="reasons_ko").fields["base"]
    data: dict[str, Any] = {
        "base": base,
        "outcome": str(given.outcome),
        "validity_months": given.validity_months or "",
        "scope_ko": given.scope.ko,
        "scope_en": given.scope.en,
        "reasons_ko": given.reasons.ko,
        "reasons_en": given.reasons.en,
        "then": "save",
    }
    for number, condition in enumerate(given.conditions):
        data |= {
            f"conditions-{number}-{name}": value
            for name, value in journey.condition(condition).items()
            if value
        }
    for number, advice in enumerate(given.advice):
        words = {"standards": list(advice.standards), "text_ko": advice.text.ko, "text_en": advice.text.en}
        data |= {f"advice-{number}-{name}": value for name, value in words.items()}
    page.post(page.address, data)
    assert page.sees("The draft was saved.")


def find_through_pages(assessment: Assessment, by: Actor, example: str) -> None:
    """The panel's findings that differ from what both reviewers found."""
    for finding in catalogue.examples.example(example).decision.findings:
        page = visit(by, assessment, f"panel/findings/{finding.standard}/")
        values = {
            "result": str(finding.result),
            "reasons_ko": finding.reason.ko,
            "reasons_en": finding.reason.en,
        }
        page.send(page.form(field="reasons_ko"), values, button=("then", "list"))


def answer_through_pages(assessment: Assessment, chair: Actor) -> None:
    page = visit(chair, assessment, "panel/").follow("/answer/")
    assert page.sees("We take note.")
    page.send(page.form(field="text_ko"), {"text_en": "Noted."})
    assert page.sees("Write the answer in Korean.")
    page.send(page.form(field="text_ko"), {"text_ko": "확인하였다."})
    assert page.sees("확인하였다.")


def test_the_gate_is_decided_through_the_pages_with_nine_conditions() -> None:
    assessment, bench = before_panel("EX-1")
    chair = bench.members[0]
    find_through_pages(assessment, chair, "EX-1")
    fill_draft(visit(chair, assessment, "panel/decision/"), "EX-1")
    vote_through_pages(assessment, bench, C)
    page = visit(chair, assessment, "panel/")
    page.follow("/panel/send/")
    assert page.sees("3 of 3; three are needed")
    page.send(page.page.forms[-1])
    assert state_of(assessment) == State.DRAFT_DECISION
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We take note.")

    page = visit(chair, assessment, "panel/adopt/")
    assert page.sees("Answer the agency's statement first")
    page.post(page.address, {})
    assert not Decision.objects.exists()
    answer_through_pages(assessment, chair)
    page = visit(chair, assessment, "panel/adopt/")
    assert page.sees("The commission approves the proposed use under conditions.")
    assert page.sees("We take note.")
    assert page.sees("Noted.")
    assert len(page.page.find_class("condition")) == 9
    for _ in range(2):
        page.post(f"/assessments/{assessment.reference}/panel/adopt/", {})

    made = Decision.objects.get()
    assert (made.outcome, made.validity_months, made.conditions.count()) == (C, 24, 9)
    assert state_of(assessment) == State.CONDITIONAL


def test_the_public_square_is_rejected_through_the_pages_under_the_first_prohibition() -> None:
    assessment, bench = before_panel("EX-3")
    chair = bench.members[0]
    find_through_pages(assessment, chair, "EX-3")
    fill_draft(visit(chair, assessment, "panel/decision/"), "EX-3")
    page = visit(chair, assessment, "panel/decision/")
    page.send(page.form(field="reasons_ko"), {"outcome": "conditional"}, button=("then", "check"))
    assert page.sees("Decision rule 3: PRO-1 is not met and bars approval: reject.")
    assert page.sees("By the decision rule these findings call for: Rejected")
    vote_through_pages(assessment, bench, R)
    visit(chair, assessment, "panel/send/").send(visit(chair, assessment, "panel/send/").page.forms[-1])
    page = visit(chair, assessment, "panel/send/")

    with time_machine.travel(timezone.now() + timedelta(days=11)):
        page = visit(chair, assessment, "panel/adopt/")
        page.send(page.page.forms[-1])

    assert Decision.objects.get().outcome == R
    assert Decision.objects.get().findings.get(standard_id="PRO-1").result == Result.NOT_MET
    assert state_of(assessment) == State.REJECTED


def test_the_driver_licence_is_approved_through_the_pages_without_a_statement() -> None:
    assessment, bench = before_panel("EX-2")
    chair = bench.members[0]
    fill_draft(visit(chair, assessment, "panel/decision/"), "EX-2")
    vote_through_pages(assessment, bench, A)
    page = visit(chair, assessment, "panel/").follow("/panel/adopt/")

    page.send(page.page.forms[-1])

    assert Decision.objects.get().outcome == A
    assert len(Decision.objects.get().advice) == 3
    assert state_of(assessment) == State.APPROVED


def test_adopting_too_early_says_until_when_the_agency_may_comment() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)

    page = visit(bench.members[0], assessment, "panel/adopt/")
    assert page.sees("to make its statement")
    page.post(page.address, {})

    assert not Decision.objects.exists()


def test_without_a_majority_the_chair_opens_one_more_round_and_then_it_is_rejected() -> None:
    assessment, bench = ready()
    chair = bench.members[0]
    journey.vote(assessment, bench, C, C, R)
    page = visit(chair, assessment, "panel/")
    assert page.sees("no outcome has a majority")
    page.send(page.form(action="/panel/vote/again/"))
    assert current_panel(assessment).round == 2
    journey.vote(assessment, bench, C, R, R)

    page = visit(chair, assessment, "panel/").follow("/panel/send/")
    assert page.sees("Two rounds without a majority: the proposal is recorded as rejected.")
    page.send(page.page.forms[-1])
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        page = visit(chair, assessment, "panel/adopt/")
        page.send(page.page.forms[-1])

    assert (Decision.objects.get().outcome, Decision.objects.get().basis) == (R, "deadlock")


def test_a_statement_that_changes_the_view_reopens_the_deliberation() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="Gate 3 is closed.")
    page = visit(bench.members[0], assessment, "panel/").follow("/panel/reopen/")
    assert page.sees("Gate 3 is closed.")

    page.send(page.form(field="reasons"), {"reasons": ""})
    assert page.sees("Give the reasons.")
    page.send(page.form(field="reasons"), {"reasons": "The gate is closed."})

    assert state_of(assessment) == State.PANEL
    assert current_panel(assessment).round == 2


def test_a_member_who_is_not_the_chair_does_not_preside() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    both = make.person_of(bench.members[1])
    both.memberships.create(organisation=make.commission(), role=Role.CHAIR)

    for rest in ("panel/send/", "panel/adopt/", "panel/reopen/"):
        visit(both, assessment, rest, status=403)
