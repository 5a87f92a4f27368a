"""What a draft edition holds, what is wrong with it, and what stands in the way of its publication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from assessments import catalogue, evaluation
from assessments.catalogue import Edition
from assessments.catalogue.trials import Trial
from assessments.errors import CatalogueError
from assessments.evaluation.trials import Failure
from assessments.models import EditionDraft
from assessments.queries import at_once, refusals
from assessments.queries.deadlines import today

HEAD = "edition.toml"
KEPT = 8
"""Readings held in memory at once."""


@dataclass(frozen=True)
class DraftReading:
    """A draft as the reader understood it."""

    edition: Edition | None
    """``None`` when the files cannot be read."""
    trials: tuple[Trial, ...]
    fault: CatalogueError | None
    """What the reader said, of the files or else of the trials."""

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """Cases that do not come out as their trial says."""
        return evaluation.trials.failures(self.edition, self.trials) if self.edition else ()


def read(draft: EditionDraft) -> DraftReading:
    """Never raises: what cannot be read is said in ``fault``."""
    return reading(draft.edition_id, files=draft.files, trials=draft.trials)


def reading(edition_id: str, *, files: Mapping[str, str], trials: Mapping[str, str]) -> DraftReading:
    """The same of texts that are not saved yet; what was read last is remembered, as a page asks twice."""
    return _reading(edition_id, tuple(files.items()), tuple(trials.items()))


@lru_cache(maxsize=KEPT)
def _reading(
    edition_id: str, files: tuple[tuple[str, str], ...], trials: tuple[tuple[str, str], ...]
) -> DraftReading:
    try:
        edition = catalogue.parse(edition_id, in_bytes(dict(files)))
    except CatalogueError as fault:
        return DraftReading(None, (), fault)
    try:
        return DraftReading(edition, catalogue.trials.parse(in_bytes(dict(trials)), edition=edition), None)
    except CatalogueError as fault:
        return DraftReading(edition, (), fault)


def in_bytes(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in sorted(texts.items())}


def authors(draft: EditionDraft) -> frozenset[int]:
    """Ids of everybody who changed a file of it."""
    return frozenset(draft.changes.values_list("changed_by", flat=True))


def obstacles(draft: EditionDraft) -> list[str]:
    """Why the draft cannot be submitted or published as it is, one sentence each; empty when it can."""
    found = read(draft)
    if found.fault:
        return [refusals.said(found.fault)]
    if not found.edition:
        return []
    of_files, of_trials = _file_obstacles(draft), _trial_obstacles(found.edition, found)
    refused = at_once.faults(found.edition, draft.at_once)
    return [*of_files, *of_trials, *_test_obstacles(draft), *refused]


def left_out(draft: EditionDraft) -> list[str]:
    """Editions whose running cases its prohibitions that apply at once leave out, one sentence each."""
    edition = read(draft).edition
    return at_once.left_out(edition, draft.at_once) if edition else []


def _file_obstacles(draft: EditionDraft) -> Iterator[str]:
    """The head of an edition always differs: it names the edition."""
    in_force = catalogue.edition_files(catalogue.current().id)
    texts = in_bytes(draft.files)
    if {**texts, HEAD: b""} == {**in_force, HEAD: b""}:
        yield _("It says the same as the edition in force.")


def _trial_obstacles(edition: Edition, found: DraftReading) -> Iterator[str]:
    if edition.valid_from < today():
        yield _("It cannot come into force in the past: give a day from today on.")
    if failures := found.failures:
        yield _("Cases that do not come out as their trial says: %(count)d.") % {"count": len(failures)}
    for standard_id, result in evaluation.trials.untried(edition, found.trials):
        said = {"standard": standard_id, "result": result.label}
        yield _("%(standard)s has no trial that comes out as “%(result)s”.") % said


def _test_obstacles(draft: EditionDraft) -> Iterator[str]:
    tested = draft.tested or {}
    if tested.get("version") != draft.version or "total" not in tested:
        yield _("The trials have not been tested on this version: press “Test the trials”.")
    elif tested["killed"] < evaluation.mutation.ENOUGH * tested["total"]:
        said = {"killed": tested["killed"], "total": tested["total"]}
        yield _("The trials notice too few planted faults: %(killed)d of %(total)d.") % said
