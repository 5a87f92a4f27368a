"""``bundle``: all there is of decided cases as one ZIP, made and written piece by piece."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.models import Decision
from assessments.policy import SYSTEM
from assessments.queries import bundles
from assessments.queries.register_entry import written
from assessments.services import bundling


class Command(BaseCommand):
    help = "Write the auditor's bundle of one or many decisions. It is entered in the ledger of each case."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="NHRC-FR-YYYY-NNNN, any version")
        parser.add_argument(
            "--list",
            dest="numbers_in",
            type=Path,
            metavar="FILE",
            help="read further numbers, one per line (- for the input)",
        )
        parser.add_argument("--to", type=Path, metavar="FILE", help="default: the bundle's own name")

    def handle(
        self, *_: Any, numbers: list[str], numbers_in: Path | None, to: Path | None, **__: Any
    ) -> None:
        found = _found([*numbers, *(_lines(numbers_in) if numbers_in else [])])
        contents = bundles.contents(SYSTEM, found)
        if contents.left_out or not contents.cases:
            raise CommandError(f"not decided: {', '.join(contents.left_out) or 'no number was given'}")
        target = to or Path(f"{contents.folder}.zip")
        try:
            size_bytes = self._write(contents, target)
        except OSError as fault:
            raise CommandError(f"{target} cannot be written: {fault.strerror}") from fault
        self.stdout.write(f"{len(contents.cases):,} cases, {size_bytes:,} bytes, written to {target}")

    def _write(self, contents: bundles.Contents, target: Path) -> int:
        """Under another name until it is whole."""
        unfinished = target.with_name(f"{target.name}.part")
        done = 0

        def progress(decision: Decision) -> None:
            nonlocal done
            done += 1
            self.stderr.write(f"{done:,} of {len(contents.cases):,}  {decision.number}")

        try:
            with unfinished.open("wb") as file:
                for piece in bundling.stream(contents, actor=SYSTEM, progress=progress):
                    file.write(piece)
                size_bytes = file.tell()
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return size_bytes


def _lines(file: Path) -> Iterable[str]:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"{file} cannot be read: {fault}") from fault
    return text.split()


def _found(numbers: Iterable[str]) -> list[int]:
    wanted = {written(number).split("-v", maxsplit=1)[0] for number in numbers}
    known = dict(Decision.objects.filter(number__in=wanted).values_list("number", "pk"))
    if missing := sorted(wanted - known.keys()):
        raise CommandError(f"no such decision: {', '.join(missing)}")
    return [known[number] for number in sorted(wanted)]
