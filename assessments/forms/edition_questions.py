"""A question of a draft edition as a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Kind
from assessments.catalogue.editing import Value
from assessments.forms.edition_rows import RowForm, with_unknown
from assessments.forms.edition_standards import area
from assessments.forms.text import TextField

KINDS: dict[Kind, str | Promise] = {
    Kind.TEXT: _("Text on one line"),
    Kind.LONGTEXT: _("Text in paragraphs"),
    Kind.SINGLE: _("One of several choices"),
    Kind.MULTI: _("Any of several choices"),
    Kind.YESNO: _("Yes or no"),
    Kind.NUMBER: _("Number"),
    Kind.PERCENT: _("Percentage"),
    Kind.DATE: _("Date"),
    Kind.FILE: _("File"),
    Kind.TABLE: _("Table"),
}


class QuestionForm(RowForm):
    text_ko = area(_("Question in Korean"), rows=2, language="ko")
    text_en = area(_("Question in English"), rows=2, language="en")
    help_ko = area(_("Help in Korean"), rows=3, language="ko")
    help_en = area(_("Help in English"), rows=3, language="en")
    kind = forms.ChoiceField(required=False, label=_("Kind of answer"))
    required = forms.BooleanField(required=False, label=_("Must be answered when it is asked"))
    public = forms.BooleanField(required=False, label=_("The answer goes to the public register"))
    minimum = TextField(required=False, label=_("Smallest number"), max_length=20)
    maximum = TextField(required=False, label=_("Largest number"), max_length=20)
    show = area(
        _("When it is asked"),
        rows=3,
        help_text=_("A rule over answers to earlier questions. Blank: it is always asked."),
    )

    KEYS = {
        "text_ko": ("text", "ko"),
        "text_en": ("text", "en"),
        "help_ko": ("help", "ko"),
        "help_en": ("help", "en"),
        "kind": ("kind",),
        "required": ("required",),
        "public": ("public",),
        "minimum": ("minimum",),
        "maximum": ("maximum",),
        "show": ("show",),
    }
    OPTIONAL = frozenset({"minimum", "maximum", "show"})
    RULES = frozenset({"show"})
    WHOLE_NUMBERS = frozenset({"minimum", "maximum"})

    def __init__(self, data: Any = None, *, said: Mapping[str, Any]) -> None:
        super().__init__(data, said={"required": True, "public": True, **said})
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            choices = [(str(kind), label) for kind, label in KINDS.items()]
            field.choices = with_unknown(choices, said.get("kind"))

    def value_of(self, name: str) -> Value | None:
        """Required and public are said only where they are not."""
        if name in {"required", "public"}:
            return None if self.cleaned_data[name] else False
        return super().value_of(name)
