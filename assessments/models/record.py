"""The decision record: what it says, and the documents that say it. Append-only."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone

from assessments.enums import Audience, Initiative
from assessments.models.certificate import SigningCertificate
from assessments.models.decision import Decision
from assessments.models.people import User


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
    public_content = models.TextField(blank=True, default="")
    """Canonical JSON of the public rendering; blank for records from before there was one."""
    public_content_sha256 = models.CharField(max_length=64, blank=True, default="")
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="record_versions_are_numbered")
        ]


class RecordDocument(models.Model):
    """One rendering. The bytes are the truth: never rendered again on download."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="documents")
    language = models.CharField(max_length=2)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.PARTIES)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    size_bytes = models.PositiveIntegerField()
    unsigned_sha256 = models.CharField(max_length=64, blank=True)
    """Of the file before it was signed, with which the signed one begins: the same content gives the same."""
    rendered_at = models.DateTimeField(default=timezone.now)
    signed_with = models.ForeignKey(
        SigningCertificate, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    level = models.CharField(max_length=5, blank=True)
    """Of PAdES: B-B, B-T, B-LT or B-LTA; empty for a file without a signature."""
    signed_at = models.DateTimeField(null=True, blank=True)
    """As the timestamp says, or else this machine's clock."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "language", "audience"], name="one_document_per_language_and_audience"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_with=None, level="", signed_at=None)
                | models.Q(signed_with__isnull=False, signed_at__isnull=False) & ~models.Q(level=""),
                name="signed_wholly_or_not_at_all",
            ),
        ]


class Correction(models.Model):
    """The order to correct clerical errors: it makes the next version of the record, and nothing else.

    Written before that version is made; the decision itself stays as it was adopted.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="corrections")
    version = models.PositiveSmallIntegerField()
    """Of the record that says it; the one before it is the one that was corrected."""
    passages = models.JSONField()
    """List of ``{"section", "old", "new"}``, in the order in which they apply."""
    reason_ko = models.TextField()
    reason_en = models.TextField(blank=True)
    asked_by = models.CharField(max_length=12, choices=Initiative.choices)
    ordered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    """As chair."""
    ordered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["decision", "version"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "version"], name="corrections_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(version__gte=2), name="the_first_version_corrects_nothing"
            ),
            models.CheckConstraint(condition=~models.Q(reason_ko=""), name="a_correction_has_a_reason"),
        ]

    @property
    def ordered_on(self) -> date:
        """The day in Seoul."""
        return timezone.localtime(self.ordered_at).date()


class Hindrance(models.Model):
    """Why the last attempt to make a decision's record failed; gone as soon as the record is there."""

    class Cause(models.TextChoices):
        KEY = "key"
        CERTIFICATE = "certificate"
        TIMESTAMP = "timestamp"
        SIGNATURE = "signature"
        STORAGE = "storage"
        """The disk is full, or the database's is."""
        OTHER = "other"

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="hindrance")
    cause = models.CharField(max_length=16, choices=Cause)
    at = models.DateTimeField(default=timezone.now)
