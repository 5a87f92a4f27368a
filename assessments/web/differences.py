"""The difference of two editions as a page shows it: fields as texts, lines and codes with what is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _

from assessments.catalogue import Edition, Text
from assessments.catalogue.contents import Part
from assessments.catalogue.difference import Change, Difference, Field, Sort
from assessments.catalogue.redline import Line, Mark, Piece, redline, redlined
from assessments.evaluation import Line as OutlineLine, outline
from assessments.forms.text import in_language
from assessments.web.difference_words import PARTS, SORTS, name_of, value_of

LANGUAGES = {"ko": "한국어", "en": "English"}
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language, with what goes and what comes."""

    language: str
    label: str
    """The language's own name; blank where it need not be said."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One field."""

    name: str
    texts: tuple[Words, ...] = ()
    lines: tuple[tuple[Mark, int, str], ...] = ()
    """A rule in words, or a list: mark, depth, and what the line says."""
    code: tuple[Piece, ...] = ()
    """A rule as it is computed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed."""

    change: Change
    tone: str
    sort: Promise
    fields: tuple[Shown, ...]
    behind: tuple[tuple[str, str], ...]
    """Questions and derived values behind its rules that changed: place on the page, and words."""

    @property
    def place(self) -> str:
        return place_of(self.change.part, self.change.id)


@dataclass(frozen=True, slots=True)
class Section:
    part: Part
    title: str | Promise
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Headings with what stands below; one blank heading where there are none."""

    @property
    def count(self) -> int:
        return sum(len(entries) for _heading, entries in self.groups)


def sections(found: Difference) -> list[Section]:
    """In the order of the parts; those in which nothing changed are left out."""
    return [
        Section(part, PARTS[part], tuple(_groups(found, part, changes)))
        for part in Part
        if (changes := found.of(part))
    ]


def counts(found: Difference) -> list[tuple[Promise, int]]:
    """Of standards, by what became of them."""
    standards = found.of(Part.STANDARD)
    numbers = [(SORTS[sort][1], sum(one.sort is sort for one in standards)) for sort in Sort]
    return [(words, number) for words, number in numbers if number]


def place_of(part: Part, thing_id: str) -> str:
    return f"{part}-{thing_id}" if thing_id else str(part)


def _groups(
    found: Difference, part: Part, changes: Iterable[Change]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Standards by group, questions by page; the rest in one."""
    homes = dict.fromkeys(change.home for change in changes)
    for home in homes:
        entries = tuple([_entry(found, change) for change in changes if change.home == home])
        yield _heading(found, part, home), entries


def _heading(found: Difference, part: Part, home: str) -> str:
    for edition in (found.after, found.before):
        if part is Part.STANDARD and (groups := [one for one in edition.groups if one.id == home]):
            return in_language(groups[0].title)
        if part is Part.QUESTION and home in edition.pages:
            return in_language(edition.pages[home].title)
    return home


def _entry(found: Difference, change: Change) -> Entry:
    tone, words = SORTS[change.sort]
    fields = tuple([_shown(found, change, field) for field in change.fields])
    return Entry(change, tone, words, fields, tuple([_behind(found, name) for name in change.behind]))


def _behind(found: Difference, name: str) -> tuple[str, str]:
    for edition in (found.after, found.before):
        if value := edition.derived_by_id.get(name):
            return place_of(Part.DERIVED, name), in_language(value.title)
        if question := edition.questions.get(name):
            return place_of(Part.QUESTION, name), in_language(question.text)
    return "", name


def _shown(found: Difference, change: Change, field: Field) -> Shown:
    name, before, after = name_of(field), field.before, field.after
    if field.is_rule:
        return Shown(
            name, lines=_rule(found, before, after), code=_marked(change, _code(before), _code(after))
        )
    if isinstance(before, tuple) or isinstance(after, tuple):
        return Shown(name, lines=_listed(found, field))
    if isinstance(before, Text) or isinstance(after, Text):
        return Shown(name, texts=tuple(_texts(change, before, after)))
    old, new = value_of(found.before, field.name, before), value_of(found.after, field.name, after)
    if change.sort is Sort.CHANGED and old and new:
        pieces: tuple[Piece, ...] = (
            Piece(Mark.DELETED, old),
            Piece(Mark.SAME, " "),
            Piece(Mark.INSERTED, new),
        )
    else:
        pieces = _marked(change, old, new)
    return Shown(name, texts=(Words("", "", pieces),))


def _texts(change: Change, before: Any, after: Any) -> Iterator[Words]:
    """The reader's language first. What is new or gone as a whole is shown in that language alone."""
    mine = "en" if (get_language() or "ko").startswith("en") else "ko"
    whole = change.sort is not Sort.CHANGED
    for language in [mine] if whole else sorted(LANGUAGES, key=lambda one: one != mine):
        old, new = (getattr(text, language) if text else "" for text in (before, after))
        if whole or old != new:
            label = "" if whole else LANGUAGES[language]
            yield Words(language, label, _marked(change, old, new))


def _marked(change: Change, before: str, after: str) -> tuple[Piece, ...]:
    """Of a thing that is new or gone as a whole nothing is marked: its tag says it."""
    if change.sort is not Sort.CHANGED:
        return (Piece(Mark.SAME, after or before),)
    return redline(before, after)


def _rule(found: Difference, before: Any, after: Any) -> tuple[tuple[Mark, int, str], ...]:
    old = tuple(_flat(outline(found.before, before))) if before else ()
    new = tuple(_flat(outline(found.after, after))) if after else ()
    if not old or not new:
        return tuple([(Mark.SAME, depth, words) for depth, words in old or new])
    return tuple([(line.mark, *line.item) for line in redlined(old, new)])


def _flat(line: OutlineLine, depth: int = 0) -> Iterator[tuple[int, str]]:
    yield min(depth, DEEPEST), in_language(line.text)
    for part in line.parts:
        yield from _flat(part, depth + 1)


def _code(rule: Any) -> str:
    return rule.text.strip() if rule else ""


def _listed(found: Difference, field: Field) -> tuple[tuple[Mark, int, str], ...]:
    """A list of ids, each as what it stands for."""
    before: Any = field.before or ()
    after: Any = field.after or ()
    lines: Iterable[Line[str]] = redlined(before, after)
    if not before or not after:
        lines = [Line(Mark.SAME, item) for item in before or after]
    return tuple([(line.mark, 0, _item(found, field, line)) for line in lines])


def _item(found: Difference, field: Field, line: Line[str]) -> str:
    edition: Edition = found.before if line.mark is Mark.DELETED else found.after
    return value_of(edition, field.name, line.item) or _("none")
