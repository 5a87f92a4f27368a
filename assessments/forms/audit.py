"""What an auditor looks for, read from an address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.enums import Outcome
from assessments.forms import text
from assessments.queries.decided import Sought

FIRST_YEAR, LAST_YEAR = 2000, 2999


class AuditFilters(forms.Form):
    """Never refuses: what makes no sense is left out."""

    q = forms.CharField(
        required=False, label=_("Number, reference, title or agency"), widget=forms.SearchInput
    )
    agency = forms.TypedChoiceField(required=False, label=_("Agency"), coerce=int, empty_value=None)
    outcome = forms.ChoiceField(
        required=False, label=_("Outcome"), choices=[("", _("All")), *Outcome.choices]
    )
    since = forms.DateField(
        required=False, label=_("Decided from"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, label=_("Decided until"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: QueryDict, *, agencies: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["agency"].choices = [("", _("All")), *agencies]  # type: ignore[attr-defined]

    def sought(self) -> Sought:
        self.is_valid()
        given = self.cleaned_data
        return Sought(
            words=text.search(self.data.get("q", "")),
            agency=given.get("agency"),
            outcome=given.get("outcome", ""),
            since=_within_reach(given.get("since")),
            until=_within_reach(given.get("until")),
        )


def _within_reach(day: date | None) -> date | None:
    """None for a day that nobody means, and with which no clock can reckon."""
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
