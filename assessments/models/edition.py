"""Published editions as the database knows them: what its own checks of findings and decisions need."""

from __future__ import annotations

from django.db import models

from assessments.enums import Effect, StandardKind


class PublishedEdition(models.Model):
    """Append-only. The content lies in the edition's folder; the digest binds it."""

    id = models.CharField(max_length=20, primary_key=True)
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    published_at = models.DateTimeField(auto_now_add=True)


class PublishedStandard(models.Model):
    """Append-only."""

    edition = models.ForeignKey(PublishedEdition, models.PROTECT, related_name="standards")
    standard_id = models.CharField(max_length=12)
    kind = models.CharField(max_length=16, choices=StandardKind.choices)
    effect = models.CharField(max_length=12, choices=Effect.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "standard_id"], name="a_standard_is_published_once")
        ]
