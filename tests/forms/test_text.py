"""Text fields take what people write, refuse what cannot be seen, and lose nothing."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError

from assessments.forms import text
from tests.forms import nasty


class Note(forms.Form):
    line = text.TextField(required=False)
    words = text.LongTextField(required=False)


@pytest.mark.parametrize("raw", nasty.REFUSED)
def test_what_cannot_be_seen_or_read_is_refused_with_a_message(raw: str) -> None:
    note = Note({"line": raw, "words": raw})

    assert not note.is_valid()
    assert set(note.errors) == {"line", "words"}


@pytest.mark.parametrize("raw", nasty.REFUSED)
def test_a_refused_text_is_shown_again_without_what_was_wrong(raw: str) -> None:
    shown = Note({"line": raw})["line"].value()

    shown.encode()  # nothing that cannot be sent
    assert text._HIDDEN.search(shown) is None


def test_saving_a_text_that_was_cleared_of_hidden_characters_succeeds() -> None:
    again = Note({"line": Note({"line": nasty.BIDI_OVERRIDE})["line"].value()})

    assert again.is_valid()
    assert again.cleaned_data["line"] == "invoicefdp.exe"


@pytest.mark.parametrize(("raw", "kept"), nasty.TAKEN.items())
def test_everything_else_is_kept_in_composed_form(raw: str, kept: str) -> None:
    note = Note({"line": raw, "words": raw})

    assert note.is_valid(), note.errors
    assert note.cleaned_data == {"line": kept, "words": kept}


def test_line_ends_become_plain_in_paragraphs_and_spaces_on_a_line() -> None:
    note = Note({"line": "하나\r\n둘", "words": "하나\r\n둘\r셋\u2028넷"})

    assert note.is_valid()
    assert note.cleaned_data == {"line": "하나 둘", "words": "하나\n둘\n셋\n넷"}


def test_length_is_counted_as_the_page_counts_it() -> None:
    just, over = "가\r\n" * (text.LONGTEXT_MAX // 2), "가" * (text.TEXT_MAX + 1)

    note = Note({"words": just, "line": over})

    assert list(note.errors) == ["line"]
    assert "501" in note.errors["line"][0]


def test_decomposed_hangul_counts_as_it_is_kept() -> None:
    note = Note({"line": nasty.DECOMPOSED * (text.TEXT_MAX // 2)})

    assert note.is_valid()
    assert len(note.cleaned_data["line"]) == text.TEXT_MAX


@pytest.mark.parametrize("raw", [7, 1.5, True, [], ["a"], {"a": 1}])
def test_a_value_that_is_no_text_is_refused(raw: object) -> None:
    with pytest.raises(ValidationError):
        text.TextField(required=False).clean(raw)


@pytest.mark.parametrize("raw", [None, "", "   "])
def test_nothing_is_nothing(raw: object) -> None:
    assert text.TextField(required=False).clean(raw) == ""


@pytest.mark.parametrize("raw", [*nasty.REFUSED, *nasty.TAKEN, "x" * 5000])
def test_a_search_is_never_refused(raw: str) -> None:
    sought = text.search(raw)

    sought.encode()
    assert "\x00" not in sought
    assert len(sought) <= text.SEARCH_MAX
