"""What a case is judged by: its own edition, and prohibitions of later ones that were to apply at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import catalogue, evaluation
from assessments.catalogue import Edition
from assessments.enums import Result
from assessments.models import Assessment, Finding, JudgedAtOnce, Revision


@dataclass(frozen=True, slots=True)
class Judged:
    """What one case is judged by."""

    edition: Edition
    """Its own, with the prohibitions in their places; by id it is still its own."""
    at_once: Mapping[str, JudgedAtOnce]
    """Those prohibitions by id, and since when."""

    @property
    def edition_ids(self) -> tuple[str, ...]:
        """Its own first, then those that prohibitions were taken from."""
        return (self.edition.id, *sorted({row.edition_id for row in self.at_once.values()}))

    def is_outdated(self, finding: Finding) -> bool:
        """Whether it was written about the words that a stricter prohibition took the place of."""
        stricter = self.at_once.get(finding.standard_id)
        return stricter is not None and finding.saved_at < stricter.since


def judged(case: Assessment | Revision) -> Judged:
    """One query."""
    pk = case.assessment_id if isinstance(case, Revision) else case.pk
    rows = list(JudgedAtOnce.objects.filter(assessment=pk).order_by("pk"))
    own, prohibitions = case.edition_id, tuple((row.edition_id, row.standard_id) for row in rows)
    edition = catalogue.edition_with(own, prohibitions) if rows else catalogue.edition(own)
    return Judged(edition, {row.standard_id: row for row in rows})


def edition_of(case: Assessment | Revision) -> Edition:
    """The edition as the case is judged by it."""
    return judged(case).edition


def preliminary_results(revision: Revision, by: Judged | None = None) -> dict[str, Result]:
    """By standard, as stored when the revision was sealed; what came into the case later is worked out."""
    by = by or judged(revision)
    stored = {name: Result(found) for name, found in revision.preliminary.items()}
    if by.at_once:
        found = evaluation.evaluate(by.edition, revision.answers)
        stored |= {one.standard_id: one.result for one in found if one.standard_id in by.at_once}
    return {one.id: stored.get(one.id, Result.UNDETERMINED) for one in by.edition.standards}
