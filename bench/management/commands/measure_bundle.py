"""``measure_bundle``: what the bundle of many decided cases takes, in time and in memory."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from assessments import records
from assessments.models import Decision, Record, RecordDocument
from assessments.policy import SYSTEM
from assessments.queries import bundles
from assessments.services import bundling


class Command(BaseCommand):
    help = "Measure the bundle of so many decisions, each with the documents of the one record there is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=bundles.MOST)

    def handle(self, *_: Any, cases: int, **__: Any) -> None:
        pattern = Record.objects.order_by("pk").first()
        if pattern is None:
            raise CommandError("there is no record to copy: publish_record first")
        found = list(Decision.objects.order_by("pk").values_list("pk", flat=True)[:cases])
        for pk in found:
            decision = Decision.objects.get(pk=pk)
            if not decision.records.exists():
                _copy(pattern.pk, decision)
        for line in _measured(found):
            self.stdout.write(line)


@transaction.atomic
def _copy(pattern: int, decision: Decision) -> None:
    """The same words and documents under the decision's own number: of a real size, and no two alike."""
    record = Record.objects.get(pk=pattern)
    number = f"{decision.number}-v1"
    code = records.verification_code(hashlib.sha256(number.encode()).hexdigest())
    own = {"pk": None, "decision": decision, "version": 1, "number": number, "code": code}
    copy = _changed(record, own)
    for document in RecordDocument.objects.filter(record=pattern):
        pdf = bytes(document.pdf) + f"%{number}\n".encode()
        _changed(
            document,
            {
                "pk": None,
                "record": copy,
                "pdf": pdf,
                "sha256": hashlib.sha256(pdf).hexdigest(),
                "size_bytes": len(pdf),
            },
        )


def _changed(row: Any, columns: dict[str, Any]) -> Any:
    """A new row with these columns, and else as ``row``."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def _measured(decisions: list[int]) -> Iterable[str]:
    before = most = _held_mib()
    contents = bundles.contents(SYSTEM, decisions)
    size_bytes, first, start = 0, 0.0, time.perf_counter()
    for piece in bundling.stream(contents, actor=SYSTEM):
        first = first or time.perf_counter() - start
        size_bytes += len(piece)
        most = max(most, _held_mib())
    seconds = time.perf_counter() - start
    yield f"\nOne bundle of {len(contents.cases):,} cases, streamed:\n"
    yield "| bytes | s | first byte ms | MiB held before | at most |\n| ---: | ---: | ---: | ---: | ---: |"
    yield f"| {size_bytes:,} | {seconds:.1f} | {first * 1000:.1f} | {before:.1f} | {most:.1f} |"


def _held_mib() -> float:
    """Resident memory of this process, now."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
