"""Seats and declarations in the browser: nothing opens before it, and a conflict closes the case."""

from __future__ import annotations

from typing import Any

import pytest

from assessments import catalogue
from assessments.enums import Role, Seat
from assessments.models import Assignment, Declaration, User
from assessments.policy import actor_for
from assessments.services import review
from tests import journey, make
from tests.web.desk import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer() -> User:
    return make.member(Role.OFFICER)


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


def test_the_declaration_names_whom_the_case_concerns_and_nothing_else_of_it() -> None:
    assessment = make.submitted(example="EX-1")
    judge = make.reviewer(assessment, Seat.LEGAL, declares=None)

    page = visit(make.person_of(judge), assessment, "declare/")

    answers = catalogue.examples.example("EX-1").answers
    assert page.sees(answers["responsible_unit"])
    assert not page.sees(answers["summary_plain"][:40])
