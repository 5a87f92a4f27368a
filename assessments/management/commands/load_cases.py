"""``load_cases``: many synthetic assessments in every state, for tests of volume."""

from __future__ import annotations

import time
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from assessments.models import Assessment
from assessments.samples import people
from assessments.samples.volume import moulding, staff
from assessments.samples.volume.casting import Foundry
from assessments.samples.volume.tables import TABLES

BATCH = 1_000
"""Cases per transaction: memory does not grow with their number."""


class Command(BaseCommand):
    help = "Load synthetic assessments in every state. Each run adds more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same mixture")
        parser.add_argument("--force", action="store_true", help="also where DEMO is off")

    def handle(self, *_: Any, count: int, seed: int, force: bool = False, **__: Any) -> None:
        if not (settings.DEMO or force):
            raise CommandError("Synthetic cases belong into a demonstration. Set DEMO=1, or --force.")
        if count < 1:
            raise CommandError("--count must be at least 1.")
        started = time.monotonic()
        foundry = self._foundry(seed)
        self.stdout.write(f"{time.monotonic() - started:6.1f} s  the moulds are ready")
        while foundry.made < count:
            foundry.cast(min(BATCH, count - foundry.made))
            self.stdout.write(f"{time.monotonic() - started:6.1f} s  {foundry.made:,} of {count:,}")
        _tidy()
        self.stdout.write(f"{time.monotonic() - started:6.1f} s  done")

    def _foundry(self, seed: int) -> Foundry:
        sample = people.enter()
        here_already = Assessment.objects.count()
        random = Random(f"{seed} {here_already}")  # noqa: S311
        return Foundry(moulding.make(sample), staff=staff.enter(sample), random=random)


def _tidy() -> None:
    """What autovacuum would do later: the planner should know the tables at once."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM (ANALYZE) {table.name}")
