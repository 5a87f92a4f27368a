"""Which prohibitions of a later edition a running case is judged by too."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment
from assessments.models.edition import PublishedEdition


class JudgedAtOnce(models.Model):
    """One stricter prohibition in one case, which otherwise keeps its own edition. Append-only.

    It takes the place of the standard with the same id; where there are several, the last one holds.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="judged_at_once")
    edition = models.ForeignKey(PublishedEdition, models.PROTECT, related_name="+")
    """The one that the prohibition is taken from."""
    standard_id = models.CharField(max_length=12)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "edition", "standard_id"], name="a_prohibition_comes_into_a_case_once"
            )
        ]
