"""Tries an edition on real rulings of courts and authorities and prints how they compare, case by case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from assessments import catalogue
from assessments.catalogue.rulings import Ruled, from_json, grounds, rulings
from assessments.catalogue.shelf import newest
from assessments.errors import CatalogueError
from assessments.evaluation.benchmark import (
    APPROVABLE,
    Agreement,
    Comparison,
    Reading,
    agreements,
    compare,
    confusion,
    confusion_at_best,
)
from assessments.queries.deadlines import today

WIDTH = 12
LABEL = 28


class Command(BaseCommand):
    help = (
        "Try an edition on real rulings: what each authority decided, what the decision rule makes of the "
        "same facts, and the totals. Exits with 1 only if a file is malformed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file",
            type=Path,
            help="a JSON file of further 'cases', each with its 'answers', instead of ours",
        )
        parser.add_argument(
            "--edition",
            help="id of an edition or of a draft, or the folder of one in preparation (default: in force); "
            "what comes out otherwise than under the edition in force is listed at the end",
        )

    def handle(self, *args: Any, file: Path | None, edition: str | None, **options: Any) -> None:
        try:
            in_force = self._in_force()
            tried_on = _edition(edition, in_force=in_force)
            cases = from_json(file, for_edition=tried_on) if file else rulings()
            comparisons = [compare(tried_on, ruling, grounds=grounds()) for ruling in cases]
        except CatalogueError as fault:
            raise CommandError(str(fault)) from fault
        except DatabaseError as fault:
            raise CommandError(
                f"{edition} does not ship with the portal, and the database cannot be read."
            ) from fault
        lines = [f"Edition {tried_on.id}", *_cases(comparisons, tried_on)]
        lines += _totals([one for one in comparisons if one.ruling.scored])
        if tried_on.digest != in_force.digest:
            before = [compare(in_force, ruling, grounds=grounds()) for ruling in cases]
            lines += _beside(in_force, before, comparisons)
        self.stdout.write("\n".join(lines))

    def _in_force(self) -> catalogue.Edition:
        """Where no database is at hand, the newest of the editions that ship with the portal."""
        try:
            return catalogue.current()
        except DatabaseError:
            self.stderr.write(
                "The database cannot be read: only editions that ship with the portal are seen."
            )
            shipped = [catalogue.edition(edition_id) for edition_id in catalogue.shipped_ids()]
            return newest(shipped, on=today())


def _edition(named: str | None, *, in_force: catalogue.Edition) -> catalogue.Edition:
    """By id, the drafts that ship with the portal included, or by folder."""
    if named is None:
        return in_force
    if named in catalogue.drafts.draft_ids():
        return catalogue.drafts.draft(named)
    in_preparation = named not in catalogue.shipped_ids() and Path(named).is_dir()
    return catalogue.read(Path(named)) if in_preparation else catalogue.edition(named)


def _beside(
    in_force: catalogue.Edition, before: Iterable[Comparison], after: Iterable[Comparison]
) -> Iterator[str]:
    """Which rulings come out otherwise than under the edition in force, or on other standards."""
    pairs = list(zip(before, after, strict=True))
    otherwise = [(old, new) for old, new in pairs if old.reading is not new.reading]
    alike = [
        (old, new) for old, new in pairs if old.reading is new.reading and _not_met(old) != _not_met(new)
    ]
    yield from ("", f"Beside edition {in_force.id}, in force", "", f"decided otherwise: {len(otherwise)}")
    yield from (line for pair in otherwise for line in _change(*pair))
    yield f"decided alike, with more or fewer standards not met: {len(alike)}"
    yield from (line for pair in alike for line in _difference(*pair))
    yield f"approvable now and not before: {_ids(new for _, new in otherwise if new.reading in APPROVABLE)}"


def _not_met(each: Comparison) -> tuple[str, ...]:
    """What is settled: new questions that are not answered leave much open."""
    return (*each.barring, *each.wanting)


def _difference(old: Comparison, new: Comparison) -> Iterator[str]:
    before, now = _not_met(old), _not_met(new)
    for said, standards in (("now too", set(now) - set(before)), ("no longer", set(before) - set(now))):
        if standards:
            in_order = [one for one in (*before, *now) if one in standards]
            yield f"  {new.ruling.id}: {said} not met {_listed(in_order)}"


def _change(old: Comparison, new: Comparison) -> Iterator[str]:
    yield f"  {new.ruling.id}, {_words(new.ruling.ruled)} by its authority"
    yield f"    before  {_reading(old)}"
    yield f"    now     {_reading(new)}"


def _cases(comparisons: Iterable[Comparison], tried_on: catalogue.Edition) -> Iterator[str]:
    for each in comparisons:
        yield ""
        yield f"{each.ruling.id}  {_listed(filter(None, (each.ruling.authority, each.ruling.date)))}"
        yield f"  authority  {_words(each.ruling.ruled)}: {_listed(each.ruling.grounds)}"
        yield f"  portal     {_reading(each)}"
        yield f"  result     {_result(each)}"
        if dropped := [name for name in each.ruling.answers if name not in tried_on.questions]:
            yield f"  left out   no such question in this edition: {_listed(dropped)}"


def _reading(each: Comparison) -> str:
    """What the portal makes of it, with the standards that decide."""
    match each.reading:
        case Reading.REFUSE:
            return f"refuse: not met {_listed(each.barring)}"
        case Reading.CONDITIONS:
            return f"conditions: not met {_listed(each.wanting)}"
        case Reading.APPROVE:
            return "approve"
        case Reading.CANNOT_TELL:
            wanting = f" (not met {_listed(each.wanting)})" if each.wanting else ""
            return f"cannot tell: at best {each.at_best}{wanting}; open {_listed(each.undecided)}"


def _result(each: Comparison) -> str:
    said = [str(each.agreement)]
    if each.expected:
        said.append(f"as marked: {'; '.join(each.ruling.divergence)}")
    said.extend(f"{ground} is {_listed(standards)} here" for ground, standards in each.shared.items())
    return "; ".join(said)


def _totals(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield from ("", f"Rulings counted: {len(comparisons)}", "")
    yield from _table("As far as it is told", confusion(comparisons), tuple(Reading))
    yield ""
    known = tuple(reading for reading in Reading if reading is not Reading.CANNOT_TELL)
    yield from _table("At best, for the agency", confusion_at_best(comparisons), known)
    yield ""
    counts = agreements(comparisons)
    yield ", ".join(f"{agreement} {counts[agreement]}" for agreement in Agreement)
    same = [each for each in comparisons if each.agreement is Agreement.AGREES]
    shared = sum(bool(each.shared) for each in same)
    yield f"agreeing, on a ground of the authority too: {shared} of {len(same)}"
    different = [each for each in comparisons if each.agreement in {Agreement.STRICTER, Agreement.MILDER}]
    yield f"differing, for a marked reason: {sum(each.expected for each in different)} of {len(different)}"
    yield from _lists(comparisons)


def _table(
    title: str, counts: Mapping[tuple[Ruled, Reading], int], readings: Sequence[Reading]
) -> Iterator[str]:
    yield f"{title:<{LABEL}}" + "".join(f"{reading:>{WIDTH}}" for reading in (*readings, "all"))
    for ruled in Ruled:
        yield _row(_words(ruled), [counts.get((ruled, reading), 0) for reading in readings])
    yield _row("all", [sum(counts.get((ruled, reading), 0) for ruled in Ruled) for reading in readings])


def _row(label: str, numbers: Sequence[int]) -> str:
    return f"{label:<{LABEL}}" + "".join(f"{number:>{WIDTH}}" for number in (*numbers, sum(numbers)))


def _lists(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """What a reader looks for first."""
    refused = [each for each in comparisons if each.ruling.ruled is Ruled.REFUSED]
    milder = [each for each in refused if each.reading in APPROVABLE]
    undecided = [each for each in refused if each.reading is Reading.CANNOT_TELL]
    stricter = [each for each in comparisons if each not in refused and each.reading is Reading.REFUSE]
    yield f"refused there, approvable here: {_ids(milder)}"
    yield f"  of these without a marked reason: {_ids(_unmarked(milder))}"
    yield f"refused there, cannot be told here: {_ids(undecided)}"
    yield f"permitted there, refused here: {_ids(stricter)}"
    yield f"  of these without a marked reason: {_ids(_unmarked(stricter))}"
    yield from (f"  {each.ruling.id}: {_listed(each.barring)}" for each in stricter)


def _unmarked(comparisons: Iterable[Comparison]) -> list[Comparison]:
    return [each for each in comparisons if not each.expected]


def _ids(comparisons: Iterable[Comparison]) -> str:
    return _listed([each.ruling.id for each in comparisons]) or "none"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _words(ruled: Ruled) -> str:
    return ruled.value.replace("_", " ")
