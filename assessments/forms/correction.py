"""The chair's form for correcting clerical errors in a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from assessments.enums import Initiative
from assessments.forms.text import LongTextField, TextField, in_language
from assessments.records import PROSE, Fault, NotCorrectable, Passage
from assessments.records.wording import HEADINGS

REASON_MAX = 1_000
PAIRS = (("old", "new"), ("old_more", "new_more"))
"""Fields of the passages, in their order."""


class CorrectionForm(forms.Form):
    """One section, one passage or two: often the second is the same in the other language."""

    section = forms.ChoiceField(
        label=gettext_lazy("Section of the record"),
        error_messages={"required": gettext_lazy("Choose the section.")},
    )
    old = TextField(
        label=gettext_lazy("Passage as it stands"),
        help_text=gettext_lazy(
            "Copied exactly from the record, on one line, long enough to be the only one."
        ),
        error_messages={"required": gettext_lazy("Copy the passage from the record.")},
    )
    new = TextField(
        label=gettext_lazy("As it should read"),
        error_messages={"required": gettext_lazy("Write what it should read.")},
    )
    old_more = TextField(
        required=False,
        label=gettext_lazy("Second passage as it stands"),
        help_text=gettext_lazy("Of the same section, such as the same words in the other language."),
    )
    new_more = TextField(required=False, label=gettext_lazy("The second passage as it should read"))
    asked_by = forms.ChoiceField(
        label=gettext_lazy("At whose instance"),
        choices=Initiative.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose at whose instance the record is corrected.")},
    )
    reason_ko = LongTextField(
        max_length=REASON_MAX,
        label=gettext_lazy("Reason in Korean"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ko"}),
        help_text=gettext_lazy("Published with the correction."),
        error_messages={"required": gettext_lazy("Give the reason in Korean.")},
    )
    reason_en = LongTextField(
        required=False,
        max_length=REASON_MAX,
        label=gettext_lazy("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        if isinstance(field, forms.ChoiceField):
            sections = [(name, in_language(HEADINGS[name])) for name in PROSE]
            field.choices = [("", _("Choose…")), *sections]

    def clean(self) -> None:
        given = self.cleaned_data
        if bool(given.get("old_more")) != bool(given.get("new_more")) and not self.errors:
            lacking = "new_more" if given.get("old_more") else "old_more"
            self.add_error(lacking, _("Fill in both parts of the second passage, or neither."))

    @property
    def passages(self) -> tuple[Passage, ...]:
        given = self.cleaned_data
        return tuple(
            Passage(given["section"], given[old], given[new]) for old, new in PAIRS if given.get(old)
        )

    @property
    def grounds(self) -> dict[str, Any]:
        """Reasons, and at whose instance."""
        given = self.cleaned_data
        return {
            "reason_ko": given["reason_ko"],
            "reason_en": given["reason_en"],
            "asked_by": Initiative(given["asked_by"]),
        }

    def refuse(self, refusal: NotCorrectable) -> None:
        """Say at the field why its passage cannot be corrected."""
        old, new = PAIRS[refusal.place]
        self.add_error(new if refusal.fault == Fault.SAME else old, _why(refusal.fault))


def _why(fault: Fault) -> str:
    match fault:
        case Fault.NO_SUCH_SECTION:
            return _("Nothing in this section can be corrected.")
        case Fault.SAME:
            return _("This is what stands there already.")
        case Fault.NOT_FOUND:
            return _("The record says this nowhere. Copy the passage exactly, within one line.")
        case Fault.ELSEWHERE:
            return _(
                "It stands in the record, but not in words of the commission in this section. What was"
                " decided, numbers, dates, votes and the words of others cannot be corrected."
            )
