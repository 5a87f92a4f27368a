"""The ledger: append-only, hash-chained per assessment; the database itself refuses changes."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from assessments.enums import Event
from assessments.models.assessment import Assessment
from assessments.models.people import User


class LedgerEntry(models.Model):
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="ledger", null=True)
    """None for acts that concern no single assessment: those form one chain of their own."""
    sequence = models.PositiveIntegerField()
    """1, 2, 3 … within the chain."""
    event = models.CharField(max_length=32, choices=Event.choices)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    """None for the portal itself."""
    at = models.DateTimeField()
    text = models.TextField()
    """Canonical JSON, exactly as hashed: event, actor, time, data."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "sequence"], name="ledger_entries_are_numbered", nulls_distinct=False
            )
        ]

    @property
    def data(self) -> dict[str, Any]:
        """What the service said about the act."""
        data: dict[str, Any] = json.loads(self.text)["data"]
        return data
