"""``simulate_edition``: what would become of the cases that were sent under another edition."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.texts import same
from assessments.errors import CatalogueError
from assessments.evaluation.simulated import Count, Simulated
from assessments.models import EditionDraft
from assessments.queries import edition_drafts as drafts
from assessments.services import simulation

WIDTH = 48
NAMED = 20
"""Cases printed unless told otherwise."""


class Command(BaseCommand):
    help = (
        "Try an edition on all cases that were sent, each by its latest sealed revision, and print how many "
        "would come out otherwise. Nothing is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "draft", help="number or edition id of a draft, id of a shipped one, or the folder of an edition"
        )
        parser.add_argument("--cases", type=int, default=NAMED, help="how many cases to name")

    def handle(self, *_: Any, draft: str, cases: int, **__: Any) -> None:
        try:
            edition = _edition(draft)
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        started = time.monotonic()
        found = simulation.simulate(edition, progress=self._told)
        for line in _lines(found, named=cases):
            self.stdout.write(line)
        self.stdout.write(f"\n{found.cases.all:,} cases in {time.monotonic() - started:.1f} s")

    def _told(self, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {of:,}", ending="" if done < of else "\n")


def _edition(named: str) -> Edition:
    """A draft in the portal first, then what ships with it, then a folder."""
    rows = EditionDraft.objects.filter(pk=int(named)) if named.isascii() and named.isdigit() else None
    rows = rows if rows is not None else EditionDraft.objects.filter(edition_id=named).order_by("-pk")
    if kept := rows.first():
        reading = drafts.read(kept)
        if reading.edition is None:
            raise reading.fault or CatalogueError(same(f"{named}: cannot be read"))
        return reading.edition
    if named in catalogue.drafts.draft_ids():
        return catalogue.drafts.draft(named)
    return catalogue.read(Path(named)) if Path(named).is_dir() else catalogue.edition(named)


def _lines(found: Simulated, *, named: int) -> Iterator[str]:
    judged = ", ".join(f"{edition} {number:,}" for edition, number in sorted(found.by_edition.items()))
    yield f"Edition {found.edition.id} tried on the cases that were sent"
    yield f"judged by: {judged or 'none'}"
    yield ""
    yield _row("", "cases", "decided")
    yield _counted("all", found.cases)
    yield _counted("another preliminary result", found.turned)
    yield _counted("another lowest outcome", found.outcome_turned)
    yield _counted("a result open: never asked", found.open)
    yield _counted("lowest outcome open: never asked", found.outcome_open)
    yield from _outcomes(found)
    yield from _standards(found)
    yield from _questions(found)
    yield from _named(found, named)


def _outcomes(found: Simulated) -> Iterator[str]:
    yield from ("", "Lowest outcome, before and after")
    for (before, after), count in sorted(found.outcomes.items()):
        yield _counted(f"  {before} → {after}", count)


def _standards(found: Simulated) -> Iterator[str]:
    yield from ("", "By standard")
    order = [*(one.id for one in found.edition.standards), *sorted(found.moves)]
    for standard_id in dict.fromkeys(order):
        for (before, after), count in sorted(found.moves.get(standard_id, {}).items()):
            yield _counted(f"  {standard_id:<7} {before} → {after}", count)
        if standard_id in found.open_at:
            yield _counted(f"  {standard_id:<7} open", found.open_at[standard_id])


def _questions(found: Simulated) -> Iterator[str]:
    if found.lacking:
        yield from ("", "Never asked, and some result hangs on it")
    for question in found.edition.questions:
        if question in found.lacking:
            yield _counted(f"  {question}", found.lacking[question])


def _named(found: Simulated, most: int) -> Iterator[str]:
    for title, rows in (("Cases that come out otherwise", found.listed), ("Open cases", found.listed_open)):
        if rows and most:
            yield from ("", title)
            yield from (_case(row) for row in rows[:most])
            if len(rows) > most:
                yield f"  and {len(rows) - most} more, or more than that: --cases names them"


def _case(row: dict[str, Any]) -> str:
    before, after, _best = row["outcomes"]
    moved = f"{before} → {after}" if before != after else f"{before} as before"
    shifts = _listed(
        f"{name} open for {_listed(lacking)}" if lacking else f"{name} {old} → {new}"
        for name, old, new, lacking in row["shifts"]
    )
    return f"  {row['case']}  {row['decided'] or 'not decided'}; lowest {moved}; {shifts}"


def _counted(label: str, count: Count) -> str:
    return _row(label, f"{count.all:,}", f"{count.decided:,}")


def _row(label: str, *numbers: str) -> str:
    return f"{label:<{WIDTH}}" + "".join(f"{number:>10}" for number in numbers)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
