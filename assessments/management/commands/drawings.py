"""Writes the documentation's pictures to docs/, or checks that they are what the code says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management.drawings import architecture, workflow


class Command(BaseCommand):
    help = (
        "Write docs/architecture.svg, docs/workflow.svg and docs/workflow.md from the code, or --check them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="fail when the files are not what they should be"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        base = Path(settings.BASE_DIR)
        for name, text in drawings(base).items():
            path = base / "docs" / name
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(f"docs/{name} is not what the code says: run manage.py drawings")


def drawings(base: Path) -> dict[str, str]:
    return {
        "architecture.svg": architecture.svg(base),
        "workflow.svg": workflow.svg(),
        "workflow.md": workflow.markdown(),
    }
