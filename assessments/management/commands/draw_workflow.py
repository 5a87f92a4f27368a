"""Writes the workflow's picture and table to docs/, or checks that they are what the code says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management import drawing


class Command(BaseCommand):
    help = "Write docs/workflow.svg and docs/workflow.md from the workflow table, or --check them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the files are not what they should be")

    def handle(self, *args: Any, **options: Any) -> None:
        docs = Path(settings.BASE_DIR) / "docs"
        for path, text in {docs / "workflow.svg": drawing.svg(), docs / "workflow.md": drawing.markdown()}.items():
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(f"{path.name} is not what the workflow table says: run draw_workflow")
