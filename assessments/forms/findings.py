"""A reviewer's finding on one standard, and questions to the agency."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import Edition, Standard
from assessments.enums import Result, StandardKind
from assessments.forms.text import LongTextField, TextField, in_language
from assessments.models import Evidence

PAGE_MAX = 40
QUESTION_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Citation:
    """One file that may be cited, with its two fields."""

    file: Evidence
    cite: forms.BoundField
    page: forms.BoundField


def results_for(standard: Standard) -> list[tuple[str, Any]]:
    """The results that people may find; a prohibition is never partly met (decision rule 2)."""
    without = {Result.PARTLY_MET} if standard.kind == StandardKind.PROHIBITION else set()
    return [(result.value, result.label) for result in Result if result not in without]


class CitingForm(forms.Form):
    """A finding with the files it cites: ``cite-7`` and ``page-7`` for the file with id 7."""

    def __init__(
        self, *args: Any, files: Sequence[Evidence], near: Container[str] = (), **kwargs: Any
    ) -> None:
        """``near`` are the places whose files belong to the standard; they are offered first."""
        super().__init__(*args, **kwargs)
        self.citable, self.near = files, near
        for file in files:
            named = {"name": file.name}
            self.fields[f"cite-{file.pk}"] = forms.BooleanField(required=False, label=file.name)
            self.fields[f"page-{file.pk}"] = TextField(
                required=False,
                max_length=PAGE_MAX,
                label=_("Page or place in %(name)s") % named,
                widget=forms.TextInput(attrs={"class": "input--short", "autocomplete": "off"}),
            )

    @property
    def near_citations(self) -> list[Citation]:
        return [self._citation(file) for file in self.citable if file.slot in self.near]

    @property
    def far_citations(self) -> list[Citation]:
        return [self._citation(file) for file in self.citable if file.slot not in self.near]

    @property
    def cites_far(self) -> bool:
        """Whether a file of another standard is cited, or its field is at fault."""
        return any(one.cite.value() or one.page.value() or one.page.errors for one in self.far_citations)

    def cited(self) -> list[dict[str, Any]]:
        """As a finding keeps them; naming a page cites the file."""
        given = self.cleaned_data
        return [
            {"id": file.pk, "page": given[f"page-{file.pk}"]}
            for file in self.citable
            if given[f"cite-{file.pk}"] or given[f"page-{file.pk}"]
        ]

    def _citation(self, file: Evidence) -> Citation:
        return Citation(file, self[f"cite-{file.pk}"], self[f"page-{file.pk}"])


def citing(evidence: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Initial values of the citation fields."""
    found: dict[str, Any] = {}
    for item in evidence:
        found |= {f"cite-{item['id']}": True, f"page-{item['id']}": item.get("page", "")}
    return found


class FindingForm(CitingForm):
    result = forms.ChoiceField(
        label=gettext_lazy("Result"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a result.")},
    )
    reasons = LongTextField(
        label=gettext_lazy("Reasons"),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Give the reasons: facts, evidence, why.")},
    )

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        if isinstance(field, forms.ChoiceField):
            field.choices = results_for(standard)


class QuestionForm(forms.Form):
    """One question to the agency."""

    text = LongTextField(
        max_length=QUESTION_MAX,
        label=gettext_lazy("Question"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    standard = forms.ChoiceField(required=False, label=gettext_lazy("Concerns the standard"))

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["standard"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("None in particular")), *standard_choices(edition)]


def standard_choices(edition: Edition) -> list[tuple[str, Any]]:
    """Every standard, by group."""
    return [
        (
            in_language(group.title),
            [(one.id, f"{one.id} {in_language(one.title)}") for one in group.standards],
        )
        for group in edition.groups
    ]
