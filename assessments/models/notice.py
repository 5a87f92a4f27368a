"""Mails that were sent, so that a job that runs twice does not write twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.models.ledger import LedgerEntry


class SentNotice(models.Model):
    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="notices")
    address = models.EmailField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "address"], name="a_notice_is_sent_once")]
