"""Prints the database guards as SQL, for a new guards migration."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from assessments import guards


class Command(BaseCommand):
    help = "Print the SQL of the database guards."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(guards.sql(), ending="")
