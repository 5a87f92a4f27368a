"""Handing a draft edition to the person who publishes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Text
from assessments.forms.numbers import DateField
from assessments.forms.text import LongTextField


class SubmissionForm(forms.Form):
    valid_from = DateField(label=_("In force from"), required=True)
    reason_ko = LongTextField(
        label=_("Reason in Korean"),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "ko"}),
        help_text=_("Published with the edition: what changes, and why."),
        error_messages={"required": _("Give the reason in both languages.")},
    )
    reason_en = LongTextField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
        error_messages={"required": _("Give the reason in both languages.")},
    )
    at_once = forms.MultipleChoiceField(
        required=False,
        label=_("Prohibitions that shall apply at once"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Running cases are judged by them too. Everything else applies to proposals sent later."),
    )

    def __init__(self, *args: Any, prohibitions: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choices, field = list(prohibitions), self.fields["at_once"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        if not choices:
            del self.fields["at_once"]

    @property
    def reason(self) -> Text:
        return Text(ko=self.cleaned_data["reason_ko"], en=self.cleaned_data["reason_en"])

    @property
    def day(self) -> date:
        return date.fromisoformat(self.cleaned_data["valid_from"])

    @property
    def chosen(self) -> list[str]:
        """Ids of the prohibitions that shall apply at once."""
        found: list[str] = self.cleaned_data.get("at_once", [])
        return found
