"""The decision record: what it says, and the documents that say it. Append-only."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.models.decision import Decision


class Record(models.Model):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="records")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=32, unique=True)
    """``NHRC-FR-YYYY-NNNN-vN``."""
    code = models.CharField(max_length=16, unique=True)
    """Short code that finds the record on the verification page."""
    content = models.TextField()
    """Canonical JSON of everything the record says."""
    content_sha256 = models.CharField(max_length=64)
    """The record digest."""
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="record_versions_are_numbered")
        ]


class RecordDocument(models.Model):
    """One rendering. The bytes are the truth: never rendered again on download."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="documents")
    language = models.CharField(max_length=2)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.PositiveIntegerField()
    rendered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "language"], name="one_document_per_language")
        ]
