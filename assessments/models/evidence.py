"""Files an agency attaches: to a question of kind file, or as one of the catalogue's evidence documents."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.models.assessment import Revision
from assessments.models.people import User


class Evidence(models.Model):
    """The content is stored once under its SHA-256; a row of a sealed revision never changes."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="evidence")
    slot = models.CharField(max_length=60)
    """Id of a question of kind file, or of an evidence document (``E-LAW`` …)."""
    name = models.CharField(max_length=200)
    """For display only: NFC, without control and direction characters."""
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    attached_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["slot", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "slot", "sha256"], name="a_file_is_attached_once")
        ]
