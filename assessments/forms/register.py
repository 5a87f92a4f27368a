"""What readers of the register and auditors look for, read from an address."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments import catalogue
from assessments.enums import Outcome, State
from assessments.forms import text
from assessments.queries.register import Wanted
from assessments.workflow import ON_REGISTER


class RegisterFilters(forms.Form):
    """Never refuses: what makes no sense is left out."""

    q = forms.CharField(required=False, label=_("Search"), widget=forms.SearchInput)
    agency = forms.ChoiceField(required=False, label=_("Agency"))
    outcome = forms.ChoiceField(required=False, label=_("Outcome"))
    use = forms.ChoiceField(required=False, label=_("Type of use"))
    state = forms.ChoiceField(required=False, label=_("State"))

    def __init__(self, data: QueryDict, *, agencies: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        uses = catalogue.offered("use_case")
        states = [state for state in State if state in ON_REGISTER or state == State.WITHDRAWN]
        self.offered: dict[str, list[tuple[str, Any]]] = {
            "agency": list(agencies),
            "outcome": list(Outcome.choices),
            "use": [(choice.id, text.in_language(choice.text)) for choice in uses],
            "state": [(state.value, state.label) for state in states],
        }
        for name, choices in self.offered.items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            words=text.search(self.data.get("q", "")),
            agency=given.get("agency", ""),
            outcome=given.get("outcome", ""),
            use=given.get("use", ""),
            state=given.get("state", ""),
        )

    @property
    def choice(self) -> Hashable:
        """All that the fields with choices show and that may differ."""
        self.is_valid()
        return tuple(self.offered["agency"]), tuple(self.cleaned_data.get(name) for name in self.offered)

    def chosen(self) -> list[tuple[str, str]]:
        """Field name and words of each filter that is set."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in self.offered}
        return [(name, dict(self.offered[name])[value]) for name, value in given.items() if value]
