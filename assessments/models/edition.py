"""Editions of the catalogue: published ones, which never change, and drafts of the next."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from assessments.enums import DraftState, Effect, StandardKind
from assessments.models.people import User


class PublishedEdition(models.Model):
    """Append-only. Shipped ones lie in a folder, and ``files`` is empty; the digest binds them."""

    id = models.CharField(max_length=20, primary_key=True)
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    published_at = models.DateTimeField(auto_now_add=True)
    based_on = models.CharField(max_length=20, blank=True, default="")
    """Id of the edition it was made from."""
    files = models.JSONField(default=dict)
    """Text by path inside the edition."""
    trials = models.JSONField(default=dict)
    """Text by file name."""
    reason_ko = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Empty for editions that ship with the portal."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("submitted_by")),
                name="an_edition_is_published_by_a_second_person",
            )
        ]


class PublishedStandard(models.Model):
    """Append-only."""

    edition = models.ForeignKey(PublishedEdition, models.PROTECT, related_name="standards")
    standard_id = models.CharField(max_length=12)
    kind = models.CharField(max_length=16, choices=StandardKind.choices)
    effect = models.CharField(max_length=12, choices=Effect.choices)
    applies_at_once = models.BooleanField(default=False)
    """A stricter prohibition that running cases are judged by too."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "standard_id"], name="a_standard_is_published_once")
        ]


class EditionDraft(models.Model):
    """The next edition while it is written. It need not be readable: what is wrong is said beside it."""

    edition_id = models.CharField(max_length=20)
    """Of the edition it becomes; ``edition.toml`` says the same, or the draft cannot be read."""
    based_on = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=DraftState.choices, default=DraftState.OPEN)
    files = models.JSONField()
    """Text by path inside the edition."""
    trials = models.JSONField(default=dict)
    """Text by file name."""
    version = models.PositiveIntegerField(default=1)
    """Raised by every change; who saves says which one they saw."""
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    tested = models.JSONField(null=True)
    """What the mutation check found: ``version``, ``killed``, ``total`` and ``survivors``, in words.

    Void when the version is not that of the draft.
    """
    reason_ko = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    at_once = models.JSONField(default=list)
    """Ids of the prohibitions that shall apply to running cases too."""
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition_id"],
                condition=Q(state__in=[DraftState.OPEN, DraftState.SUBMITTED]),
                name="one_draft_of_an_edition",
            )
        ]


class DraftChange(models.Model):
    """One file of a draft as it was saved. Append-only: what an edition grew from can be read later."""

    draft = models.ForeignKey(EditionDraft, models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    """Of the draft, after this change."""
    name = models.CharField(max_length=80)
    """Path of the file; of trials it begins with ``trials/``."""
    text = models.TextField(blank=True)
    """What it says now; empty when the file was taken away."""
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        get_latest_by = "pk"
