"""A standard of a draft edition as a form, with the numbers of its rules as fields of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from assessments.catalogue import Text
from assessments.catalogue.editing import Key, Value
from assessments.catalogue.thresholds import NUMBER, Threshold, with_numbers
from assessments.enums import Effect, StandardKind, Timing
from assessments.forms.edition_rows import RowForm, on_lines, with_unknown
from assessments.forms.text import LongTextField, TextField, in_language

NUMBER_MAX = 26
"""Characters of a number in a rule."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a rule, and how its field is labelled."""

    rule: str
    threshold: Threshold
    label: Text
    words: Text
    """The comparison that it stands in."""


def area(label: Any, *, rows: int, language: str = "", **more: Any) -> LongTextField:
    attrs: dict[str, Any] = {"rows": rows}
    attrs |= {"lang": language} if language else {"class": "code", "spellcheck": "false"}
    # No limit here: the reader has one, and says so.
    return LongTextField(
        required=False, max_length=None, label=label, widget=forms.Textarea(attrs=attrs), **more
    )


def line(label: Any, *, language: str) -> TextField:
    return TextField(required=False, label=label, widget=forms.TextInput(attrs={"lang": language}))


class StandardForm(RowForm):
    title_ko = line(_("Title in Korean"), language="ko")
    title_en = line(_("Title in English"), language="en")
    requirement_ko = area(_("Requirement in Korean"), rows=4, language="ko")
    requirement_en = area(_("Requirement in English"), rows=4, language="en")
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    effect = forms.ChoiceField(required=False, label=_("Effect"))
    applies_when = area(
        _("When it applies"), rows=3, help_text=_("A rule over the answers, or the word <code>always</code>.")
    )
    test = area(
        _("The rule: when it is met"), rows=9, help_text=_("It is read while you type and shown in words.")
    )
    evidence = forms.MultipleChoiceField(
        required=False, label=_("Evidence expected"), widget=forms.CheckboxSelectMultiple
    )
    review_ko = area(_("What people must judge, in Korean"), rows=4, language="ko")
    review_en = area(_("What people must judge, in English"), rows=4, language="en")
    chosen_ko = area(_("A choice of this catalogue, in Korean"), rows=2, language="ko")
    chosen_en = area(_("A choice of this catalogue, in English"), rows=2, language="en")
    condition_text_ko = area(_("Model condition in Korean"), rows=3, language="ko")
    condition_text_en = area(_("Model condition in English"), rows=3, language="en")
    condition_timing = forms.ChoiceField(required=False, label=_("To be fulfilled"))
    condition_days = TextField(
        required=False,
        label=_("Days after service"),
        max_length=10,
        help_text=_("Only within a number of days."),
    )

    KEYS = {
        "title_ko": ("title", "ko"),
        "title_en": ("title", "en"),
        "requirement_ko": ("requirement", "ko"),
        "requirement_en": ("requirement", "en"),
        "kind": ("kind",),
        "effect": ("effect",),
        "applies_when": ("applies_when",),
        "test": ("test",),
        "evidence": ("evidence",),
        "review_ko": ("review", "ko"),
        "review_en": ("review", "en"),
        "chosen_ko": ("chosen", "ko"),
        "chosen_en": ("chosen", "en"),
        "condition_text_ko": ("condition", "text", "ko"),
        "condition_text_en": ("condition", "text", "en"),
        "condition_timing": ("condition", "timing"),
        "condition_days": ("condition", "days"),
    }
    OPTIONAL = frozenset(name for name in KEYS if name.startswith(("chosen", "condition")))
    RULES = frozenset({"applies_when", "test"})
    WHOLE_NUMBERS = frozenset({"condition_days"})

    def __init__(
        self,
        data: Any = None,
        *,
        said: Mapping[str, Any],
        documents: Iterable[tuple[str, str]],
        numbers: Sequence[Number],
    ) -> None:
        """``documents`` are ids and titles."""
        super().__init__(data, said=said)
        self._offer("kind", with_unknown(StandardKind.choices, said.get("kind")))
        self._offer("effect", with_unknown(Effect.choices, said.get("effect")))
        timing = self.initial["condition_timing"]
        self._offer("condition_timing", [*with_unknown(Timing.choices, timing)])
        listed = said.get("evidence")
        self._offer("evidence", with_unknown(documents, *(listed if isinstance(listed, list) else []))[1:])
        self.numbers = {f"number_{place}": number for place, number in enumerate(numbers, 1)}
        for name, number in self.numbers.items():
            self.fields[name] = TextField(
                required=False,
                max_length=NUMBER_MAX,
                initial=number.threshold.number,
                label=in_language(number.label),
                help_text=in_language(number.words),
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    def clean(self) -> None:
        for name, number in self.numbers.items():
            written = self.cleaned_data.get(name)
            if written is None or written == number.threshold.number:
                continue
            if not NUMBER.fullmatch(written):
                self.add_error(name, gettext("Write a number in digits, such as 60000 or 1.5."))
            elif number.rule in self.changed_data:
                said = gettext("You changed the rule too: change the number in the rule itself.")
                self.add_error(name, said)

    def changes(self) -> dict[Key, Value | None]:
        found = super().changes()
        if ("evidence",) in found:
            found[("evidence",)] = self._evidence()
        for rule in ("applies_when", "test"):
            numbers = self._changed_numbers(rule)
            if numbers:
                text = with_numbers(self.initial[rule], numbers)
                found[(rule,)] = on_lines(text, before=self.said.get(rule))
        return found

    def number_rules(self) -> dict[str, str]:
        return {name: number.rule for name, number in self.numbers.items()}

    def number_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.numbers]

    def _changed_numbers(self, rule: str) -> dict[int, str]:
        return {
            number.threshold.column: self.cleaned_data[name]
            for name, number in self.numbers.items()
            if number.rule == rule and self.cleaned_data.get(name) not in {None, number.threshold.number}
        }

    def _evidence(self) -> list[str]:
        """What stays keeps its order."""
        wanted, listed = self.cleaned_data["evidence"], self.said.get("evidence")
        kept = [one for one in listed if one in wanted] if isinstance(listed, list) else []
        return [*kept, *(one for one in wanted if one not in kept)]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
