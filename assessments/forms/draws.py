"""What sample somebody wants drawn, read from an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from assessments import catalogue
from assessments.enums import Outcome
from assessments.forms import text
from assessments.forms.audit import FIRST_YEAR, LAST_YEAR
from assessments.queries.draws import APPROVALS, MOST, Wish

SEED_MAX = 100
SIZE = 20


class DrawForm(forms.Form):
    """Refuses what makes no sense: another sample than the one meant would look just as good."""

    outcome = forms.ChoiceField(
        required=False,
        label=_("Outcome"),
        choices=[
            ("", _("All")),
            (APPROVALS, _("Approvals, with conditions or without")),
            *Outcome.choices,
        ],
    )
    agency = forms.ChoiceField(required=False, label=_("Agency"))
    use = forms.ChoiceField(required=False, label=_("Type of use"))
    year = forms.IntegerField(
        required=False, label=_("Year decided"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    since = forms.DateField(
        required=False, label=_("Decided from"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, label=_("Decided until"), widget=forms.DateInput(attrs={"type": "date"})
    )
    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST)
    seed = forms.CharField(
        label=_("Seed"),
        max_length=SEED_MAX,
        help_text=_("Any number or word, best one that was fixed before anybody knew the cases."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, agencies: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, initial={"outcome": APPROVALS, "year": _last_year(), "size": SIZE})
        uses = catalogue.current().question("use_case").choices
        offered = {
            "agency": list(agencies),
            "use": [(choice.id, text.in_language(choice.text)) for choice in uses],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def clean_seed(self) -> str:
        seed: str = self.cleaned_data["seed"]
        if not seed.isprintable():
            raise ValidationError(gettext("Only characters that can be seen."))
        return seed

    def wish(self) -> Wish:
        """Of a valid form; a year narrows the days further."""
        given = self.cleaned_data
        since, until = given["since"], given["until"]
        if year := given["year"]:
            since = max(since or date.min, date(year, 1, 1))
            until = min(until or date.max, date(year, 12, 31))
        names = ("seed", "size", "outcome", "agency", "use")
        return Wish(**{name: given[name] for name in names}, since=since, until=until)


def _last_year() -> int:
    return timezone.localtime().year - 1
