"""What would become of past cases under a draft edition: tried in the background, kept beside the draft."""

from __future__ import annotations

from django.db import models

from assessments.models.edition import EditionDraft
from assessments.models.people import User


class Simulation(models.Model):
    """One walk over all cases that were sent. It reads them, and changes nothing but its own row."""

    draft = models.ForeignKey(EditionDraft, models.PROTECT, related_name="simulations")
    version = models.PositiveIntegerField()
    """Of the draft that was tried."""
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    heard_at = models.DateTimeField(auto_now=True)
    """When it last said how far it is."""
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    """Cases."""
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    """What ``evaluation.simulated`` adds up; ``None`` until it is finished, or when it was given up."""

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"
