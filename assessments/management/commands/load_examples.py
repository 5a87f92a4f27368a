"""``load_examples``: the sample people, and the worked examples at different stages of life, once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.models import Assessment
from assessments.samples import stories
from assessments.samples.people import PASSWORD


class Command(BaseCommand):
    help = "Load the sample people and the worked examples. Does nothing when they are there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="also where DEMO is off")

    def handle(self, *_: Any, force: bool = False, **__: Any) -> None:
        if not (settings.DEMO or force):
            raise CommandError(
                "Sample people have a printed password. Set DEMO=1, or --force if nobody else gets in here."
            )
        if not stories.load(self._tell):
            self.stdout.write("The worked examples are there already.")
            return
        self.stdout.write(f"Everybody's password: {PASSWORD}")

    def _tell(self, example: str, assessment: Assessment) -> None:
        state = assessment.get_state_display()
        self.stdout.write(f"{example:6} {assessment.reference}  {state}: {assessment.title}")
