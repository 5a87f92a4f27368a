"""All cases that were sent, in portions: each with the answers the commission works on, or worked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from assessments.enums import Outcome
from assessments.models import JudgedAtOnce, Revision

PORTION = 200
"""Cases in memory at once."""


@dataclass(frozen=True, slots=True)
class SealedCase:
    """The latest sealed revision of an assessment."""

    pk: int
    """Of the assessment."""
    reference: str
    edition_id: str
    answers: Mapping[str, Any]
    preliminary: Mapping[str, str]
    """Standard id to result, as it was recorded when the revision was sealed."""
    decided: Outcome | None
    prohibitions: tuple[tuple[str, str], ...] = ()
    """Stricter ones that came into the case later, each as edition and standard; the last of an id holds."""

    @property
    def recorded(self) -> dict[str, str]:
        """The results that stand as they were recorded."""
        later = {standard_id for _edition, standard_id in self.prohibitions}
        return {name: result for name, result in self.preliminary.items() if name not in later}


def count() -> int:
    found = Revision.objects.filter(sealed_at__isnull=False).aggregate(
        cases=Count("assessment", distinct=True)
    )
    return int(found["cases"])


def portions(*, size: int = PORTION) -> Iterator[list[SealedCase]]:
    """The newest first. Each portion is read in a transaction in which the database refuses every writing."""
    before: int | None = None
    while portion := _portion(before, size):
        yield portion
        before = portion[-1].pk


def _portion(before: int | None, size: int) -> list[SealedCase]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        sealed = Revision.objects.filter(sealed_at__isnull=False)
        if before is not None:
            sealed = sealed.filter(assessment__lt=before)
        rows = sealed.order_by("-assessment_id", "-number").distinct("assessment_id")
        found = list(rows.values_list(*_COLUMNS)[:size])
        joined = _prohibitions([row[0] for row in found])
        return [_case(row, joined.get(row[0], ())) for row in found]


def _prohibitions(pks: list[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """By assessment, in the order in which they came."""
    joined = JudgedAtOnce.objects.filter(assessment__in=pks).order_by("assessment_id", "pk")
    rows = joined.values_list("assessment_id", "edition_id", "standard_id")
    return {
        pk: tuple([(edition_id, standard_id) for _pk, edition_id, standard_id in several])
        for pk, several in groupby(rows, key=itemgetter(0))
    }


_COLUMNS = (
    "assessment_id",
    "assessment__reference",
    "edition_id",
    "answers",
    "preliminary",
    "decision__outcome",
)


def _case(row: tuple[Any, ...], joined: tuple[tuple[str, str], ...]) -> SealedCase:
    pk, reference, edition_id, answers, results, outcome = row
    decided = Outcome(outcome) if outcome else None
    return SealedCase(pk, reference, edition_id, answers, results, decided, joined)
