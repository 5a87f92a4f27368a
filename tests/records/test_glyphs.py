"""What the fonts cannot draw is named, and nothing acts unseen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from assessments.records.glyphs import drawable, visible


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("가나다 abc 1:1 「」·…–✓△×", "가나다 abc 1:1 「」·…–✓△×"),
        ("前 국장 金哲洙, 甲·乙 ◎ ☎", "前 국장 金哲洙, 甲·乙 ◎ ☎"),
        ("𠮷野 漢字", "[U+20BB7]野 漢字"),
        ("😀", "[U+1F600]"),
        ("عربي", "[U+0639][U+0631][U+0628][U+064A]"),
        ("가", "가"),
        ("no\u202etxt.exe", "no[U+202E]txt.exe"),
        ("a\u200bb\ufeffc\u00add", "a[U+200B]b[U+FEFF]c[U+00AD]d"),
        ("bell\x07 nul\x00", "bell[U+0007] nul[U+0000]"),
        ("half \ud83d", "half [U+D83D]"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
    ],
)
def test_what_is_printed_for_what_was_typed(typed, printed):
    assert visible(typed) == printed


@given(st.text())
def test_everything_printed_has_a_glyph(typed):
    assert {ord(character) for character in visible(typed)} - {9, 10} <= drawable()


@given(st.text())
def test_what_is_printed_is_printed_again_unchanged(typed):
    assert visible(visible(typed)) == visible(typed)


def test_every_hangul_syllable_can_be_drawn():
    assert set(range(0xAC00, 0xD7A4)) <= drawable()


def test_nothing_invisible_counts_as_drawable_in_print():
    unseen = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cf", "Cc"}]

    assert all(
        visible(character).startswith("[U+") for character in unseen if character not in "\n\t\r\x0b\x0c\x85"
    )
