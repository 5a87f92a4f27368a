"""Bundles on their way to whoever takes them: how far each is, so that the page can say so."""

from __future__ import annotations

from django.db import models

from assessments.models.people import User


class Taking(models.Model):
    """One bundle that is being sent. What was taken stands in the ledgers; this only says how far it is."""

    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=32)
    """Hexadecimal digits that the page chose by lot, by which it asks again."""
    of = models.PositiveIntegerField()
    """Cases."""
    sent = models.PositiveIntegerField(default=0)
    """Cases of which the last byte was handed on."""
    begun_at = models.DateTimeField(auto_now_add=True)
    heard_at = models.DateTimeField(auto_now=True)
    """When it last said how far it is."""
    ended_at = models.DateTimeField(null=True)
    is_whole = models.BooleanField(default=False)
    """The last byte of the file was handed on."""

    class Meta:
        indexes = [models.Index(fields=["taken_by", "mark"], name="takings_by_mark")]
