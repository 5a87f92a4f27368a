"""The panel at work: its members, draft and votes, the agency's statement and the answer to it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.enums import Outcome
from assessments.models.assessment import Revision
from assessments.models.people import User


class Panel(models.Model):
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="panel")
    size = models.PositiveSmallIntegerField()
    """3, or 5 for any 1:N, remote or police use."""
    round = models.PositiveSmallIntegerField(default=1)
    """Votes count in the round they were cast in; changing the draft after a vote opens the next."""
    convened_at = models.DateTimeField(default=timezone.now)
    is_seated = models.BooleanField(default=False, db_default=False)
    """Every seat is taken. Kept beside the seats, as the queue asks for panels that wait for members."""

    class Meta:
        indexes = [
            models.Index(
                fields=["revision"], condition=models.Q(is_seated=False), name="panels_that_wait_for_members"
            )
        ]


class PanelMember(models.Model):
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    member = models.ForeignKey(User, models.PROTECT, related_name="panel_seats")
    is_chair = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When the member was replaced."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel"],
                condition=models.Q(is_chair=True, ended_at__isnull=True),
                name="a_panel_has_one_chair",
            ),
            models.UniqueConstraint(
                fields=["panel", "member"],
                condition=models.Q(ended_at__isnull=True),
                name="a_member_sits_once",
            ),
        ]


class DraftDecision(models.Model):
    """What the panel is about to decide; may change until the decision is adopted from it."""

    panel = models.OneToOneField(Panel, models.PROTECT, related_name="draft")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    findings = models.JSONField(default=dict)
    """Standard id to ``{"result", "reasons_ko", "reasons_en", "evidence": [..]}``."""
    conditions = models.JSONField(default=list)
    """Each ``{"standards": [..], "timing", "days", "text_ko", "text_en", "proof"}``, in order."""
    advice = models.JSONField(default=list)
    """Each ``{"standards": [..], "text_ko", "text_en"}``."""
    scope_ko = models.TextField(blank=True)
    scope_en = models.TextField(blank=True)
    reasons_ko = models.TextField(blank=True)
    reasons_en = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    statement_due_on = models.DateField(null=True, blank=True)


class Vote(models.Model):
    """One member's vote on the draft as it stood. Append-only."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="votes")
    round = models.PositiveSmallIntegerField()
    member = models.ForeignKey(User, models.PROTECT, related_name="votes")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    draft_digest = models.CharField(max_length=64)
    """SHA-256 of the canonical draft that was voted on."""
    opinion_ko = models.TextField(blank=True)
    opinion_en = models.TextField(blank=True)
    """A separate opinion, published with the decision."""
    cast_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["round", "cast_at"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "round", "member"], name="one_vote_per_member_and_round")
        ]


class Statement(models.Model):
    """The agency's statement on the draft decision. Append-only."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="statements")
    text = models.TextField()
    wants_hearing = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)


class StatementAnswer(models.Model):
    """What the panel says to a statement; may change until the decision is adopted, then never."""

    statement = models.OneToOneField(Statement, models.PROTECT, related_name="answer")
    text_ko = models.TextField()
    text_en = models.TextField(blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text_ko=""), name="an_answer_says_something")
        ]
