"""What the public may read: a copy, made at publication, of public parts only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from assessments.enums import Outcome, State
from assessments.models.assessment import Assessment
from assessments.models.record import Record


class RegisterEntry(models.Model):
    """From acceptance for review on; refreshed as the assessment moves. Holds nothing that is not public."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="register_entry")
    reference = models.CharField(max_length=16, unique=True)
    number = models.CharField(max_length=32, blank=True, default="")
    """The record's, once there is one; it addresses the public page."""
    record = models.OneToOneField(Record, models.PROTECT, related_name="register_entry", null=True)
    agency_name = models.CharField(max_length=200)
    agency_name_en = models.CharField(max_length=200, blank=True, default="")
    title = models.CharField(max_length=300)
    use_case = models.CharField(max_length=40)
    summary = models.TextField()
    state = models.CharField(max_length=16, choices=State.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True, default="")
    edition_id = models.CharField(max_length=20)
    received_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    content = models.JSONField(default=dict)
    """The public parts of the decision: see ``services.publication``."""
    search = models.TextField(blank=True, default="")
    """What a search looks at; see ``queries.search``."""
    search_grams = models.GeneratedField(
        expression=models.Func("search", function="search_gram_numbers"),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    """Every one and two characters in a row of ``search``, as numbers, for the index."""
    is_sample = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "register entries"
        indexes = [
            models.Index(fields=["-received_on", "-id"], include=["search"], name="register_newest"),
            models.Index(fields=["outcome", "-received_on", "-id"], name="register_by_outcome"),
            models.Index(fields=["use_case", "-received_on", "-id"], name="register_by_use"),
            models.Index(fields=["agency_name", "-received_on", "-id"], name="register_by_agency"),
            GinIndex(fields=["search_grams"], gin_pending_list_limit=256, name="register_search_grams"),
        ]
