"""Verifies every chain of the ledger."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.errors import BrokenChain
from assessments.services import ledger


class Command(BaseCommand):
    help = "Verify every chain of the ledger: exit code 1 and the place where it breaks, if it does."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            audit = ledger.audit()
        except BrokenChain as error:
            raise CommandError(f"broken: {error}") from error
        self.stdout.write(f"unbroken: {audit.entries:,} entries in {audit.chains:,} chains")
