"""The front page: what this is for whoever comes by, and what waits for whoever works here."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from assessments import catalogue
from assessments.enums import Role
from assessments.models import User
from tests import journey, make
from tests.web import answering, published
from tests.web.published import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    cache.clear()


def errands(*roles: Role, **of: object) -> dict[str, str]:
    """What waits for somebody with these roles: words and number."""
    return errands_of(make.member(*roles, **of))  # type: ignore[arg-type]


def errands_of(person: User) -> dict[str, str]:
    client = answering.signed_in(person)
    html = client.get("/", headers={"accept-language": "en"}).content.decode()
    cards = re.findall(r'<li class="card errand">(.*?)</li>', html, re.DOTALL)
    found = {}
    for card in cards:
        number = re.search(r'errand__number">([^<]+)<', card)
        words = re.search(r"<a [^>]*>([^<]+)</a>", card)
        assert words
        found[words[1]] = number[1] if number else ""
    return found


def test_it_says_what_the_portal_is_and_what_a_decision_is_not():
    html = page("/")

    assert "judged standard by standard" in html
    assert "by 41 published standards" in html
    assert catalogue.edition("2026.11-1").legal_nature.en in html
    assert len(re.findall(r'class="journey__picture"', html)) == 5


def test_a_record_can_be_verified_from_here():
    record = published.issued()

    assert 'action="/verify/"' in page("/")
    assert (
        "Issued by the commission"
        in published.reader().get("/verify/", {"code": record.code}).content.decode()
    )


def test_the_newest_entries_stand_here():
    entries = published.many(6)

    html = page("/")

    listed = [entry.title for entry in entries if entry.title in html]
    assert listed == [entry.title for entry in entries[1:]]


def test_an_empty_register_is_said_to_be_empty():
    assert "Nothing has been entered yet" in page("/")


def test_nothing_waits_for_strangers():
    assert "What waits for you" not in page("/")
    assert errands() == {}


def test_agency_staff_see_how_many_assessments_wait_for_them():
    agency = make.agency()
    make.draft(of=agency)
    make.draft(of=agency)
    make.submitted(of=agency)
    make.draft()

    assert errands(Role.APPLICANT, of=agency) == {
        "Assessments in which your agency acts next": "2",
        "Start an assessment": "",
    }


def test_the_officer_sees_what_is_to_be_checked():
    make.submitted()

    assert errands(Role.OFFICER) == {"Check completeness": "1"}


def test_reviewers_see_what_is_to_be_reviewed():
    _assessment, bench = journey.in_review()

    assert errands_of(User.objects.get(pk=bench.legal.person_id)) == {"Review": "1"}


def test_whoever_has_nothing_to_do_is_led_to_all_cases():
    assert errands(Role.CHAIR) == {"Nothing waits for you. Look at all cases": ""}


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.AUDITOR, "Search everything that was decided"),
        (Role.ADMINISTRATOR, "Organisations and people"),
        (Role.STANDARDS_EDITOR, "Write the next edition of the standards"),
    ],
)
def test_the_other_desks_are_one_click_away(role, words):
    assert errands(role) == {words: ""}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_statements_however_much_there_is(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published.many(rows)

    with django_assert_num_queries(2):
        page("/")
