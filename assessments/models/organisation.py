"""Agencies, the commission, and who holds which role in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.enums import Role
from assessments.models.people import User


class Organisation(models.Model):
    class Kind(models.TextChoices):
        AGENCY = "agency", _("Agency")
        COMMISSION = "commission", _("Commission")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200, unique=True)
    """In Korean, as in the organisation rules."""
    name_en = models.CharField(max_length=200, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="commission"), name="there_is_one_commission"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="a_role_is_held_once"),
            models.CheckConstraint(condition=~models.Q(role=Role.SYSTEM), name="nobody_is_the_system"),
        ]
