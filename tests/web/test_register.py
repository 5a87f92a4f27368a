"""The public register as a list: read and searched by people without an account."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from assessments.enums import Outcome, State
from assessments.models import RegisterEntry
from assessments.queries import paging
from assessments.queries.paging import PAGE_SIZE
from tests import make
from tests.web import published
from tests.web.published import page

pytestmark = pytest.mark.django_db

REGISTER = "/register/"


@pytest.fixture(autouse=True)
def _agencies_are_read_anew():
    cache.clear()


def titles(html: str) -> list[str]:
    """What the rows are called, in the order of the page."""
    return re.findall(r'<th scope="row">\s*<a href="[^"]*">([^<]*)</a>', html)


def link(html: str, words: str) -> str:
    """The address behind some words."""
    found = re.search(rf'<a href="([^"]*)"[^>]*>{words}</a>', html)
    assert found, words
    return REGISTER + found[1].replace("&amp;", "&")


def test_an_empty_register_says_when_something_will_appear():
    html = page(REGISTER)

    assert "Nothing has been entered yet" in html
    assert "<table" not in html


def test_entries_stand_newest_first_with_their_state():
    older = published.entry(received_on=date(2026, 3, 1), title="먼저")
    published.entry(received_on=date(2026, 4, 1), title="나중", state=State.PANEL)

    html = page(REGISTER)

    assert titles(html) == ["나중", "먼저"]
    assert "Before the panel" in html
    assert f'href="/register/{older.reference}/"' in html
    assert "2 entries" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=운전면허", ["운전면허 확인"]),
        ("q=면허", ["운전면허 확인"]),
        ("q=DRIVER-01", ["운전면허 확인"]),
        ("outcome=rejected", ["광장 식별"]),
        ("state=in_review", ["운전면허 확인"]),
        ("use=public_realtime", ["광장 식별"]),
        ("agency=경찰청", ["광장 식별"]),
        ("outcome=rejected&use=staff_access", []),
        ("outcome=nonsense&state=&use=&agency=nobody", ["운전면허 확인", "광장 식별"]),
        ("q=%00", ["운전면허 확인", "광장 식별"]),
        ("q=" + "가" * 5_000, []),
    ],
)
def test_entries_are_found_by_words_and_filters(query, found):
    police = make.draft(of=make.agency(name="경찰청"))
    published.entry(reference="DRIVER-01", title="운전면허 확인", received_on=date(2026, 5, 1))
    published.entry(
        police, title="광장 식별", use_case="public_realtime", state=State.REJECTED, outcome=Outcome.REJECTED
    )
    RegisterEntry.objects.filter(title="광장 식별").update(received_on=date(2026, 4, 1))

    html = page(f"{REGISTER}?{query}")

    assert titles(html) == found
    assert found or "No entry matches" in html


def test_a_chosen_filter_is_shown_and_can_be_taken_away():
    published.decided(Outcome.REJECTED, title="불승인")
    published.entry(title="심사 중")

    html = page(f"{REGISTER}?outcome=rejected&q=불승인")

    assert titles(page(link(html, '<span class="visually-hidden">Remove the filter </span>Rejected'))) == [
        "불승인"
    ]
    assert 'value="불승인"' in html


def test_the_pages_follow_one_another_and_lead_back():
    entries = published.many(2 * PAGE_SIZE + 3)
    every = [entry.title for entry in reversed(entries)]

    first = page(REGISTER)
    second = page(link(first, "Next"))
    third = page(link(second, "Next"))
    last = page(link(first, "Last"))
    back = page(link(third, "Previous"))

    assert titles(first) + titles(second) + titles(third) == every
    assert titles(last) == every[-PAGE_SIZE:]
    assert titles(back) == titles(second)
    assert titles(page(link(third, "First"))) == titles(first)
    assert "Next</a>" not in third
    assert "Previous</a>" not in first


def test_entries_of_one_day_are_neither_lost_nor_repeated_between_pages():
    for _ in range(PAGE_SIZE + 4):
        published.entry(received_on=date(2026, 6, 1))

    first = page(REGISTER)
    second = page(link(first, "Next"))

    assert len({*titles(first), *titles(second)}) == PAGE_SIZE + 4


def test_filters_stay_on_the_next_page():
    published.many(PAGE_SIZE + 1, state=State.PANEL)
    published.many(3)

    second = page(link(page(f"{REGISTER}?state=panel"), "Next"))

    assert len(titles(second)) == 1


@pytest.mark.parametrize(
    "place",
    [
        "after=x",
        "after=2026-01-01",
        "before=_",
        "after=2026-13-01_1",
        f"after=2026-01-01_{10**30}",
        "after=%00_1",
    ],
)
def test_an_address_nobody_was_given_shows_a_page_all_the_same(place):
    published.many(2)

    assert published.reader().get(f"{REGISTER}?{place}").status_code == 200


def test_beyond_a_thousand_nothing_is_counted(monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 2)
    monkeypatch.setattr("assessments.web.register.COUNTED", 2)
    published.many(4)

    assert "More than 2 entries" in page(REGISTER)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_statements_however_long_it_is(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published.many(rows)

    with django_assert_num_queries(4):
        page(REGISTER)
