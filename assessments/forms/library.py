"""What readers of the library of standards look for, read from an address."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.enums import Effect, StandardKind
from assessments.forms import text
from assessments.queries.standards_search import Wanted


class LibraryFilters(forms.Form):
    """Never refuses: what makes no sense is left out."""

    q = forms.CharField(required=False, label=_("Search"), widget=forms.SearchInput)
    kind = forms.ChoiceField(required=False, label=_("Kind"), choices=[("", _("All")), *StandardKind.choices])
    effect = forms.ChoiceField(required=False, label=_("Effect"), choices=[("", _("All")), *Effect.choices])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)

    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(text.search(self.data.get("q", "")), given.get("kind", ""), given.get("effect", ""))

    def chosen(self) -> list[tuple[str, str]]:
        """Field name and words of each filter that is set."""
        wanted = self.wanted()
        kinds = [("kind", str(StandardKind(wanted.kind).label))] if wanted.kind else []
        return [*kinds, *([("effect", str(Effect(wanted.effect).label))] if wanted.effect else [])]
