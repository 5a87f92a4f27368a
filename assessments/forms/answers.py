"""Builds the form of one page from the catalogue.

A draft may be incomplete, so nothing is required here: completeness is judged when it is sent. Only the
page's own questions are taken, whatever else is posted. The API posts JSON into the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments import evaluation
from assessments.catalogue import Answers, Edition, Kind, Page, Question
from assessments.evaluation.faults import NONE
from assessments.forms import layout
from assessments.forms.evidence import CheckedFile, EvidenceField
from assessments.forms.numbers import DateField, NumberField, PercentField
from assessments.forms.tables import TableField
from assessments.forms.text import LongTextField, TextField, in_language


class ChoiceField(forms.ChoiceField):
    """One of the question's choices by id; None when blank."""

    widget = forms.RadioSelect

    def clean(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not self.valid_value(value):
            raise ValidationError(_("Choose one of the answers offered."))
        return value


class ChoicesField(forms.MultipleChoiceField):
    """Ids of the question's choices, in the catalogue's order; None when none is ticked."""

    widget = forms.CheckboxSelectMultiple
    question: Question

    def clean(self, value: Any) -> list[str] | None:
        if not value:
            return None
        ids = value if isinstance(value, list) else [None]
        if not all(isinstance(one, str) and self.valid_value(one) for one in ids):
            raise ValidationError(_("Choose from the answers offered."))
        if NONE in ids and len(set(ids)) > 1:
            raise ValidationError(_("“None” cannot be ticked together with other answers."))
        return [choice.id for choice in self.question.choices if choice.id in ids]


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(choice.id, in_language(choice.text)) for choice in question.choices]


def _bounds(question: Question) -> dict[str, Any]:
    return {"minimum": question.minimum, "maximum": question.maximum, "required": False}


# fmt: off
FIELD: dict[Kind, Callable[[Question], forms.Field]] = {
    Kind.TEXT:     lambda question: TextField(required=False),
    Kind.LONGTEXT: lambda question: LongTextField(required=False),
    Kind.SINGLE:   lambda question: ChoiceField(choices=_choices(question), required=False),
    Kind.YESNO:    lambda question: ChoiceField(choices=_choices(question), required=False),
    Kind.MULTI:    lambda question: ChoicesField(choices=_choices(question), required=False),
    Kind.NUMBER:   lambda question: NumberField(**_bounds(question)),
    Kind.PERCENT:  lambda question: PercentField(**_bounds(question)),
    Kind.DATE:     lambda question: DateField(required=False),
    Kind.TABLE:    lambda question: TableField(question, required=False),
    Kind.FILE:     lambda question: EvidenceField(),
}
# fmt: on
"""One maker per kind of question; a test checks that none is missing."""


IN_FORM = "in-form"
"""Name of the hidden inputs that say which questions a page held: what it did not hold is left as it is."""


class PageForm(forms.Form):
    """Every question of one page; ``asked`` says which of them are asked by the answers given so far."""

    is_draft = True

    def __init__(
        self,
        edition: Edition,
        page: Page,
        *,
        answers: Answers,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=dict(answers))
        self.edition, self.page, self.answers = edition, page, answers
        self.asked = self.was_asked = evaluation.asked(edition, answers)
        for question in page.questions:
            field = FIELD[question.kind](question)
            layout.dress(field, question, edition)
            self.fields[question.id] = field

    def values(self) -> dict[str, Any]:
        """Answers by question id, ``None`` to clear, of all that could be read. Files are not among them."""
        return {
            name: None if value == "" else value
            for name, value in self.cleaned_data.items()
            if self.edition.question(name).kind is not Kind.FILE and self._was_in_form(name)
        }

    def uploads(self) -> dict[str, CheckedFile]:
        """The files that were chosen and are fit to be attached, by question id."""
        return {name: value for name, value in self.cleaned_data.items() if isinstance(value, CheckedFile)}

    def _post_clean(self) -> None:
        """What is no longer asked cannot be wrong: it is neither shown nor counted."""
        self.asked = evaluation.asked(self.edition, {**self.answers, **self.values()})
        for name in list(self.errors):
            if self.asked[name] is False:
                del self.errors[name]

    def _was_in_form(self, name: str) -> bool:
        """An unticked group posts nothing, and neither does a question that was not on the page."""
        posted = self.data.getlist(IN_FORM) if isinstance(self.data, QueryDict) else []
        if posted:
            return name in posted
        sent = name in self.data or any(key.startswith(f"{name}-") for key in self.data)
        return sent or self.was_asked[name] is not False
