"""Reads every edition and every worked example, prints what is in them, and fails on any fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import catalogue
from assessments.errors import CatalogueError

Reading: TypeAlias = Callable[[], str]
"""Reads something and says what is in it, or raises ``CatalogueError``."""


class Command(BaseCommand):
    help = (
        "Check the catalogue: every edition and every worked example, with counts; exits with 1 on a fault."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folders", nargs="*", type=Path, help="only these folders, of editions in preparation"
        )

    def handle(self, *args: Any, folders: Iterable[Path], **options: Any) -> None:
        faults = sum(not self._said(reading) for reading in _readings(tuple(folders)))
        if faults:
            raise CommandError(f"Faults in the catalogue: {faults}.")

    def _said(self, reading: Reading) -> bool:
        try:
            self.stdout.write(reading())
        except CatalogueError as fault:
            self.stderr.write(str(fault))
            return False
        return True


def _readings(folders: tuple[Path, ...]) -> Iterator[Reading]:
    if folders:
        yield from (partial(_edition, folder) for folder in folders)
        return
    yield from (partial(_edition, catalogue.EDITIONS / edition_id) for edition_id in catalogue.edition_ids())
    yield from (partial(_example, example_id) for example_id in catalogue.examples.example_ids())


def _edition(folder: Path) -> str:
    edition = catalogue.read(folder)
    counts = {
        "steps": edition.steps,
        "pages": edition.pages,
        "questions": edition.questions,
        "derived values": edition.derived,
        "groups": edition.groups,
        "standards": edition.standards,
        "documents": edition.documents,
        "sources": edition.sources,
        "validations": edition.validations,
    }
    said = ", ".join(f"{len(things)} {name}" for name, things in counts.items())
    return f"{edition.id}: {said}; SHA-256 {edition.digest}"


def _example(example_id: str) -> str:
    example = catalogue.examples.example(example_id)
    return f"{example.id}: {len(example.answers)} answers, {example.decision.outcome}"
