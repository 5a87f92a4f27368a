"""How often panels found each standard met: counted over the decisions that the public register shows.

A case counts once, with the decision its entry shows, as soon as the record is issued; whether the approval
was later suspended, revoked or ran out changes nothing. Decisions for want of a majority rest on no findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from django.core.cache import cache
from django.db.models import Count

from assessments.enums import Basis, Result
from assessments.models import PanelFinding

REMEMBERED_SECONDS = 600
_ENTRY = "decision__records__register_entry"


@dataclass(frozen=True, slots=True)
class Tally:
    """The findings on one standard in the cases that one edition governs."""

    results: Counter[Result] = field(default_factory=Counter)
    samples: int = 0
    """How many of them come from cases that are invented."""

    @property
    def total(self) -> int:
        return self.results.total()

    @property
    def counts(self) -> dict[Result, int]:
        """Every result in the usual order; *cannot tell* only where it was found."""
        return {
            result: self.results[result]
            for result in Result
            if self.results[result] or result is not Result.UNDETERMINED
        }


Tallies: TypeAlias = Mapping[tuple[str, str], Tally]
"""By id of the edition and of the standard."""


def tallies() -> Tallies:
    """Of all editions and standards at once; remembered for ten minutes, as all findings are read."""
    found: list[tuple[str, str, str, bool, int]] = (
        cache.get_or_set("standards-findings", _read, REMEMBERED_SECONDS) or []
    )
    results: defaultdict[tuple[str, str], Counter[Result]] = defaultdict(Counter)
    samples: Counter[tuple[str, str]] = Counter()
    for edition_id, standard_id, result, is_sample, number in found:
        results[edition_id, standard_id][Result(result)] += number
        samples[edition_id, standard_id] += number if is_sample else 0
    return {key: Tally(counts, samples[key]) for key, counts in results.items()}


def _read() -> list[tuple[str, str, str, bool, int]]:
    shown = PanelFinding.objects.filter(**{f"{_ENTRY}__isnull": False}, decision__basis=Basis.FINDINGS)
    by = (f"{_ENTRY}__edition_id", "standard_id", "result", f"{_ENTRY}__is_sample")
    return list(shown.values_list(*by).annotate(Count("pk")).order_by())
