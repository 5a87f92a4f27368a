"""The editions at hand: those that ship with the portal, and those of the sources that were plugged in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from assessments.catalogue.at_once import with_prohibition
from assessments.catalogue.reader import files, parse
from assessments.catalogue.refusals.editions import NO_EDITION
from assessments.catalogue.schema import Choice, Edition
from assessments.errors import CatalogueError

EDITIONS = Path(__file__).parent / "editions"
TRIALS = Path(__file__).parent / "trials"
HERE = ZoneInfo("Asia/Seoul")
"""An edition becomes valid when its day begins in Korea."""
KEPT = 64
"""Editions held in memory at once."""


class Source(Protocol):
    """Where more published editions lie. What it once gave under an id never changes."""

    def ids(self) -> tuple[str, ...]:
        """Of the editions it holds beside those that ship with the portal."""
        ...

    def files(self, edition_id: str) -> Mapping[str, bytes]:
        """Those of one edition by path; raises ``KeyError`` for an unknown id."""
        ...

    def trials(self, edition_id: str) -> Mapping[str, bytes]:
        """The files of trials that belong to one edition, by name; raises ``KeyError`` likewise."""
        ...


_sources: list[Source] = []


def plug(source: Source) -> None:
    """Take editions from here too, from now on."""
    _sources.append(source)


def shipped_ids() -> tuple[str, ...]:
    """Ids of the editions that ship with the portal, in alphabetical order."""
    return tuple(sorted(path.name for path in EDITIONS.iterdir() if path.is_dir()))


def edition_ids() -> tuple[str, ...]:
    """Ids of all published editions, in alphabetical order."""
    return tuple(sorted({*shipped_ids(), *(name for source in _sources for name in source.ids())}))


@lru_cache(maxsize=KEPT)
def edition(edition_id: str) -> Edition:
    """The edition with this id; raises ``CatalogueError`` if there is none or its files are malformed."""
    return parse(edition_id, edition_files(edition_id))


@lru_cache(maxsize=KEPT)
def edition_with(edition_id: str, prohibitions: tuple[tuple[str, str], ...]) -> Edition:
    """The edition with prohibitions of later ones, each given as edition and id; the last of an id holds."""
    found = edition(edition_id)
    for newer, standard_id in prohibitions:
        found = with_prohibition(found, edition(newer), standard_id)
    return found


def edition_files(edition_id: str) -> Mapping[str, bytes]:
    """The files of an edition by path inside it; raises ``CatalogueError`` if there is none."""
    if edition_id in shipped_ids():
        return files.contents(EDITIONS / edition_id)
    for source in _sources:
        try:
            return source.files(edition_id)
        except KeyError:
            continue
    raise CatalogueError(NO_EDITION.after(edition_id))


def trial_files(edition_id: str) -> Mapping[str, bytes]:
    """The trials that lie beside an edition, by file name; none if it has none."""
    if edition_id in shipped_ids():
        return {path.name: path.read_bytes() for path in sorted((TRIALS / edition_id).glob("*.toml"))}
    for source in _sources:
        try:
            return source.trials(edition_id)
        except KeyError:
            continue
    return {}


def current(on: date | None = None) -> Edition:
    """The newest edition valid on a day (today), or the oldest while none is valid yet."""
    editions = [edition(edition_id) for edition_id in edition_ids()]
    return newest(editions, on=on or today())


def today() -> date:
    """The day it is in Korea."""
    return datetime.now(HERE).date()


def offered(question_id: str) -> tuple[Choice, ...]:
    """Every choice that any edition offers to a question: those of the edition in force first, in its words.

    For lists that hold cases of several editions.
    """
    others = [edition(name) for name in reversed(edition_ids())]
    in_force = newest(others, on=today())
    asked = [one.questions[question_id] for one in (in_force, *others) if question_id in one.questions]
    found: dict[str, Choice] = {}
    for question in asked:
        for choice in question.choices:
            found.setdefault(choice.id, choice)
    return tuple(found.values())


def newest(editions: Iterable[Edition], *, on: date) -> Edition:
    """The one that became valid last, on this day or before, or else the first to come."""
    in_order = sorted(editions, key=lambda one: (one.valid_from, one.id))
    return next((one for one in reversed(in_order) if one.valid_from <= on), in_order[0])


def forget() -> None:
    """Drop what was read, for tests that publish editions and roll back."""
    edition.cache_clear()
    edition_with.cache_clear()
