"""Starting a draft edition, and adding a standard, a question or a file to one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from assessments.catalogue import Kind
from assessments.catalogue.editing import Key, Value
from assessments.enums import Effect, StandardKind
from assessments.forms.edition_questions import KINDS
from assessments.forms.edition_standards import area, line
from assessments.forms.text import TextField

EDITION_MAX = 20
ID_MAX = 60
_QUESTION_ID = re.compile(r"[a-z][a-z0-9_]*")


class StartForm(forms.Form):
    based_on = forms.ChoiceField(label=_("Made from"))
    edition_id = TextField(
        label=_("Number of the new edition"),
        max_length=EDITION_MAX,
        help_text=_("Year and month in which it comes into force, and a number: 2026.12-1."),
    )

    def __init__(self, *args: Any, editions: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["based_on"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one, one) for one in editions]


class NewStandardForm(forms.Form):
    """Only what gives it a name: everything else is written in its own form."""

    id = TextField(label=_("Id"), max_length=12)
    title_ko = line(_("Title in Korean"), language="ko")
    title_en = line(_("Title in English"), language="en")
    kind = forms.ChoiceField(label=_("Kind"), choices=StandardKind.choices, initial=StandardKind.SAFEGUARD)
    effect = forms.ChoiceField(label=_("Effect"), choices=Effect.choices, initial=Effect.CONDITION)

    def __init__(self, *args: Any, group: str, taken: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.group, self.taken = group, taken
        numbers = [int(found[1]) for one in taken if (found := re.fullmatch(rf"{group}-([0-9]{{1,6}})", one))]
        self.fields["id"].initial = f"{group}-{max(numbers, default=0) + 1}"

    def clean_id(self) -> str:
        standard_id: str = self.cleaned_data["id"]
        if not re.fullmatch(rf"{self.group}-[1-9][0-9]*", standard_id):
            words = gettext("Write %(group)s- and a number.") % {"group": self.group}
            raise ValidationError(words)
        if standard_id in self.taken:
            raise ValidationError(gettext("There is one with this id already."))
        return standard_id

    def said(self) -> dict[Key, Value]:
        given = self.cleaned_data
        return {
            ("id",): given["id"],
            ("title", "en"): given["title_en"],
            ("title", "ko"): given["title_ko"],
            ("requirement", "en"): "",
            ("requirement", "ko"): "",
            ("kind",): given["kind"],
            ("effect",): given["effect"],
            ("applies_when",): "always",
            ("test",): "",
            ("depends_on",): [],
            ("cites",): [],
            ("evidence",): [],
            ("review", "en"): "",
            ("review", "ko"): "",
        }


class NewQuestionForm(forms.Form):
    id = TextField(
        label=_("Id"), max_length=ID_MAX, help_text=_("Small letters, digits and underscores; rules use it.")
    )
    text_ko = area(_("Question in Korean"), rows=2, language="ko")
    text_en = area(_("Question in English"), rows=2, language="en")
    help_ko = area(_("Help in Korean"), rows=2, language="ko")
    help_en = area(_("Help in English"), rows=2, language="en")
    kind = forms.ChoiceField(label=_("Kind of answer"))

    def __init__(self, *args: Any, taken: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.taken = taken
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(kind), label) for kind, label in KINDS.items()]

    def clean_id(self) -> str:
        question_id: str = self.cleaned_data["id"]
        if not _QUESTION_ID.fullmatch(question_id):
            raise ValidationError(gettext("Write small letters, digits and underscores, a letter first."))
        if question_id in self.taken:
            raise ValidationError(gettext("There is one with this id already."))
        return question_id

    def said(self) -> dict[Key, Value]:
        given = self.cleaned_data
        found: dict[Key, Value] = {
            ("id",): given["id"],
            ("kind",): given["kind"],
            ("text", "en"): given["text_en"],
            ("text", "ko"): given["text_ko"],
            ("help", "en"): given["help_en"],
            ("help", "ko"): given["help_ko"],
        }
        lists = {Kind.SINGLE: "choices", Kind.MULTI: "choices", Kind.TABLE: "columns"}
        if name := lists.get(Kind(given["kind"])):
            found[(name,)] = []
        return found


class NewFileForm(forms.Form):
    name = TextField(
        label=_("Name of the file"),
        max_length=80,
        help_text=_("Such as standards/NEW.toml, questions/11-more.toml or trials/NEW.toml."),
    )

    def __init__(self, *args: Any, taken: Collection[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.taken = taken

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not re.fullmatch(r"([a-z]+/)?[A-Za-z0-9_-]+\.toml", name):
            raise ValidationError(gettext("Write a folder and a name that ends in .toml."))
        if name in self.taken:
            raise ValidationError(gettext("There is a file of this name already."))
        return name
