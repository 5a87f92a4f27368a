"""``export_edition``: an edition and its trials as a ZIP archive, or as folders, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.catalogue import archive, layout
from assessments.errors import CatalogueError
from assessments.queries.edition_archives import files_named


class Command(BaseCommand):
    help = "Write an edition, published or draft, with its trials into a ZIP archive or a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="id of a published edition or of a draft")
        parser.add_argument(
            "--to", type=Path, help="file to write (default: ID.zip), or a folder that is there already"
        )

    def handle(self, *_: Any, edition: str, to: Path | None, **__: Any) -> None:
        target = to or Path(f"{edition}.zip")
        try:
            found = files_named(edition)
            if target.is_dir():
                layout.spread(found, into=target)
            else:
                target.write_bytes(archive.pack(found.edition_id, found.files, found.trials))
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(f"{target} cannot be written: {fault.strerror}") from fault
        counts = f"{len(found.files)} files, {len(found.trials)} files of trials"
        self.stdout.write(f"{found.edition_id}: {counts}, written to {target}")
