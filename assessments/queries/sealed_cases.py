"""All cases that were sent, in portions: each with the answers the commission works on, or worked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from assessments.enums import Outcome
from assessments.models import Revision

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
        return [_case(*row) for row in rows.values_list(*_COLUMNS)[:size]]


_COLUMNS = (
    "assessment_id",
    "assessment__reference",
    "edition_id",
    "answers",
    "preliminary",
    "decision__outcome",
)


def _case(pk: int, reference: str, edition_id: str, answers: Any, results: Any, outcome: str) -> SealedCase:
    return SealedCase(pk, reference, edition_id, answers, results, Outcome(outcome) if outcome else None)
