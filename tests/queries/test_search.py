from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given, strategies as st

from assessments.models import Assessment
from assessments.queries import search
from tests import make

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    rows = Assessment.objects.order_by("pk")
    return [row.title for row in search.matching(rows, text)]


def titled(*titles: str) -> None:
    agency = make.agency(name="해양안전청", name_en="Maritime Safety Agency")
    for title in titles:
        make.draft(of=agency, proposal_title=title)


def test_a_korean_word_of_two_syllables_is_found_inside_a_compound() -> None:
    titled("항만출입자 얼굴확인", "주차장 번호판 인식")

    hits = found("얼굴")

    assert hits == ["항만출입자 얼굴확인"]


def test_a_single_syllable_is_found() -> None:
    titled("항만출입자 얼굴확인", "주차장 번호판 인식")

    hits = found("항")

    assert hits == ["항만출입자 얼굴확인"]


@pytest.mark.parametrize("typed", ["얼굴인식", "얼굴 인식", "인식 얼굴", "  얼굴\u3000인식 "])
def test_blanks_and_the_order_of_words_do_not_matter(typed: str) -> None:
    titled("얼굴 인식 출입문", "얼굴 확인 출입문")

    hits = found(typed)

    assert hits == ["얼굴 인식 출입문"]


@pytest.mark.parametrize("typed", ["airport", "AIRPORT", "ort ga", "\uff21irport"])
def test_case_width_and_place_in_the_word_do_not_matter(typed: str) -> None:
    titled("Airport gate", "Harbour gate")

    hits = found(typed)

    assert hits == ["Airport gate"]


def test_a_decomposed_query_finds_composed_text() -> None:
    titled("항만출입자 얼굴확인")

    hits = found("\u1112\u1161\u11bc\u1106\u1161\u11ab")

    assert hits == ["항만출입자 얼굴확인"]


def test_the_same_pairs_in_another_order_are_not_a_hit() -> None:
    titled("ababc", "abcab")

    hits = found("cab")

    assert hits == ["abcab"]


def test_agency_and_reference_are_searched_as_well() -> None:
    titled("출입문")

    hits = [found("해양안전"), found("maritime"), found(Assessment.objects.get().reference.lower())]

    assert hits == [["출입문"]] * 3


def test_nothing_is_found_across_two_fields() -> None:
    titled("출입문해양")

    hits = found("문해양안")

    assert hits == []


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\ud800", "\u202e"])
def test_a_query_without_a_word_finds_everything(typed: str) -> None:
    titled("출입문", "주차장")

    hits = found(typed)

    assert hits == ["출입문", "주차장"]


@pytest.mark.parametrize(
    "typed", ["%", "_", "\\", "출\x00입", "출\ud800입", "'; --", "가" * 5000, "x~ y~ " * 500]
)
def test_odd_text_is_a_query_like_any_other(typed: str) -> None:
    titled("출입문")

    hits = found(typed)

    assert hits == (["출입문"] if "출" in typed else [])


@given(text=st.text(max_size=30))
def test_folding_a_second_time_changes_nothing(text: str) -> None:
    line = search.folded([text])

    assert "".join(search.words(line)) == line


@given(text=st.text(min_size=1, max_size=30))
def test_the_database_makes_the_grams_that_a_query_asks_for(text: str) -> None:
    line = search.folded([text])

    with connection.cursor() as cursor:
        cursor.execute("SELECT search_gram_numbers(%s)", [line])
        made = set(cursor.fetchone()[0])

    parts = [line[at:end] for at in range(len(line)) for end in range(at + 1, len(line) + 1)]
    assert made == {gram for part in parts for gram in search.grams(part)}


def test_no_gram_reaches_from_one_field_into_the_next() -> None:
    titled("출입문")

    (made,) = Assessment.objects.values_list("search_grams", flat=True)

    assert ord("\n") not in made
    assert not set(search.grams("문해")) & set(made)


def counted() -> None:
    """The database looks at a sample of the rows, as it does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE assessments_assessment")
    search._frequencies.cache_clear()


@pytest.mark.parametrize("typed", ["얼굴", "얼굴 확인", "굴확", "gate", "없음", "얼굴 없음"])
def test_what_is_found_does_not_depend_on_how_frequent_it_is(typed: str) -> None:
    titled(*(f"항만 {number} 얼굴 확인" for number in range(40)), "Gate")
    search._frequencies.cache_clear()
    rare = found(typed)

    counted()
    frequent = found(typed)

    assert frequent == rare


def test_a_frequent_word_is_read_along_the_list_and_a_rare_one_by_its_grams() -> None:
    titled(*(f"항만 {number} 얼굴 확인" for number in range(40)))
    counted()

    frequent, rare = (str(search.matching(Assessment.objects.all(), word).query) for word in ("얼굴", "지문"))

    assert ("@>" in frequent, "@>" in rare) == (False, True)


def test_text_of_any_length_fits_the_index() -> None:
    titled("\ufdfa" * 300)

    assert len(Assessment.objects.get().search.encode()) <= search.MOST_BYTES
    assert found("\ufdfa")
