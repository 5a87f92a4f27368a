"""The form of a page takes what its questions ask for, in any order of completeness, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from assessments import catalogue, evaluation
from assessments.catalogue import Edition, Kind, Page, Question
from assessments.forms import text
from assessments.forms.answers import FIELD, IN_FORM, PageForm
from tests.forms import files, nasty
from tests.web import answering


def edition() -> Edition:
    return catalogue.edition("2026.11-1")


ONE_TO_ONE = {"compare_mode": "one_to_one"}


def asking(kind: Kind) -> Question:
    """The first question of a kind that may be asked of a 1:1 use."""
    asked = evaluation.asked(edition(), ONE_TO_ONE)
    questions = [question for question in edition().questions.values() if asked[question.id] is not False]
    return next(question for question in questions if question.kind is kind)


def form(
    page: str, data: dict[str, Any] | QueryDict, *, answers: Any = None, uploads: Any = None
) -> PageForm:
    made = PageForm(edition(), edition().page(page), answers=answers or {}, data=data, files=uploads)
    made.is_valid()
    return made


def answer(kind: Kind, raw: Any) -> PageForm:
    question = asking(kind)
    return form(question.page, {question.id: raw}, answers=ONE_TO_ONE)


def test_every_kind_of_question_has_its_field() -> None:
    assert set(FIELD) == set(Kind)


@pytest.mark.parametrize("page", list(edition().pages.values()), ids=lambda page: page.id)
def test_an_example_goes_through_every_page_unchanged(page: Page) -> None:
    given = answering.example()
    posted = QueryDict(mutable=True)
    for name, value in answering.as_posted(page, given).items():
        posted.setlist(name, value if isinstance(value, list) else [value])

    made = form(page.id, posted, answers=given)

    kept = {
        question.id: given.get(question.id) for question in page.questions if question.kind is not Kind.FILE
    }
    shown = {
        name: value for name, value in kept.items() if value is not None or made.asked[name] is not False
    }
    assert not made.errors
    assert {name: str(value) for name, value in made.values().items()} == {
        name: str(value) for name, value in shown.items()
    }


@pytest.mark.parametrize("page", list(edition().pages))
def test_an_empty_page_is_no_error(page: str) -> None:
    made = form(page, {})

    assert not made.errors
    assert set(made.values().values()) <= {None}


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.FILE}))
@pytest.mark.parametrize("raw", [*nasty.REFUSED, "x" * 20_000])
def test_nasty_text_is_refused_at_the_field_whatever_its_kind(kind: Kind, raw: str) -> None:
    question = asking(kind)
    name = f"{question.id}-0-{question.columns[0].id}" if kind is Kind.TABLE else question.id
    posted = QueryDict(mutable=True)
    posted[name] = raw

    made = form(question.page, posted, answers=ONE_TO_ONE)

    assert list(made.errors) == [question.id]
    made[question.id].as_widget().encode()  # can be shown again
    str(made.errors).encode()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", [7, 1.5, True, {"a": 1}, [1], [["a", 1]], [[["a"]]], "\x00", [None]])
def test_a_wrong_type_is_refused_and_nothing_breaks(kind: Kind, raw: Any) -> None:
    made = answer(kind, raw)

    fits = kind in {Kind.NUMBER, Kind.PERCENT} and isinstance(raw, int | float) and not isinstance(raw, bool)
    assert bool(made.errors) is not (fits or kind is Kind.FILE)


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.YESNO])
def test_a_choice_that_is_not_offered_is_refused(kind: Kind) -> None:
    made = answer(kind, "<b>nothing</b>")

    assert made.errors
    assert "nothing" not in str(made.errors)


def test_choices_keep_the_catalogues_order_and_lose_repetitions() -> None:
    question = edition().question("limits_set")
    ids = [choice.id for choice in question.choices if choice.id != "none"]

    made = form(question.page, {"limits_set": [ids[1], ids[0], ids[1]]})

    assert made.values()["limits_set"] == ids[:2]


def test_none_stands_alone() -> None:
    made = form("other-use", {"secondary_use": ["none", "ai_training"]})

    assert list(made.errors) == ["secondary_use"]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("60000", 60000),
        ("60,000", 60000),
        ("12 000 000", 12000000),
        (" \uff16\uff10 ", 60),
        ("1.50", "1.5"),
        ("1,234.5", "1234.5"),
        ("0", 0),
        (7, 7),
        (0.01, "0.01"),
        ("", None),
    ],
)
def test_numbers_are_read_as_officials_write_them(raw: Any, kept: Any) -> None:
    made = form("place", {"persons_enrolled_n": raw})

    assert not made.errors
    assert made.values()["persons_enrolled_n"] == kept


@pytest.mark.parametrize(
    "raw", ["many", "1,00", "1.000,5", "1e5", "٣", "--1", "-1", "1_000", "9" * 40, "NaN", "∞"]
)
def test_what_is_no_clear_number_is_refused(raw: str) -> None:
    made = form("place", {"persons_enrolled_n": raw})

    assert list(made.errors) == ["persons_enrolled_n"]


@pytest.mark.parametrize(("raw", "kept"), [("0.01", "0.01"), ("12 %", 12), (".5", "0.5"), ("100", 100)])
def test_percentages_take_a_point(raw: str, kept: Any) -> None:
    made = form("tests", {"fmr_percent": raw}, answers=ONE_TO_ONE)

    assert made.values()["fmr_percent"] == kept


@pytest.mark.parametrize("raw", ["0,5", "1,000", "101", "-1", "half"])
def test_percentages_that_could_be_misread_are_refused(raw: str) -> None:
    made = form("tests", {"fmr_percent": raw}, answers=ONE_TO_ONE)

    assert list(made.errors) == ["fmr_percent"]


@pytest.mark.parametrize("raw", ["2027-03-02", "2027. 3. 2.", "2027/03/02", "20270302"])
def test_dates_are_kept_in_one_form(raw: str) -> None:
    assert form("schedule", {"planned_start": raw}).values()["planned_start"] == "2027-03-02"


@pytest.mark.parametrize(
    "raw", ["2027-02-30", "tomorrow", "02.03.2027", "0001-01-01", "9999-12-31", "2027-3"]
)
def test_what_is_no_date_is_refused_and_shown_again(raw: str) -> None:
    made = form("schedule", {"planned_start": raw})

    assert list(made.errors) == ["planned_start"]
    assert f'value="{raw}"' in made["planned_start"].as_widget()


def test_what_is_no_date_is_shown_where_it_can_be_seen() -> None:
    assert 'type="text"' in form("schedule", {"planned_start": "tomorrow"})["planned_start"].as_widget()
    assert 'type="date"' in form("schedule", {"planned_start": "2027-03-02"})["planned_start"].as_widget()


def test_only_the_pages_own_questions_are_taken() -> None:
    made = form("comparison", {"timing": "live", "agency_type": "police", "state": "approved", "id": "1"})

    assert made.values() == {
        "compare_mode": None,
        "timing": "live",
        "remote_capture": None,
        "subject_cooperation": None,
    }


def test_an_answer_that_is_no_longer_asked_cannot_be_wrong_and_stays_as_it_is() -> None:
    made = form(
        "retention",
        {"retention_days_raw": "many", "retention_days_template": "9"},
        answers={"raw_image_stored": "no", "retention_days_raw": 30},
    )

    assert not made.errors
    assert "retention_days_raw" not in made.values()


def test_what_was_not_in_the_form_is_left_alone() -> None:
    posted = QueryDict(f"{IN_FORM}=timing&timing=live")

    made = form("comparison", posted, answers=ONE_TO_ONE)

    assert made.values() == {"timing": "live"}


def test_a_group_unticked_in_the_form_is_cleared() -> None:
    posted = QueryDict(f"{IN_FORM}=secondary_use")

    made = form("other-use", posted, answers={"secondary_use": ["none"]})

    assert made.values() == {"secondary_use": None}


def test_what_was_typed_decides_what_is_asked() -> None:
    made = form("other-use", {"secondary_use": ["ai_training"]}, answers={"secondary_use": ["none"]})

    assert made.asked["secondary_use_basis"] is True


def test_a_file_is_checked_and_handed_on_beside_the_answers() -> None:
    upload = SimpleUploadedFile("보고서.pdf", files.pdf())

    made = form("tests", {}, uploads=MultiValueDict({"test_report": [upload]}))

    assert "test_report" not in made.values()
    assert made.uploads()["test_report"].name == "보고서.pdf"


def test_a_bad_file_is_refused_at_its_field_and_the_rest_is_kept() -> None:
    upload = SimpleUploadedFile("report.pdf", b"MZ")

    made = form("tests", {"test_source": "vendor_only"}, uploads=MultiValueDict({"test_report": [upload]}))

    assert list(made.errors) == ["test_report"]
    assert made.values()["test_source"] == "vendor_only"


def test_values_can_be_stored_as_json() -> None:
    made = form("tests", {"fmr_percent": "0.01"}, answers=ONE_TO_ONE)

    assert json.loads(json.dumps(made.values()))["fmr_percent"] == "0.01"


def test_every_field_has_its_question_and_nothing_is_required() -> None:
    for page in edition().pages.values():
        for name, field in PageForm(edition(), page, answers={}).fields.items():
            assert isinstance(field, forms.Field)
            assert (field.required, field.question.id) == (False, name)  # type: ignore[attr-defined]
            assert field.optional is not edition().question(name).required  # type: ignore[attr-defined]


def test_limits_are_those_of_the_text_module() -> None:
    assert (text.TEXT_MAX, text.LONGTEXT_MAX, text.CELL_MAX, text.ROWS_MAX) == (500, 10_000, 500, 100)
