"""A draft edition beside the edition it is made from, row by row: what is new, changed or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments import catalogue
from assessments.catalogue import Text, editing
from assessments.errors import CatalogueError
from assessments.models import EditionDraft
from assessments.queries.draft_faults import Place, place_of
from assessments.queries.edition_drafts import DraftReading, read, reading
from assessments.queries.standards_history import Standing

TRIALS = "trials/"


@dataclass(frozen=True, slots=True)
class Row:
    """A standard or a question."""

    id: str
    title: Text
    standing: Standing
    is_faulty: bool
    failing: int
    """Cases of its trials that do not come out as they should."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group of standards or a page of questions."""

    id: str
    title: Text
    file: str
    rows: tuple[Row, ...]
    is_readable: bool = True

    @property
    def touched(self) -> int:
        return sum(row.standing is not Standing.SAME or row.is_faulty or row.failing > 0 for row in self.rows)


@dataclass(frozen=True, slots=True)
class File:
    name: str
    standing: Standing
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class Overview:
    reading: DraftReading
    place: Place | None
    """Where the fault is."""
    groups: tuple[Part, ...]
    pages: tuple[Part, ...]
    files: tuple[File, ...]
    """Those that are neither standards nor questions, and the trials."""

    @property
    def touched(self) -> int:
        """Standards and questions that are not as they were."""
        return sum(
            row.standing is not Standing.SAME for part in (*self.groups, *self.pages) for row in part.rows
        )


def overview(draft: EditionDraft) -> Overview:
    found = read(draft)
    place = place_of(found.fault, draft=draft) if found.fault else None
    before = _before(draft)
    compared = _Compared(draft.files, before, place, _failing(found))
    return Overview(
        reading=found,
        place=place,
        groups=tuple(compared.groups()),
        pages=tuple(compared.pages()),
        files=tuple(_files(draft, before, place)),
    )


def reading_with(draft: EditionDraft, texts: Mapping[str, str | None]) -> DraftReading:
    """The draft as it would be read with these files."""
    every = {**names(draft), **texts}
    said = {name: text for name, text in every.items() if text is not None}
    files = {name: text for name, text in said.items() if not name.startswith(TRIALS)}
    trials = {name.removeprefix(TRIALS): text for name, text in said.items() if name.startswith(TRIALS)}
    return reading(draft.edition_id, files=files, trials=trials)


def names(draft: EditionDraft) -> dict[str, str | None]:
    """All files of a draft with what they say, trials under ``trials/``."""
    return {**draft.files, **{f"{TRIALS}{name}": text for name, text in draft.trials.items()}}


class _Compared:
    def __init__(
        self,
        files: Mapping[str, str],
        before: Mapping[str, str],
        place: Place | None,
        failing: Mapping[str, int],
    ) -> None:
        self.files, self.before, self.place, self.failing = files, before, place, failing

    def groups(self) -> Iterator[Part]:
        """In the order of ``edition.toml``, then any others."""
        names = [name for name in self.files if name.startswith("standards/")]
        groups = _said(self.files, "edition.toml").get("groups")
        order = [f"standards/{group}.toml" for group in (groups if isinstance(groups, list) else [])]
        for name in sorted(names, key=lambda name: (order.index(name) if name in order else 99, name)):
            said, old = _said(self.files, name), _said(self.before, name)
            group_id = name.removeprefix("standards/").removesuffix(".toml")
            rows = self.rows(_tables(said, "standard"), _tables(old, "standard"), "title")
            yield Part(group_id, _text(said.get("title")), name, tuple(rows), bool(said))

    def pages(self) -> Iterator[Part]:
        for name in sorted(name for name in self.files if name.startswith("questions/")):
            said = _said(self.files, name)
            old = {page.get("id"): page for page in _tables(_said(self.before, name), "page")}
            for page in _tables(said, "page"):
                before = _tables(old.get(page.get("id"), {}), "question")
                rows = self.rows(_tables(page, "question"), before, "text")
                yield Part(str(page.get("id")), _text(page.get("title")), name, tuple(rows))
            if not said:
                yield Part(name, Text(ko=name, en=name), name, (), is_readable=False)

    def rows(
        self, now: Iterable[dict[str, Any]], before: Iterable[dict[str, Any]], title: str
    ) -> Iterator[Row]:
        old = {str(row.get("id")): row for row in before}
        for row in now:
            row_id = str(row.get("id"))
            is_same = old.get(row_id) == row
            standing = Standing.SAME if is_same else Standing.CHANGED if row_id in old else Standing.NEW
            yield self.row(row_id, row.get(title), standing)
            old.pop(row_id, None)
        for row_id, row in old.items():
            yield self.row(row_id, row.get(title), Standing.GONE)

    def row(self, row_id: str, title: Any, standing: Standing) -> Row:
        is_faulty = bool(self.place and self.place.row_id == row_id and standing is not Standing.GONE)
        return Row(row_id, _text(title), standing, is_faulty, self.failing.get(row_id, 0))


def _files(draft: EditionDraft, before: Mapping[str, str], place: Place | None) -> Iterator[File]:
    every = names(draft)
    for name in sorted([*every, *(name for name in before if name not in every)], key=_file_order):
        if not name.startswith(("standards/", "questions/")):
            yield File(name, _standing(every.get(name), before.get(name)), bool(place and place.file == name))


def _file_order(name: str) -> tuple[bool, str]:
    return name.startswith(TRIALS), name


def _standing(now: str | None, before: str | None) -> Standing:
    if now is None:
        return Standing.GONE
    if before is None:
        return Standing.NEW
    return Standing.SAME if now == before else Standing.CHANGED


def _before(draft: EditionDraft) -> dict[str, str]:
    """The files of the edition it is made from; none if that is not here."""
    try:
        files = catalogue.edition_files(draft.based_on)
        trials = catalogue.trial_files(draft.based_on)
    except CatalogueError:
        return {}
    every = {**files, **{f"{TRIALS}{name}": content for name, content in trials.items()}}
    return {name: content.decode() for name, content in every.items()}


def _failing(found: DraftReading) -> dict[str, int]:
    counts: dict[str, int] = {}
    for failure in found.failures:
        counts[failure.subject_id] = counts.get(failure.subject_id, 0) + 1
    return counts


def _said(files: Mapping[str, str], name: str) -> dict[str, Any]:
    """What a file says; nothing when it is not there or is no TOML."""
    try:
        return editing.values(files.get(name, ""), name=name)
    except CatalogueError:
        return {}


def _tables(said: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = said.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(said: Any) -> Text:
    found = said if isinstance(said, dict) else {}
    return Text(ko=str(found.get("ko", "")), en=str(found.get("en", "")))
