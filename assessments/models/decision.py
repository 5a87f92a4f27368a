"""What the panel adopted. All of it is append-only, and checked against the decision rule by the database."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.enums import Basis, Outcome, Result, Timing
from assessments.models.assessment import Revision
from assessments.models.people import User


class NumberCounter(models.Model):
    """The last decision number of a year. Locked while a number is taken, so there are no gaps."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Decision(models.Model):
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="decision")
    """One to one: a revision is decided once."""
    number = models.CharField(max_length=24, unique=True)
    """``NHRC-FR-YYYY-NNNN``; the record adds its version."""
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.FINDINGS)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    advice = models.JSONField(default=list)
    scope_ko = models.TextField(blank=True)
    scope_en = models.TextField(blank=True)
    reasons_ko = models.TextField()
    reasons_en = models.TextField(blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(default=timezone.now)
    transaction_id = models.BigIntegerField(default=0, editable=False)
    """Set by a trigger: findings, conditions and content can be added in this transaction only."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(validity_months__isnull=True) | models.Q(validity_months__range=(1, 36)),
                name="validity_is_at_most_36_months",
            ),
            models.CheckConstraint(
                condition=models.Q(basis=Basis.FINDINGS) | models.Q(outcome=Outcome.REJECTED),
                name="a_deadlock_rejects",
            ),
        ]


class FrozenContent(models.Model):
    """What the record of a decision says, as things stood when it was adopted: later changes do not reach it.

    Written in the transaction that adopts the decision; decisions from before it was kept have none.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="frozen_content")
    content = models.TextField()
    """Canonical JSON of the record's first version, without the seal."""


class PanelFinding(models.Model):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="findings")
    standard_id = models.CharField(max_length=12)
    result = models.CharField(max_length=16, choices=Result.choices)
    reasons_ko = models.TextField(blank=True)
    reasons_en = models.TextField(blank=True)
    evidence = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "standard_id"], name="one_panel_finding_per_standard")
        ]
        indexes = [models.Index(fields=["standard_id", "result"], name="panel_findings_by_result")]


class Condition(models.Model):
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    number = models.PositiveSmallIntegerField()
    standards = models.JSONField()
    """Ids of the standards it cures, at least one."""
    timing = models.CharField(max_length=16, choices=Timing.choices)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    """After service of the decision; only with ``within_days``."""
    text_ko = models.TextField()
    text_en = models.TextField(blank=True)
    proof = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="conditions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(timing=Timing.WITHIN_DAYS, days__isnull=False)
                | (~models.Q(timing=Timing.WITHIN_DAYS) & models.Q(days__isnull=True)),
                name="days_go_with_within_days",
            ),
        ]
