"""Who reviews, whether they are free of conflicts, and what they find, standard by standard."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.enums import Result, Role, Seat
from assessments.models.assessment import Assessment, Revision
from assessments.models.people import User


class Assignment(models.Model):
    """A reviewer's seat in one assessment; ended, never deleted, when the reviewer is replaced."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    seat = models.CharField(max_length=12, choices=Seat.choices)
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "seat"],
                condition=models.Q(ended_at__isnull=True),
                name="a_seat_has_one_reviewer",
            ),
            models.UniqueConstraint(
                fields=["assessment", "reviewer"],
                condition=models.Q(ended_at__isnull=True),
                name="a_reviewer_has_one_seat",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assessment"], condition=models.Q(ended_at__isnull=False), name="seats_given_up"
            )
        ]


class Declaration(models.Model):
    """Whether a person has a conflict of interest in one assessment (NHRCK Act Art. 38). Append-only."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(User, models.PROTECT, related_name="declarations")
    role = models.CharField(max_length=20, choices=Role.choices)
    has_conflict = models.BooleanField()
    ground = models.CharField(max_length=40, blank=True)
    """Id of a conflict ground of the procedure; blank when there is no conflict."""
    explanation = models.TextField(blank=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="a_person_declares_once"),
            models.CheckConstraint(
                condition=models.Q(has_conflict=False, ground="")
                | (models.Q(has_conflict=True) & ~models.Q(ground="")),
                name="a_conflict_names_its_ground",
            ),
        ]


class Finding(models.Model):
    """One reviewer's finding on one standard.

    Locked together with the reviewer's others; then it never changes.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="findings")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="findings")
    standard_id = models.CharField(max_length=12)
    result = models.CharField(max_length=16, choices=Result.choices)
    reasons = models.TextField()
    evidence = models.JSONField(default=list)
    """Cited files: list of ``{"id": evidence id, "page": text}``."""
    saved_at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "reviewer", "standard_id"], name="one_finding_per_reviewer_and_standard"
            )
        ]


class Clarification(models.Model):
    """One numbered question to the agency and its answer. At most two rounds."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="clarifications")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    question = models.TextField()
    standard_id = models.CharField(max_length=12, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="clarifications_are_numbered"),
            models.CheckConstraint(condition=models.Q(round__in=[1, 2]), name="at_most_two_rounds"),
        ]
