"""Reads all editions, drafts and worked examples, carries out the trials, and measures what these notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import catalogue, evaluation
from assessments.catalogue import Edition
from assessments.catalogue.texts import same
from assessments.catalogue.trials import Trial
from assessments.errors import CatalogueError
from assessments.evaluation.trials import Failure

Reading: TypeAlias = Callable[[], Iterator[str]]
"""Reads something and says line by line what is in it, or raises ``CatalogueError``."""


class Command(BaseCommand):
    help = (
        "Check the catalogue: every edition and draft with its trials and every worked example, with counts; "
        "exits with 1 on a fault. With --verbosity 2 also the mutants that mean the same."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "editions",
            nargs="*",
            help="only these: ids of editions and drafts that ship with the portal, or folders of others",
        )

    def handle(self, *args: Any, editions: Iterable[str | Path], verbosity: int, **options: Any) -> None:
        readings = _readings([_folder(named) for named in editions], in_full=verbosity > 1)
        faults = sum(not self._said(reading) for reading in readings)
        if faults:
            raise CommandError(f"Faults in the catalogue: {faults}.")

    def _said(self, reading: Reading) -> bool:
        try:
            for line in reading():
                self.stdout.write(line)
        except CatalogueError as fault:
            self.stderr.write(str(fault))
            return False
        return True


def _folder(named: str | Path) -> Path:
    """A folder, or that of an edition or draft by its id."""
    if named in catalogue.shipped_ids():
        return catalogue.EDITIONS / named
    if named in catalogue.drafts.draft_ids():
        return catalogue.drafts.FOLDER / named
    return Path(named)


def _readings(folders: Sequence[Path], *, in_full: bool) -> Iterator[Reading]:
    if folders:
        yield from (partial(_edition, folder, in_full=in_full) for folder in folders)
        return
    for named in (*catalogue.shipped_ids(), *catalogue.drafts.draft_ids()):
        yield partial(_edition, _folder(named), in_full=in_full)
    yield from (partial(_example, example_id) for example_id in catalogue.examples.example_ids())


def _edition(folder: Path, *, in_full: bool) -> Iterator[str]:
    edition = catalogue.read(folder)
    yield _counts(edition)
    found = catalogue.trials.read(catalogue.trials.beside(folder), edition=edition)
    yield _trials(edition, found)
    yield from _mutants(edition, found, in_full=in_full)


def _counts(edition: Edition) -> str:
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


def _trials(edition: Edition, found: tuple[Trial, ...]) -> str:
    failed = [_failure(failure) for failure in evaluation.trials.failures(edition, found)]
    untried = evaluation.trials.untried(edition, found)
    missing = [f"{edition.id}: {standard_id}: no trial is {result}" for standard_id, result in untried]
    if failed or missing:
        raise CatalogueError(same("\n".join([*failed, *missing])))
    cases = sum(len(trial.cases) for trial in found)
    return f"{edition.id}: {len(found)} trials with {cases} cases, all as expected"


def _failure(failure: Failure) -> str:
    trial = failure.trial
    return (
        f"{trial.place}: {trial.subject.id}: must be {trial.expected}, came out {failure.found}: "
        f"{trial.title.en} {dict(failure.answers)}"
    )


def _mutants(edition: Edition, found: tuple[Trial, ...], *, in_full: bool) -> Iterator[str]:
    """Only after the trials held: one that fails notices everything."""
    report = evaluation.mutation.check(edition, found)
    yield (
        f"{edition.id}: {report.mutants} mutants, {report.killed} killed ({report.share:.1%}), "
        f"{len(report.survivors)} survive; {len(report.equivalent)} more are proved to mean the same"
    )
    yield from (f"  survives: {survivor}" for survivor in report.survivors)
    yield from (f"  means the same: {same}" for same in report.equivalent if in_full)
    if not report.enough:
        least = f"{evaluation.mutation.ENOUGH:.0%}"
        raise CatalogueError(same(f"{edition.id}: the trials must kill {least} of the mutants"))


def _example(example_id: str) -> Iterator[str]:
    example = catalogue.examples.example(example_id)
    yield f"{example.id}: {len(example.answers)} answers, {example.decision.outcome}"
