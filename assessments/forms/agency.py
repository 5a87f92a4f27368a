"""The agency's forms beside its answers: starting, sending, withdrawing, answering, commenting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import Edition
from assessments.forms.text import LongTextField, TextField, in_language
from assessments.models import Clarification, Organisation

TITLE_MAX = 300


class StartForm(forms.Form):
    """Title and type of use; the agency too, where the person works for several."""

    agency = forms.ChoiceField(
        label=gettext_lazy("Agency"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the agency for which you start."),
            "invalid_choice": gettext_lazy("Choose one of the agencies offered."),
        },
    )
    title = TextField(
        max_length=TITLE_MAX, error_messages={"required": gettext_lazy("Give the assessment a title.")}
    )
    use_case = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the type of use."),
            "invalid_choice": gettext_lazy("Choose one of the types offered."),
        },
    )

    def __init__(self, *args: Any, edition: Edition, agencies: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question_id in (("title", "proposal_title"), ("use_case", "use_case")):
            question = edition.question(question_id)
            self.fields[name].label = in_language(question.text)
            self.fields[name].help_text = in_language(question.help)
        uses = edition.question("use_case").choices
        self._choices("use_case", [(choice.id, in_language(choice.text)) for choice in uses])
        self._choices("agency", [(str(agency.pk), str(agency)) for agency in agencies])
        if len(agencies) == 1:
            del self.fields["agency"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class SendForm(forms.Form):
    truth = forms.BooleanField(
        label=gettext_lazy("I make this statement for the agency."),
        error_messages={"required": gettext_lazy("Tick the statement before you send.")},
    )


class WithdrawForm(forms.Form):
    reasons = LongTextField(
        required=False,
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("They stay with the case and are not published."),
    )


class ClarificationForm(forms.Form):
    """One answer for each question of the open round."""

    def __init__(self, *args: Any, questions: Sequence[Clarification], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            number = {"number": question.number}
            field = LongTextField(
                label=_("Question %(number)s") % number, help_text=escape(question.question)
            )
            field.error_messages["required"] = _("Answer question %(number)s.") % number
            self.fields[f"answer-{question.number}"] = field

    def answers(self) -> dict[int, str]:
        """By number of the question."""
        return {int(name.removeprefix("answer-")): text for name, text in self.cleaned_data.items()}


class StatementForm(forms.Form):
    text = LongTextField(
        label=gettext_lazy("Statement"), error_messages={"required": gettext_lazy("Write the statement.")}
    )
    wants_hearing = forms.BooleanField(
        required=False, label=gettext_lazy("We also ask to be heard in person.")
    )
