"""A new trial of a standard: a situation in a sentence, the answers that matter, and what must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from assessments.catalogue import Kind, Question
from assessments.catalogue.editing import Key, Value
from assessments.catalogue.values import canonical
from assessments.enums import Result
from assessments.forms.text import TextField, in_language

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
PREFIX = "answer_"
SHOWN = frozenset(Kind) - {Kind.TABLE}
"""Kinds that have a field here; a table is written into the file."""


class NewTrialForm(forms.Form):
    is_draft = True

    title_ko = TextField(
        label=_("The situation in Korean, in a sentence"), widget=forms.TextInput(attrs={"lang": "ko"})
    )
    title_en = TextField(
        label=_("The situation in English, in a sentence"), widget=forms.TextInput(attrs={"lang": "en"})
    )
    expected = forms.ChoiceField(label=_("What must come out"), choices=[("", _("Choose…")), *Result.choices])

    def __init__(self, *args: Any, standard_id: str, questions: Sequence[Question], **more: Any) -> None:
        """``questions`` are those that matter to the standard: any other the reader refuses."""
        super().__init__(*args, **more)
        self.standard_id = standard_id
        self.questions = {f"{PREFIX}{one.id}": one for one in questions if one.kind in SHOWN}
        for name, question in self.questions.items():
            self.fields[name] = _field(question)

    def clean(self) -> None:
        for name, question in self.questions.items():
            answer = self.cleaned_data.get(name)
            if answer and canonical(answer, kind=question.kind, choices=question.choice_ids) is None:
                self.add_error(name, ValidationError(gettext("This is no answer of its kind.")))

    def said(self) -> dict[Key, Value]:
        """What was left blank stays unknown."""
        given = self.cleaned_data
        return {
            ("standard",): self.standard_id,
            ("title", "en"): given["title_en"],
            ("title", "ko"): given["title_ko"],
            **dict(self._answers()),
            ("expected",): given["expected"],
        }

    def _answers(self) -> Iterator[tuple[Key, Value]]:
        for name, question in self.questions.items():
            answer = self.cleaned_data[name]
            if answer:
                is_whole = question.kind in {Kind.NUMBER, Kind.PERCENT} and _WHOLE.fullmatch(answer)
                yield ("answers", question.id), int(answer) if is_whole else answer


def _field(question: Question) -> forms.Field:
    about: dict[str, Any] = {"label": in_language(question.text), "required": False}
    choices = [(one.id, in_language(one.text)) for one in question.choices]
    match question.kind:
        case Kind.SINGLE | Kind.YESNO:
            return forms.ChoiceField(choices=[("", _("Not answered")), *choices], **about)
        case Kind.MULTI:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **about)
        case Kind.DATE:
            return TextField(help_text="YYYY-MM-DD", **about)
        case _:
            return TextField(**about)
