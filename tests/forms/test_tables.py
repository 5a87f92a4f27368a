"""Tables of rows are read, limited and shown again."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from assessments import catalogue
from assessments.forms import tables, text
from assessments.forms.answers import PageForm

NAME = "vendor_table"
DEPLOYED = {"procurement_status": "deployed"}


def form(data: dict[str, Any]) -> PageForm:
    edition = catalogue.edition("2026.11-1")
    posted = QueryDict(mutable=True)
    for name, value in data.items():
        posted.setlist(name, [value])
    made = PageForm(edition, edition.page("schedule"), answers=DEPLOYED, data=posted)
    made.is_valid()
    return made


def rows(*companies: str) -> dict[str, str]:
    return {f"{NAME}-{number}-company": company for number, company in enumerate(companies)}


def test_rows_are_read_in_their_order_with_gaps_and_blank_cells() -> None:
    made = form({f"{NAME}-7-company": "나", f"{NAME}-7-country": "KR", f"{NAME}-2-company": "가"})

    assert made.values()[NAME] == [["가", "", ""], ["나", "", "KR"]]


def test_blank_rows_are_left_out_and_a_blank_table_is_none() -> None:
    assert form(rows("가", "  ", "나")).values()[NAME] == [["가", "", ""], ["나", "", ""]]
    assert form(rows("", " ")).values()[NAME] is None


def test_unknown_columns_and_rows_are_ignored() -> None:
    made = form(
        rows("가")
        | {f"{NAME}-0-price": "1", f"{NAME}-x-company": "나", f"{NAME}-99999-company": "다", f"{NAME}-": "라"}
    )

    assert made.values()[NAME] == [["가", "", ""]]


def test_a_cell_that_is_too_long_is_named_by_row_and_column() -> None:
    made = form(rows("가", "나" * (text.CELL_MAX + 1)))

    assert list(made.errors) == [NAME]
    assert "2" in made.errors[NAME][0]
    assert str(text.CELL_MAX) in made.errors[NAME][0]


def test_too_many_rows_are_refused_and_as_many_as_allowed_are_taken() -> None:
    assert not form(rows(*"가" * text.ROWS_MAX)).errors
    assert list(form(rows(*"가" * (text.ROWS_MAX + 1))).errors) == [NAME]


@pytest.mark.parametrize("raw", ["text", 7, {"a": 1}, ["row"], [[1]], [["a"] * 9], [[["a"]]]])
def test_json_that_is_no_table_is_refused(raw: Any) -> None:
    edition = catalogue.edition("2026.11-1")
    made = PageForm(edition, edition.page("schedule"), answers=DEPLOYED, data={NAME: raw})

    assert list(made.errors) == [NAME]


def test_json_rows_are_taken_and_padded() -> None:
    edition = catalogue.edition("2026.11-1")
    made = PageForm(
        edition, edition.page("schedule"), answers=DEPLOYED, data={NAME: [["가"], ["나", "b", "c"]]}
    )

    assert made.is_valid()
    assert made.values()[NAME] == [["가", "", ""], ["나", "b", "c"]]


def test_an_empty_table_shows_a_first_row_and_a_template_for_more() -> None:
    edition = catalogue.edition("2026.11-1")
    shown = PageForm(edition, edition.page("schedule"), answers=DEPLOYED)[NAME].as_widget()

    assert f'name="{NAME}-0-company"' in shown
    assert f'name="{NAME}-1-company"' not in shown
    assert f'name="{NAME}-__row__-company"' in shown


def test_a_row_can_be_taken_out_of_what_was_posted() -> None:
    posted = QueryDict(f"{NAME}-0-company=a&{NAME}-1-company=b&{NAME}-10-company=c&timing=live")

    kept = tables.without_row(posted, f"{NAME}-1")

    assert sorted(kept) == ["timing", f"{NAME}-0-company", f"{NAME}-10-company"]


@pytest.mark.parametrize("row", ["", NAME, f"{NAME}-", f"{NAME}-x", "timing", "-1", "(.*)-1"])
def test_anything_else_takes_nothing_out(row: str) -> None:
    posted = QueryDict(f"{NAME}-0-company=a&timing=live")

    assert dict(tables.without_row(posted, row)) == dict(posted)
