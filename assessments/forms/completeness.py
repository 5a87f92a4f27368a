"""The case officer's forms: what was checked by eye, what is missing, who reviews, why it is returned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import Edition
from assessments.enums import Seat
from assessments.forms.text import LongTextField, in_language
from assessments.queries.seats import Candidate

DEFECT_MAX = 2_000

BY_EYE = {
    "one_use": gettext_lazy("The proposal is about one use only."),
    "readable": gettext_lazy("I opened the files; they are readable and are what they claim to be."),
    "declarations": gettext_lazy("The declarations were made by somebody entitled to make them."),
}
"""What no computer can check, by the id that the ledger keeps."""


class AcceptForm(forms.Form):
    confirmed = forms.MultipleChoiceField(
        label=gettext_lazy("Checked by eye"),
        choices=list(BY_EYE.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Confirm what you checked by eye.")},
    )

    def clean_confirmed(self) -> list[str]:
        confirmed: list[str] = self.cleaned_data["confirmed"]
        if set(confirmed) != set(BY_EYE):
            raise forms.ValidationError(_("Every point must hold before the review can begin."))
        return confirmed


class DefectForm(forms.Form):
    """One defect: which question or document it concerns, and what is missing."""

    question = forms.ChoiceField(required=False, label=gettext_lazy("Concerns"))
    text = LongTextField(
        max_length=DEFECT_MAX,
        label=gettext_lazy("What is missing or wrong"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what is missing or wrong.")},
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["question"]
        if isinstance(field, forms.ChoiceField):
            field.choices = _concerns(edition)


class ReturnForm(forms.Form):
    reasons = LongTextField(
        label=gettext_lazy("Reasons for returning it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The agency reads them. Returning is not a rejection: it may start again."),
        error_messages={"required": gettext_lazy("Give the reasons for returning it.")},
    )


class AssignForm(forms.Form):
    """Who takes one of the two seats."""

    seat = forms.ChoiceField(choices=Seat.choices, widget=forms.HiddenInput)
    reviewer = forms.TypedChoiceField(
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a reviewer."),
            "invalid_choice": gettext_lazy("This person cannot take the seat."),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        seat: Seat,
        candidates: Iterable[Candidate],
        holder: int | None = None,
    ) -> None:
        super().__init__(data, prefix=str(seat), initial={"seat": seat, "reviewer": holder})
        field = self.fields["reviewer"]
        field.label = str(seat.label)
        if isinstance(field, forms.ChoiceField):
            free = [(one.person.pk, _named(one)) for one in candidates if not one.bar]
            field.choices = [("", _("Choose…")), *free]


def _named(candidate: Candidate) -> str:
    words = {"name": candidate.person, "count": candidate.workload}
    return _("%(name)s (open cases: %(count)s)") % words


def _concerns(edition: Edition) -> list[tuple[str, Any]]:
    """The whole, then every question by page, then the documents."""
    pages = [
        (
            in_language(page.title),
            [(question.id, in_language(question.text)) for question in page.questions],
        )
        for page in edition.pages.values()
    ]
    documents = [
        (document.id, f"{document.id} {in_language(document.title)}") for document in edition.documents
    ]
    return [("", _("The proposal as a whole")), *pages, (_("Documents"), documents)]
