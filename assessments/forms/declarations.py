"""What somebody who sits in judgement declares before anything opens, and how a seat is handed back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import Procedure
from assessments.forms.text import LongTextField, in_language

EXPLANATION_MAX = 2_000
CLEAR, CONFLICT = "clear", "conflict"


class DeclarationForm(forms.Form):
    is_draft = True  # "optional" would be wrong beside the ground

    declared = forms.ChoiceField(
        label=gettext_lazy("Do you have a conflict of interest?"),
        choices=[
            (CLEAR, gettext_lazy("No: none of the grounds applies to me")),
            (CONFLICT, gettext_lazy("Yes: a ground applies, and I give up my seat")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether you have a conflict of interest.")},
    )
    ground = forms.ChoiceField(required=False, label=gettext_lazy("Ground"), widget=forms.RadioSelect)
    explanation = LongTextField(
        required=False,
        max_length=EXPLANATION_MAX,
        label=gettext_lazy("Explanation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For the case officer only."),
    )

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        field.nested = True  # type: ignore[attr-defined]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(ground.id, in_language(ground.title)) for ground in procedure.conflict_grounds]

    @property
    def has_conflict(self) -> bool:
        return bool(self.cleaned_data["declared"] == CONFLICT)

    def clean(self) -> None:
        declared, ground = self.cleaned_data.get("declared"), self.cleaned_data.get("ground")
        if declared == CONFLICT and not ground and "ground" not in self.errors:
            self.add_error("ground", _("Name the ground of the conflict."))
        if declared == CLEAR and ground:
            self.add_error("declared", _("You named a ground: then you have a conflict of interest."))


class HandBackForm(forms.Form):
    reasons = LongTextField(
        label=gettext_lazy("Reasons"),
        max_length=EXPLANATION_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The case officer reads them and names somebody else."),
        error_messages={"required": gettext_lazy("Give the reasons.")},
    )
