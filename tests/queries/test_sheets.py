"""Every question with its answer, in the words of its kind."""

from __future__ import annotations

from datetime import date

import pytest

from assessments import catalogue
from assessments.queries import revisions, sheets
from tests import make
from tests.web.answering import example


def rows(**answers: object) -> dict[str, sheets.Row]:
    given = example() | answers
    return dict(sheets.by_question(sheets.sheet(catalogue.edition("2026.11-1"), given, [])))


def test_every_question_stands_on_the_sheet_once_and_in_order() -> None:
    assert list(rows()) == list(catalogue.edition("2026.11-1").questions)


def test_answers_are_said_in_the_words_of_their_kind() -> None:
    found = rows(fmr_percent="0.0100", persons_enrolled_n=60000)

    assert found["fmr_percent"].figure == "0.01 %"
    assert found["persons_enrolled_n"].figure == "60,000"
    assert found["planned_start"].day == date(2027, 3, 2)
    assert [choice.id for choice in found["limits_set"].chosen] == ["time", "place", "persons"]
    assert [choice.text.en for choice in found["compare_mode"].chosen] == ["1:1 verification"]


def test_what_is_not_asked_says_why_and_shows_no_answer() -> None:
    row = rows(gallery_size=5)["gallery_size"]

    assert (row.is_unasked, row.is_answered, row.is_missing) == (True, False, False)
    assert row.why is not None
    assert "1:1" in row.why.en


def test_what_is_missing_and_required_says_so() -> None:
    found = rows(timing=None)

    assert found["timing"].is_missing
    assert not found["redactions"].is_missing


@pytest.mark.django_db
def test_files_stand_at_their_questions_and_documents() -> None:
    draft = make.draft(example="EX-1")
    hria, law = make.attach(draft, "hria_file", name="h.pdf"), make.attach(draft, "E-LAW", name="l.pdf")
    edition, files = catalogue.edition("2026.11-1"), list(revisions.open_revision(draft).evidence.all())

    found = sheets.by_question(sheets.sheet(edition, example(), files))

    assert found["hria_file"].files == (hria,)
    assert sheets.attached_documents(edition, files) == [(edition.document("E-LAW"), [law])]
    assert [here for _title, here in sheets.titled_files(edition, files)] == [[hria], [law]]
