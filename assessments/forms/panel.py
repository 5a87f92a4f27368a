"""The panel's forms: members, findings, the draft decision with its conditions and advice, votes, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import Edition, Standard
from assessments.enums import Outcome, Timing
from assessments.forms.findings import CitingForm, results_for
from assessments.forms.text import LongTextField, TextField, in_language
from assessments.queries.seats import Candidate

PROOF_MAX = 200
DAYS_MAX = 3_660
REASONS_MAX = 20_000
CONDITION_MAX = 4_000
CHOOSE = gettext_lazy("Choose…")


class MembersForm(forms.Form):
    """The chair and as many members as the panel needs besides."""

    chair = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Chair"),
        error_messages={"required": gettext_lazy("Choose who presides.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        size: int,
        chairs: Iterable[Candidate],
        members: Iterable[Candidate],
        seated: Sequence[int] = (),
    ) -> None:
        """``seated`` are the ids of those who sit now, the chair first."""
        super().__init__(data)
        self.others = [f"member-{number}" for number in range(1, size)]
        self._offer("chair", chairs)
        choices = list(members)
        for number, name in enumerate(self.others, start=1):
            self.fields[name] = forms.TypedChoiceField(
                coerce=int,
                label=_("Member %(number)s") % {"number": number},
                error_messages={"required": _("Choose a member.")},
            )
            self._offer(name, choices)
        self.initial = dict(zip(["chair", *self.others], seated, strict=False))

    def clean(self) -> None:
        chosen = [self.cleaned_data.get(name) for name in ("chair", *self.others)]
        for name, person in zip(("chair", *self.others), chosen, strict=True):
            if person and chosen.count(person) > 1 and name != "chair":
                self.add_error(name, _("This person is named twice."))

    @property
    def people(self) -> list[int]:
        """Ids, the chair first."""
        return [self.cleaned_data[name] for name in ("chair", *self.others)]

    def _offer(self, name: str, candidates: Iterable[Candidate]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            free = [(one.person.pk, _named(one)) for one in candidates if not one.bar]
            field.choices = [("", CHOOSE), *free]


class PanelFindingForm(CitingForm):
    """The panel's finding on one standard. A draft may be unfinished: nothing is required."""

    is_draft = True

    result = forms.ChoiceField(required=False, label=gettext_lazy("Result"), widget=forms.RadioSelect)
    reasons_ko = LongTextField(
        required=False,
        label=gettext_lazy("Reasons in Korean"),
        widget=forms.Textarea(attrs={"rows": 7, "lang": "ko"}),
    )
    reasons_en = LongTextField(
        required=False,
        label=gettext_lazy("Reasons in English"),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        if isinstance(field, forms.ChoiceField):
            field.choices = results_for(standard)

    def finding(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "result": given["result"],
            "reasons_ko": given["reasons_ko"],
            "reasons_en": given["reasons_en"],
            "evidence": self.cited(),
        }


class DecisionForm(forms.Form):
    """The draft decision without its lists. It may be unfinished: the remarks say what is missing."""

    is_draft = True

    outcome = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Outcome"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    validity_months = forms.IntegerField(
        required=False,
        min_value=1,
        label=gettext_lazy("Validity"),
        error_messages={"invalid": gettext_lazy("Write a whole number of months.")},
    )
    scope_ko = LongTextField(
        required=False,
        label=gettext_lazy("Scope in Korean"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ko"}),
        help_text=gettext_lazy("What is approved, and what is not."),
    )
    scope_en = LongTextField(
        required=False,
        label=gettext_lazy("Scope in English"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )
    reasons_ko = LongTextField(
        required=False,
        max_length=REASONS_MAX,
        label=gettext_lazy("Reasons for the decision in Korean"),
        widget=forms.Textarea(attrs={"rows": 8, "lang": "ko"}),
        help_text=gettext_lazy("For the standards of the group NEC: aim, means, least restriction, balance."),
    )
    reasons_en = LongTextField(
        required=False,
        max_length=REASONS_MAX,
        label=gettext_lazy("Reasons for the decision in English"),
        widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        validity, field = edition.procedure.validity, self.fields["validity_months"]
        self.most_months = validity.maximum
        field.unit = _("months")  # type: ignore[attr-defined]
        field.help_text = _(
            "At most %(maximum)s; recommended: %(pilot)s for pilots, %(conditional)s with conditions."
        ) % {
            "maximum": validity.maximum,
            "pilot": validity.pilot,
            "conditional": validity.conditional,
        }

    def clean_validity_months(self) -> int | None:
        months: int | None = self.cleaned_data["validity_months"]
        if months is not None and months > self.most_months:
            message = _("An approval is valid for 1 to %(most)s months.") % {"most": self.most_months}
            raise forms.ValidationError(message)
        return months


class _AboutStandards(forms.Form):
    """A text that names the standards it concerns."""

    is_draft = True

    standards = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Standards"), widget=forms.CheckboxSelectMultiple
    )
    text_ko = LongTextField(
        required=False,
        max_length=CONDITION_MAX,
        label=gettext_lazy("Text in Korean"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ko"}),
    )
    text_en = LongTextField(
        required=False,
        max_length=CONDITION_MAX,
        label=gettext_lazy("Text in English"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )

    def __init__(self, *args: Any, edition: Edition, offered: Sequence[str] = (), **kwargs: Any) -> None:
        """``offered`` are the standards shown at once; any other may be named and is then shown too."""
        super().__init__(*args, **kwargs)
        field = self.fields["standards"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.id, one.id) for one in edition.standards]
        self.edition, self.offered = edition, frozenset(offered)

    def standard_choices(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Those offered or chosen, and all others; the template writes them, as widgets are slow."""
        chosen = set(self["standards"].value() or ())
        every = [
            {"id": one.id, "title": in_language(one.title), "is_chosen": one.id in chosen}
            for one in self.edition.standards
        ]
        near = [one for one in every if one["is_chosen"] or one["id"] in self.offered]
        return near, [one for one in every if one not in near]


class ConditionForm(_AboutStandards):
    timing = forms.ChoiceField(
        required=False,
        label=gettext_lazy("To be fulfilled"),
        choices=[("", CHOOSE), *Timing.choices],
    )
    days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=DAYS_MAX,
        label=gettext_lazy("Days after service"),
        error_messages={"invalid": gettext_lazy("Write a whole number of days.")},
    )
    proof = TextField(required=False, max_length=PROOF_MAX, label=gettext_lazy("Proof"))

    def clean(self) -> None:
        if self.cleaned_data.get("timing") != Timing.WITHIN_DAYS and "days" in self.cleaned_data:
            self.cleaned_data["days"] = None

    field_order = ["standards", "timing", "days", "proof", "text_ko", "text_en"]


class AdviceForm(_AboutStandards):
    """Attached to any approval; binds nobody."""


class VoteForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Your vote"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you vote.")},
    )
    opinion_ko = LongTextField(
        required=False,
        label=gettext_lazy("Separate opinion in Korean"),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "ko"}),
        help_text=gettext_lazy("Published with the decision, under your name. Needed when you dissent."),
    )
    opinion_en = LongTextField(
        required=False,
        label=gettext_lazy("Separate opinion in English"),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )

    def __init__(self, *args: Any, drafted: str, **kwargs: Any) -> None:
        """``drafted`` is the outcome of the draft that is voted on."""
        super().__init__(*args, **kwargs)
        self.drafted = drafted

    def clean(self) -> None:
        given = self.cleaned_data
        dissents = given.get("outcome") and given["outcome"] != self.drafted
        if dissents and not given.get("opinion_ko") and "opinion_ko" not in self.errors:
            self.add_error(
                "opinion_ko", _("You vote for another outcome than the draft's: give your reasons.")
            )


class ReasonsForm(forms.Form):
    """For a step that needs nothing but reasons."""

    reasons = LongTextField(
        label=gettext_lazy("Reasons"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Give the reasons.")},
    )


def _named(candidate: Candidate) -> str:
    words = {"name": candidate.person, "count": candidate.workload}
    return _("%(name)s (open cases: %(count)s)") % words
