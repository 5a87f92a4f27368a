"""The register as a table for spreadsheets and as a feed."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.enums import Outcome
from tests.web import published

pytestmark = pytest.mark.django_db


def lines(address: str = "/register.csv", *, language: str = "en") -> list[list[str]]:
    response = published.reader(language).get(address)
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_the_export_has_a_row_per_entry_newest_first():
    older = published.entry(received_on=date(2026, 3, 1))
    newer = published.decided(received_on=date(2026, 4, 1), number="NHRC-FR-2026-0001-v1")

    title_row, *rows = lines()

    assert title_row == [
        "Reference",
        "Decision number",
        "Proposal",
        "Agency",
        "Type of use",
        "State",
        "Outcome",
        "Received on",
        "Decided on",
        "Valid until",
        "Edition of the standards",
        "Sample data",
    ]
    assert [row[0] for row in rows] == [newer.reference, older.reference]
    assert rows[0] == [
        newer.reference,
        "NHRC-FR-2026-0001-v1",
        newer.title,
        newer.agency_name,
        "Staff access to a building",
        "Conditionally approved",
        "Conditionally approved",
        "2026-04-01",
        "2026-11-20",
        "2028-11-20",
        newer.edition_id,
        "",
    ]


def test_the_export_takes_the_filters_of_the_list():
    published.entry()
    rejected = published.decided(Outcome.REJECTED)

    _titles, *rows = lines("/register.csv?outcome=rejected")

    assert [row[0] for row in rows] == [rejected.reference]


@pytest.mark.parametrize("title", ["=1+1", "+82 2 0000", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_export_is_a_formula(title):
    published.entry(title=title)

    _titles, row = lines()

    assert row[2] == f"'{title}"


def test_the_export_reads_the_database_in_batches(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    published.many(3)
    lines()

    with django_assert_num_queries(2):
        lines()


def test_the_feed_lists_the_newest_entries_with_what_was_decided():
    entry = published.decided()

    response = published.reader().get("/register.atom")

    atom = "{http://www.w3.org/2005/Atom}"
    item = ET.fromstring(response.content).find(f"{atom}entry")  # noqa: S314
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert item is not None
    assert item.findtext(f"{atom}title") == entry.title
    assert "on one condition." in (item.findtext(f"{atom}summary") or "")
    assert item.find(f"{atom}link").get("href") == f"http://testserver/register/{entry.reference}/"  # type: ignore[union-attr]


def test_nobody_needs_an_account():
    entry = published.entry(received_on=date(2026, 1, 2))

    for address in ("/register/", f"/register/{entry.reference}/", "/register.csv", "/register.atom"):
        assert Client().get(address).status_code == 200
