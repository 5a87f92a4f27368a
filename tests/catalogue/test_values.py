from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assessments.catalogue.values import Kind, as_json, canonical, day, number

CHOICES = ("a", "b", "none")


def read(kind, raw):
    return canonical(raw, kind=kind, choices=CHOICES, width=2)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3, Decimal(3)),
        (0.1, Decimal("0.1")),
        ("0.10", Decimal("0.10")),
        (" 5 ", Decimal(5)),
        (-1, Decimal(-1)),
        (1e-05, Decimal("0.00001")),
        (10**15 - 1, Decimal(10**15 - 1)),
        (10**15, None),
        ("0.00000000001", None),
        ("1e999999999", None),
        ("9" * 41, None),
        ("NaN", None),
        (float("nan"), None),
        (float("inf"), None),
        ("1_000", None),
        ("1,000", None),
        ("٣", None),
        ("three", None),
        ("", None),
        (True, None),
        ([3], None),
        (None, None),
    ],
)
def test_a_number_is_exact_or_blank(raw, value):
    assert number(raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-02-30", None),
        ("20261122", None),
        ("2026-11-22T10:00", None),
        (20261122, None),
        ("", None),
    ],
)
def test_a_day_is_written_in_one_way(raw, value):
    assert day(raw) == value


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONGTEXT, Kind.FILE])
@pytest.mark.parametrize(
    ("raw", "value"), [(" 가 ", " 가 "), ("  ", None), ("", None), (3, None), (["a"], None)]
)
def test_words_are_kept_as_written_and_blank_when_only_spaces(kind, raw, value):
    assert read(kind, raw) == value


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.YESNO])
@pytest.mark.parametrize(("raw", "value"), [("a", "a"), ("c", None), ("", None), (["a"], None), (True, None)])
def test_a_choice_is_one_that_is_offered(kind, raw, value):
    assert read(kind, raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (["b", "a"], ("a", "b")),
        (["a", "a"], ("a",)),
        (("a",), ("a",)),
        (["a", "c"], None),
        (["a", 1], None),
        ([["a"]], None),
        ([], None),
        ("a", None),
    ],
)
def test_several_choices_stand_in_the_order_of_the_catalogue(raw, value):
    assert read(Kind.MULTI, raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ([["1", "2"], ["3"]], (("1", "2"), ("3", ""))),
        ([["1", "2"], ["", " "]], (("1", "2"),)),
        ([["", ""]], None),
        ([["1", "2", "3"]], None),
        ([["1", 2]], None),
        (["1"], None),
        ([], None),
        ("1", None),
    ],
)
def test_a_table_counts_the_rows_that_say_something(raw, value):
    assert read(Kind.TABLE, raw) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("5.0"), 5),
        (Decimal("1E+3"), 1000),
        (Decimal("0.10"), "0.1"),
        (Decimal("-0.0"), 0),
        (date(2026, 1, 2), "2026-01-02"),
        (("a", "b"), ["a", "b"]),
        ((("1", "2"),), [["1", "2"]]),
        ("가", "가"),
    ],
)
def test_equal_answers_are_written_in_one_way(value, written):
    assert as_json(value) == written
    assert type(as_json(value)) is type(written)
