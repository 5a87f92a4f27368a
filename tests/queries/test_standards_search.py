"""Finding standards by words: in both languages, however they are typed."""

from __future__ import annotations

import unicodedata

import pytest

from assessments import catalogue
from assessments.queries.standards_search import Piece, Wanted, folded, found, marked

EDITION = catalogue.edition("2026.11-1")


def ids(text: str, *, language: str = "en", kind: str = "", effect: str = "") -> list[str]:
    return [hit.standard.id for hit in found(EDITION, Wanted(text, kind, effect), language=language)]


def test_without_words_every_standard_is_found_in_the_catalogues_order():
    assert ids("") == [standard.id for standard in EDITION.standards]


@pytest.mark.parametrize("text", ["PRO-1", "pro-1", "\uff30RO-1", "  pro-1 "])
def test_a_standard_is_found_by_its_id(text):
    assert "PRO-1" in ids(text)


@pytest.mark.parametrize("standard", EDITION.standards, ids=lambda standard: standard.id)
@pytest.mark.parametrize("reader", ["ko", "en"])
def test_a_standard_is_found_by_its_title_in_either_language(standard, reader):
    assert standard.id in ids(standard.title.ko, language=reader)
    assert standard.id in ids(standard.title.en.upper(), language=reader)


def test_syllables_in_parts_find_those_in_one():
    word = EDITION.standards[0].title.ko.split()[0]

    assert ids(unicodedata.normalize("NFD", word)) == ids(word)
    assert EDITION.standards[0].id in ids(word)


def test_blanks_between_korean_words_do_not_matter():
    title = EDITION.standards[0].title.ko

    assert " " in title
    assert EDITION.standards[0].id in ids(title.replace(" ", ""))


def test_every_word_must_be_there():
    assert set(ids("statutory basis")) == set(ids("statutory")) & set(ids("basis"))
    assert ids("statutory xyzzy") == []


def test_what_people_must_judge_and_the_titles_of_sources_are_searched_too():
    standard = EDITION.standard("LEG-1")
    source = EDITION.source(standard.cites[0].sources[0])

    assert "LEG-1" in ids(standard.review.en)
    assert "LEG-1" in ids(source.title.ko)


def test_what_title_and_requirement_do_not_show_is_quoted_in_the_readers_language():
    standard = EDITION.standard("LEG-1")
    word = next(
        word
        for word in standard.review.en.split()
        if word.isalpha() and word.casefold() not in (standard.title.en + standard.requirement.en).casefold()
    )
    hit = next(hit for hit in found(EDITION, Wanted(word), language="en") if hit.standard is standard)

    assert [passage.language for passage in hit.passages] == ["en"]
    assert any(piece.is_hit for piece in hit.passages[0].pieces)


def test_a_word_of_the_other_language_is_quoted_in_that_language():
    standard = EDITION.standards[0]
    word = standard.title.ko.split()[0]
    hit = next(hit for hit in found(EDITION, Wanted(word), language="en") if hit.standard is standard)

    assert [passage.language for passage in hit.passages] == ["ko"]
    assert not any(piece.is_hit for piece in hit.title)


def test_kind_and_effect_narrow_the_list():
    chosen = ids("", kind="safeguard", effect="condition")

    assert chosen
    assert all(EDITION.standard(name).kind == "safeguard" for name in chosen)
    assert all(EDITION.standard(name).effect == "condition" for name in chosen)


def test_words_are_marked_where_they_stand_and_the_text_stays_whole():
    assert marked("Live, alive", ["live"]) == (
        Piece("Live", is_hit=True),
        Piece(", a"),
        Piece("live", is_hit=True),
    )


def test_marks_that_overlap_are_one():
    assert marked("abcde", ["abc", "cd"]) == (Piece("abcd", is_hit=True), Piece("e"))


def test_a_mark_may_span_the_blank_between_korean_words():
    assert marked("법률의 근거", ["법률의근거"]) == (Piece("법률의 근거", is_hit=True),)


def test_characters_that_become_several_keep_their_place():
    assert marked("Maß", ["mass"]) == (Piece("Maß", is_hit=True),)
    assert folded("ﬁn")[1] == (0, 0, 1)


@pytest.mark.parametrize("text", ["%", "\\", "(", "<b>", "a" * 300, "\u200b", "é", "🙂"])
def test_nothing_that_can_be_typed_breaks_the_search(text):
    assert isinstance(ids(text), list)
