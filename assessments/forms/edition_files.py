"""One file of a draft edition as it is: nothing is trimmed, and nothing but line ends is made alike."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

LARGEST = 256 * 1024
"""Bytes, as the reader of editions takes them."""
_BROKEN = re.compile("[\x00\ud800-\udfff]")


class FileField(forms.CharField):
    """Cleans to text with the line ends that the file has."""

    widget = forms.Textarea

    def __init__(self, *, before: str, **more: Any) -> None:
        super().__init__(strip=False, required=False, **more)
        self.validators = []
        self.line_end = "\r\n" if "\r\n" in before else "\n"

    def to_python(self, value: Any) -> str:
        text = re.sub("\r\n|\r", "\n", value or "")
        if _BROKEN.search(text):
            raise ValidationError(gettext("The text holds characters that no file can hold."))
        if len(text.encode()) > LARGEST:
            raise ValidationError(gettext("A file has at most %(most)s KiB.") % {"most": LARGEST // 1024})
        return text.replace("\n", self.line_end)


class FileForm(forms.Form):
    is_draft = True

    def __init__(self, data: Any = None, *, before: str) -> None:
        super().__init__(data, initial={"text": before})
        self.fields["text"] = FileField(
            before=before,
            label=_("What the file says"),
            widget=forms.Textarea(attrs={"rows": 28, "class": "code", "spellcheck": "false", "wrap": "off"}),
        )
