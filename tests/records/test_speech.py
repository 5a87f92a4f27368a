"""Content said in one language: escaped, broken between words, with foreign passages marked."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assessments.catalogue import Nature, Text
from assessments.enums import Effect, Outcome, Result
from assessments.records import FactState, Limb
from assessments.records.speech import said, words
from assessments.records.wording import LABELS

JOIN = "\u2060"


@pytest.mark.parametrize(
    ("value", "korean", "english"),
    [
        (Text("예", "Yes"), "예", "Yes"),
        (date(2026, 1, 5), "2026년 1월 5일", "5 January 2026"),
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "2026년 11월 21일 00:30", "21 November 2026, 00:30"),
        (1234567, "1,234,567", "1,234,567"),
        ("typed as it is", "typed as it is", "typed as it is"),
    ],
)
def test_values_are_said_in_either_language(value, korean, english):
    assert (said(value, language="ko"), said(value, language="en")) == (korean, english)


@pytest.mark.parametrize(
    ("typed", "within", "printed"),
    [
        ("확인", "ko", f"확{JOIN}인"),
        ("확인", "en", f'<span lang="ko">확{JOIN}인</span>'),
        ("checked at the gate", "ko", '<span lang="en">checked at the gate</span>'),
        ("checked at the gate", "en", "checked at the gate"),
        ("FaceGate 4.2", "ko", "FaceGate 4.2"),
        ("https://a.example/b-c-d", "ko", "https://a.example/b-c-d"),
        ("<b>&\"'", "ko", "&lt;b&gt;&amp;&quot;&#x27;"),
    ],
)
def test_typed_words_are_escaped_and_their_language_marked(typed, within, printed):
    assert said(typed, language=within).__html__() == printed


def test_korean_breaks_at_spaces_only():
    printed = said("EX-1은 제19조(목적)와 2026년 시행령", language="ko").__html__()

    assert printed == (f"EX-1{JOIN}은 제{JOIN}19{JOIN}조(목{JOIN}적){JOIN}와 2026{JOIN}년 시{JOIN}행{JOIN}령")


def test_words_cannot_be_run_by_a_template():
    hostile = said(Text("<script>", "{{ x }}{% load y %}</style>"), language="en")

    assert hostile.__html__() == "{{ x }}{% load y %}&lt;/style&gt;"


@pytest.mark.parametrize("vocabulary", [Outcome, Result, Effect, FactState, Limb, Nature])
def test_every_word_of_a_vocabulary_has_a_label(vocabulary):
    assert set(vocabulary) <= set(LABELS)


def test_what_cannot_be_said_is_refused():
    with pytest.raises(TypeError):
        said(0.5, language="ko")


def test_the_fixed_words_are_the_same_in_number_in_both_languages():
    assert words("ko").keys() == words("en").keys()
