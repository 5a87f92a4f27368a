"""The completeness desk in the browser: the check, the seats, the declaration, and the three ways out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from assessments.enums import Role, Seat, State
from assessments.models import Assessment, Assignment, Declaration, SupplementRequest, User
from assessments.policy import actor_for
from assessments.services import completeness, review, submission
from tests import journey, make
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BY_EYE = ["one_use", "readable", "declarations"]


def visit(person: User, assessment: Assessment, rest: str, *, status: int = 200) -> Visitor:
    return Visitor(person, language="en").open(f"/assessments/{assessment.reference}/{rest}", status=status)


def state_of(assessment: Assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).state


@pytest.fixture
def officer() -> User:
    return make.member(Role.OFFICER)


def test_the_check_lists_what_was_computed_and_what_lacks(officer: User) -> None:
    assessment = make.draft(example="EX-1")
    make.attach(assessment, "E-LAW", name="law.pdf")
    submission.send(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)

    page = visit(officer, assessment, "completeness/")

    assert page.sees("All required questions are answered Holds")
    assert page.sees("Every document that a standard asks for is attached Look at it")
    assert page.sees("law.pdf")
    assert page.sees("Still needed, assigned and free of conflicts: Legal reviewer, Technical reviewer")


def test_a_file_that_the_store_lost_is_a_defect(officer: User) -> None:
    assessment = make.draft(example="EX-1")
    file = make.attach(assessment, "E-LAW", name="law.pdf")
    submission.send(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)
    default_storage.delete(f"evidence/{file.sha256[:2]}/{file.sha256}")

    page = visit(officer, assessment, "completeness/")

    assert page.sees("Every file is in the store, in its full length Does not hold")


def test_the_review_opens_when_everything_is_confirmed_and_both_are_free_of_conflicts(officer: User) -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)
    page = visit(officer, assessment, "completeness/")

    page.send(page.form(field="confirmed"), {"confirmed": BY_EYE}, button=("act", "accept"))

    assert state_of(assessment) == State.IN_REVIEW
    assert page.sees("the review begins")


def test_a_point_not_confirmed_keeps_the_review_shut(officer: User) -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)
    page = visit(officer, assessment, "completeness/")

    page.send(page.form(field="confirmed"), {"confirmed": BY_EYE[:1]}, button=("act", "accept"))

    assert state_of(assessment) == State.SUBMITTED
    assert page.sees("Every point must hold")


def test_without_reviewers_accepting_says_who_is_needed(officer: User) -> None:
    assessment = make.submitted()
    page = visit(officer, assessment, "completeness/")

    page.send(page.form(field="confirmed"), {"confirmed": BY_EYE}, button=("act", "accept"))

    assert state_of(assessment) == State.SUBMITTED
    assert page.page.find_class("error-summary")


def test_accepting_twice_leads_to_the_case_with_a_word(officer: User) -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)
    page = visit(officer, assessment, "completeness/")
    address = page.address

    for _ in range(2):
        page.post(address, {"confirmed": BY_EYE, "act": "accept"})

    assert page.address == f"/assessments/{assessment.reference}/"
    assert page.sees("The completeness check is over")


def test_defects_are_listed_with_rows_added_and_removed_without_javascript(officer: User) -> None:
    assessment = make.submitted()
    page = visit(officer, assessment, "completeness/")
    typed = {"defects-0-text": "Too general.", "defects-0-question": "proposal_title"}
    page.send(page.form(field="defects-0-text"), typed, button=("add-row", "defects"))
    typed = {
        "defects-1-text": "Never mind.",
        "defects-2-text": "Scan is cut off.",
        "defects-2-question": "E-LAW",
    }
    page.send(page.form(field="defects-0-text"), typed, button=("remove-row", "defects-1"))
    assert not SupplementRequest.objects.exists()

    page.send(page.form(field="defects-0-text"))

    assert state_of(assessment) == State.SUPPLEMENT
    assert SupplementRequest.objects.get().defects == [
        {"question": "proposal_title", "text": "Too general."},
        {"question": "E-LAW", "text": "Scan is cut off."},
    ]


def test_a_supplement_without_any_defect_is_not_sent(officer: User) -> None:
    assessment = make.submitted()
    page = visit(officer, assessment, "completeness/")

    page.send(page.form(field="defects-0-text"))

    assert state_of(assessment) == State.SUBMITTED
    assert page.sees("List at least one defect.")


def test_a_defect_without_words_keeps_what_was_typed_elsewhere(officer: User) -> None:
    assessment = make.submitted()
    page = visit(officer, assessment, "completeness/")
    typed = {"defects-0-text": "Too general.", "defects-1-question": "proposal_title"}

    page.send(page.form(field="defects-0-text"), typed)

    assert state_of(assessment) == State.SUBMITTED
    assert page.sees("What is missing or wrong (2) – Say what is missing or wrong.")
    assert page.form(field="defects-0-text").fields["defects-0-text"].strip() == "Too general."


@pytest.mark.parametrize(
    "data",
    [
        {"act": "supplement", "defects-0-text": "x" * 2001},
        {"act": "supplement", "defects-0-text": "a\x00b"},
        {"act": "supplement", "defects-0-text": "x", "defects-0-question": "no_such_question"},
        {"act": "supplement", "defects-99999999-text": "x"},
        {"act": "supplement", "remove-row": "defects-1.*"},
        {"act": "accept", "confirmed": "nonsense"},
        {"act": "return", "reasons": ""},
        {"act": "nonsense"},
        {},
    ],
)
def test_odd_input_changes_nothing_and_is_answered_with_the_page(officer: User, data: dict[str, str]) -> None:
    assessment = make.submitted()
    page = visit(officer, assessment, "completeness/")

    answer = page.client.post(page.address, data)

    assert answer.status_code == 200
    assert state_of(assessment) == State.SUBMITTED


def test_an_overdue_supplement_is_returned_with_reasons(officer: User) -> None:
    assessment = make.submitted()
    defects = [{"question": "", "text": "Incomplete."}]
    completeness.request_supplement(actor=actor_for(officer), assessment=assessment, defects=defects)
    assert not visit(officer, assessment, "completeness/").sees("Return as incomplete")

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        page = visit(officer, assessment, "completeness/")
        page.send(page.form(field="reasons"), {"reasons": "Nothing came."}, button=("act", "return"))

    assert state_of(assessment) == State.RETURNED


def test_returning_too_early_is_refused_with_the_day(officer: User) -> None:
    assessment = make.submitted()
    defects = [{"question": "", "text": "Incomplete."}]
    completeness.request_supplement(actor=actor_for(officer), assessment=assessment, defects=defects)
    page = visit(officer, assessment, "completeness/")

    answer = page.client.post(page.address, {"act": "return", "reasons": "Too slow."})

    assert "still has until" in answer.content.decode()
    assert state_of(assessment) == State.SUPPLEMENT


def test_the_officer_gives_and_replaces_seats(officer: User) -> None:
    assessment = make.submitted()
    first, second = make.member(Role.REVIEWER), make.member(Role.REVIEWER)
    page = visit(officer, assessment, "assign/")
    page.send(page.form(field="legal-reviewer"), {"legal-reviewer": first.pk})
    page = visit(officer, assessment, "assign/")

    page.send(page.form(field="legal-reviewer"), {"legal-reviewer": second.pk})

    assert Assignment.objects.get(ended_at=None).reviewer == second
    assert Assignment.objects.exclude(ended_at=None).get().reviewer == first


def test_who_cannot_review_is_not_offered_and_the_page_says_why(officer: User) -> None:
    assessment = make.submitted()
    insider = make.member(Role.REVIEWER)
    insider.memberships.create(organisation=assessment.agency, role=Role.APPLICANT)
    stood_down = make.reviewer(assessment, Seat.LEGAL, declares=True)

    page = visit(officer, assessment, "assign/")

    offered = page.form(field="legal-reviewer").inputs["legal-reviewer"].value_options
    assert str(insider.pk) not in offered
    assert str(stood_down.user_id) not in offered
    assert page.sees(f"{insider} belongs to the agency itself.")
    assert page.sees("Is or was party, spouse or relative of a party")
    answer = page.client.post(page.address, {"legal-seat": "legal", "legal-reviewer": insider.pk})
    assert "This person cannot take the seat." in answer.content.decode()
    assert not Assignment.objects.filter(ended_at=None).exists()


def test_the_same_person_for_both_seats_is_refused_at_the_field(officer: User) -> None:
    assessment = make.submitted()
    person = make.member(Role.REVIEWER)
    review.assign(actor=actor_for(officer), assessment=assessment, reviewer=person, seat=Seat.LEGAL)
    page = visit(officer, assessment, "assign/")

    page.send(page.form(field="technical-reviewer"), {"technical-reviewer": person.pk})

    assert page.sees("has the other reviewer's seat already")


def test_nothing_opens_before_the_declaration(officer: User) -> None:
    assessment, _bench = journey.in_review()
    newcomer = make.member(Role.REVIEWER)
    review.assign(actor=actor_for(officer), assessment=assessment, reviewer=newcomer, seat=Seat.LEGAL)

    for rest in ("review/", "review/PRO-1/", "lock/", "answers/", "panel/", "preview/", "ledger/"):
        visit(newcomer, assessment, rest, status=403)

    page = visit(newcomer, assessment, "declare/")
    page.send(page.form(field="declared"), {"declared": "clear"})

    assert Declaration.objects.get(person=newcomer).has_conflict is False
    visit(newcomer, assessment, "review/PRO-1/")


def test_a_conflict_gives_up_the_seat_even_when_it_is_sent_twice() -> None:
    assessment, _bench = journey.in_review()
    newcomer = make.member(Role.REVIEWER)
    review.assign(actor=make.actor(Role.OFFICER), assessment=assessment, reviewer=newcomer, seat=Seat.LEGAL)
    page = visit(newcomer, assessment, "declare/")
    address = page.address

    for _ in range(2):
        page.post(address, {"declared": "conflict", "ground": "supplier", "explanation": "I own shares."})
        assert page.address == "/queue/"

    assert Declaration.objects.get(person=newcomer).ground == "supplier"
    assert not Assignment.objects.filter(reviewer=newcomer, ended_at=None).exists()
    visit(newcomer, assessment, "review/", status=404)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Say whether you have a conflict"),
        ({"declared": "conflict"}, "Name the ground"),
        ({"declared": "clear", "ground": "party"}, "You named a ground"),
        ({"declared": "conflict", "ground": "nonsense"}, "nonsense"),
    ],
)
def test_a_declaration_that_makes_no_sense_is_not_taken(values: dict[str, Any], message: str) -> None:
    assessment = make.submitted()
    judge = make.reviewer(assessment, Seat.LEGAL, declares=None)
    page = visit(make.person_of(judge), assessment, "declare/")

    answer = page.client.post(page.address, values)

    assert message in answer.content.decode()
    assert not Declaration.objects.exists()


def test_a_reviewer_hands_the_seat_back() -> None:
    assessment, bench = journey.in_review()
    person = make.person_of(bench.legal)
    page = visit(person, assessment, "hand-back/")

    page.send(page.form(field="reasons"), {"reasons": "On leave."})

    assert page.address == "/queue/"
    assert not Assignment.objects.filter(reviewer=person, ended_at=None).exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR, Role.CHAIR, Role.PANEL_MEMBER])
@pytest.mark.parametrize("rest", ["completeness/", "assign/"])
def test_others_do_not_enter(role: Role, rest: str) -> None:
    assessment = make.submitted()
    sees_it = role in {Role.AUDITOR, Role.CHAIR}

    visit(make.member(role), assessment, rest, status=403 if sees_it else 404)
