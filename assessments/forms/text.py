"""Text as people may write it: every form of the portal takes its text through these fields.

What cannot be seen (control characters, marks that change the direction of writing) is refused once, with the
text shown again without it: pressing the button a second time is enough, and nothing changes unnoticed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext as _

from assessments.catalogue import Text

TEXT_MAX = 500
"""Characters of an answer on one line."""
LONGTEXT_MAX = 10_000
"""Characters of an answer in paragraphs."""
CELL_MAX = 500
"""Characters of one cell of a table."""
ROWS_MAX = 100
"""Rows of a table."""
SEARCH_MAX = 200
"""Characters of a search that are looked at."""

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb{_DIRECTION}]")
_BROKEN = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: no text encoding can carry them."""
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029")
UNREADABLE = "\ufffd"
"""What stands where bytes could not be read as text."""


def clean(raw: str) -> str:
    """The text in NFC, with plain line ends and no space at either end.

    Raises ``ValidationError`` when it holds something that cannot be seen or cannot be read.
    """
    if _HIDDEN.search(raw):
        raise ValidationError(
            _("The text held invisible control characters. They are removed now: check it and save again.")
        )
    if _BROKEN.search(raw) or UNREADABLE in raw:
        raise ValidationError(_("Some characters could not be read; they are shown as “�”. Type them again."))
    return _normal(raw)


def tidy(raw: str) -> str:
    """The text without what cannot be seen: for showing a refused text again."""
    return _BROKEN.sub(UNREADABLE, _HIDDEN.sub("", raw))


def search(raw: str) -> str:
    """What somebody looks for, from an address: never refused, only made harmless."""
    return _normal(tidy(raw)).replace("\n", " ")[:SEARCH_MAX]


def in_language(words: Text) -> str:
    """The catalogue's words in the reader's language."""
    return words.en if (get_language() or "ko").startswith("en") else words.ko


def _normal(raw: str) -> str:
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", raw)).strip()


class LongTextField(forms.CharField):
    """Text in paragraphs."""

    longest = LONGTEXT_MAX
    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": self.longest} | kwargs)
        # The length is checked below, after NFC; Django's own check for NUL would come second anyway.
        self.validators = []

    def to_python(self, value: Any) -> str:
        if value is None or value == "":
            return ""
        if not isinstance(value, str):
            raise ValidationError(_("Write text here."))
        text = clean(value)
        if self.max_length is not None and len(text) > self.max_length:
            counts = {"most": f"{self.max_length:,}", "length": f"{len(text):,}"}
            raise ValidationError(_("At most %(most)s characters; this text has %(length)s.") % counts)
        return text

    def bound_data(self, data: Any, initial: Any) -> Any:
        return tidy(data) if isinstance(data, str) else data

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: a browser would cut what is pasted without a word."""
        return {}


class TextField(LongTextField):
    """Text on one line."""

    longest = TEXT_MAX
    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split("\n"))
