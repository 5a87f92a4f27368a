"""The assessment of one proposed use, and the revisions of its answers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from assessments.enums import State
from assessments.models.organisation import Organisation
from assessments.models.people import User


class Assessment(models.Model):
    """One proposed use of face recognition, from draft to decision and after."""

    reference = models.CharField(max_length=16, unique=True)
    """Random, so that it tells nothing about how many there are."""
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    """Written by ``services.transitions`` alone; a trigger refuses what the workflow does not allow."""
    edition_id = models.CharField(max_length=20)
    """The edition it is written under and, once sent, judged by."""
    title = models.CharField(max_length=300, blank=True)
    """Copy of the answer ``proposal_title``."""
    use_case = models.CharField(max_length=40, blank=True)
    """Copy of the answer ``use_case``: a choice id."""
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    state_since = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    """First time it was sent."""
    due_on = models.DateField(null=True, blank=True)
    """Until when whoever has to act next has to act."""
    review_due_on = models.DateField(null=True, blank=True)
    """End of the commission's review clock; moved on when the clock is suspended."""
    search = models.TextField(blank=True, default="")
    """What a search looks at: reference, title and agency; see ``queries.search``."""
    search_grams = models.GeneratedField(
        expression=models.Func("search", function="search_gram_numbers"),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    """Every one and two characters in a row of ``search``, as numbers, for the index."""
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-id"], name="assessments_of_agency"),
            models.Index(fields=["state", "due_on", "id"], name="assessments_by_clock"),
            models.Index(
                fields=["-submitted_at", "-id"], include=["state", "search"], name="assessments_newest_sent"
            ),
            GinIndex(fields=["search_grams"], gin_pending_list_limit=256, name="assessments_search_grams"),
        ]

    def __str__(self) -> str:
        return self.title or self.reference


class Revision(models.Model):
    """One set of answers. Sealed when sent; a sealed revision never changes (database trigger)."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    edition_id = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    """Question id to answer; see ``evaluation`` for the shapes. A blank answer has no key."""
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    sealed_text = models.TextField(blank=True, default="")
    """The canonical JSON that was hashed: form version, visible answers, files with their digests."""
    digest = models.CharField(max_length=64, blank=True, default="")
    """SHA-256 of ``sealed_text``: the proposal digest."""
    edition_digest = models.CharField(max_length=64, blank=True, default="")
    preliminary = models.JSONField(default=dict)
    """Standard id to preliminary result, computed when sealed."""

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="revision_number_is_unique"),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=models.Q(sealed_at__isnull=True),
                name="one_open_revision_per_assessment",
            ),
            models.CheckConstraint(
                condition=models.Q(sealed_at__isnull=True, digest="")
                | models.Q(sealed_at__isnull=False, digest__regex="^[0-9a-f]{64}$"),
                name="a_sealed_revision_has_a_digest",
            ),
        ]


class SavedPage(models.Model):
    """One saving of one page of a draft: the draft's history. Append-only."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="saved_pages")
    page_id = models.CharField(max_length=60)
    values = models.JSONField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
