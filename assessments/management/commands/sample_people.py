"""``sample_people``: who can sign in to a demonstration, desk by desk, and with which password."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from assessments.enums import Role
from assessments.models import Membership
from assessments.samples.people import PASSWORD


class Command(BaseCommand):
    help = "List the sample people who can sign in."

    def handle(self, *_: Any, **__: Any) -> None:
        shown = Membership.objects.filter(user__is_sample=True, user__is_active=True)
        rows = shown.select_related("user", "organisation").order_by("-organisation__kind", "pk")
        desk = ""
        for row in rows:
            if row.organisation.name != desk:
                desk = row.organisation.name
                self.stdout.write(desk)
            self.stdout.write(f"  {row.user.username:11} {Role(row.role).label}: {row.user}")
        if desk:
            self.stdout.write(f"Everybody's password: {PASSWORD}")
