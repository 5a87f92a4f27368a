"""The panel's answer to the agency's statement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from assessments.forms.text import LongTextField


class StatementAnswerForm(forms.Form):
    text_ko = LongTextField(
        label=gettext_lazy("Answer in Korean"),
        widget=forms.Textarea(attrs={"rows": 6, "lang": "ko"}),
        help_text=gettext_lazy(
            "Say to each point whether the panel follows it, and why. Anybody can read it in the record."
        ),
        error_messages={"required": gettext_lazy("Write the answer in Korean.")},
    )
    text_en = LongTextField(
        required=False,
        label=gettext_lazy("Answer in English"),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )
