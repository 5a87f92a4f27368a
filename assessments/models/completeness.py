"""The completeness check's one request to supplement."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment, Revision
from assessments.models.people import User


class SupplementRequest(models.Model):
    """All defects in one list (Administrative Procedure Act Art. 17(5)). Append-only."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="supplement_request")
    """One to one: there is only one such request."""
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    defects = models.JSONField()
    """List of ``{"question": id of a question or document, or "", "text": what is missing}``."""
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
