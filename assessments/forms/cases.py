"""What the commission looks for among all cases, read from an address."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import Choice
from assessments.enums import Outcome, State
from assessments.forms import text
from assessments.queries.cases import Filters


class CaseFilters(forms.Form):
    """Never refuses: what makes no sense is left out."""

    q = forms.CharField(required=False, label=gettext_lazy("Search"), widget=forms.SearchInput)
    state = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    agency = forms.ChoiceField(required=False, label=gettext_lazy("Agency"))
    outcome = forms.ChoiceField(required=False, label=gettext_lazy("Outcome"))
    use = forms.ChoiceField(required=False, label=gettext_lazy("Type of use"))
    overdue = forms.BooleanField(required=False, label=gettext_lazy("Overdue only"))

    def __init__(
        self, data: QueryDict, *, uses: Iterable[Choice], agencies: Iterable[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        self.offered: dict[str, list[tuple[str, Any]]] = {
            "state": [(state.value, state.label) for state in State if state != State.DRAFT],
            "agency": [(str(pk), name) for pk, name in agencies],
            "outcome": list(Outcome.choices),
            "use": [(choice.id, text.in_language(choice.text)) for choice in uses],
        }
        for name, choices in self.offered.items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> Filters:
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            words=self.words,
            state=given.get("state", ""),
            agency=int(given["agency"]) if given.get("agency") else None,
            outcome=given.get("outcome", ""),
            use=given.get("use", ""),
            is_overdue=bool(given.get("overdue")),
        )

    @property
    def words(self) -> str:
        return text.search(self.data.get("q", ""))

    @property
    def choice(self) -> Hashable:
        """All that ``selects`` shows and that may differ."""
        self.is_valid()
        return tuple(self.offered["agency"]), tuple(self.cleaned_data.get(name) for name in self.offered)

    @property
    def selects(self) -> list[dict[str, Any]]:
        """For the template, which writes them itself: a widget takes long over many choices."""
        self.is_valid()
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "options": options,
                "value": self.cleaned_data.get(name, ""),
            }
            for name, options in self.offered.items()
        ]

    def chosen(self) -> list[tuple[str, str]]:
        """Field name and words of each filter that is set."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in self.offered}
        found = [(name, dict(self.offered[name])[value]) for name, value in given.items() if value]
        return found + ([("overdue", _("Overdue only"))] if self.cleaned_data.get("overdue") else [])
