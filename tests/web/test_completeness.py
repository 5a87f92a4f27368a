"""The completeness desk in the browser: the check, and its three ways out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from assessments.enums import Role, Seat, State
from assessments.models import SupplementRequest, User
from assessments.policy import actor_for
from assessments.services import completeness, submission
from tests import make
from tests.web.desk import state_of, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


BY_EYE = ["one_use", "readable", "declarations"]


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


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR, Role.CHAIR, Role.PANEL_MEMBER])
@pytest.mark.parametrize("rest", ["completeness/", "assign/"])
def test_others_do_not_enter(role: Role, rest: str) -> None:
    assessment = make.submitted()
    sees_it = role in {Role.AUDITOR, Role.CHAIR}

    visit(make.member(role), assessment, rest, status=403 if sees_it else 404)
