"""What one edition says otherwise than another: everything, thing by thing and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from assessments.catalogue.bearing import changed_behind, plain
from assessments.catalogue.contents import ORDER, Name, Part, Said, Thing, things
from assessments.catalogue.expressions import Expression
from assessments.catalogue.schema import Cite, Edition
from assessments.catalogue.texts import Text


class Sort(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    TOUCHED = "touched"
    """A standard that says the same, while something that its rules look at does not."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    of: str
    """Which of several: the id of a choice or column, the number of a citation; mostly blank."""
    before: Said | None
    after: Said | None
    """``None`` where nothing is said."""

    @property
    def is_rule(self) -> bool:
        return isinstance(self.before, Expression) or isinstance(self.after, Expression)


@dataclass(frozen=True, slots=True)
class Change:
    part: Part
    id: str
    title: Text
    """The newer one, where there are two."""
    home: str
    """The group of a standard, the page of a question; otherwise blank."""
    sort: Sort
    fields: tuple[Field, ...]
    behind: tuple[str, ...] = ()
    """Of a standard: ids of the questions and derived values that its rules look at and that changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    """By part; within it in the order of the later edition, then what is gone."""

    def of(self, part: Part) -> tuple[Change, ...]:
        return tuple([change for change in self.changes if change.part is part])


def difference(before: Edition, after: Edition) -> Difference:
    """Empty just when both say the same; comments and layout of the files are nothing they say."""
    old, new = things(before), things(after)
    found = [_change(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
    changes = [change for change in found if change] + list(_touched(before, after, found))
    order = {key: place for place, key in enumerate(dict.fromkeys([*new, *old]))}
    parts = list(Part)
    changes.sort(key=lambda one: (parts.index(one.part), order[one.part, one.id]))
    return Difference(before, after, tuple([_with_behind(before, after, change) for change in changes]))


def _change(before: Thing | None, after: Thing | None) -> Change | None:
    thing = after or before
    if thing is None:
        return None
    fields = tuple(_fields(before.fields if before else {}, after.fields if after else {}))
    if before and after and not fields:
        return None
    sort = Sort.CHANGED if before and after else Sort.ADDED if after else Sort.REMOVED
    return Change(thing.part, thing.id, thing.title, thing.home, sort, fields)


def _fields(before: Mapping[Name, Said], after: Mapping[Name, Said]) -> Iterator[Field]:
    for name, of in dict.fromkeys([*after, *before]):
        old, new = before.get((name, of)), after.get((name, of))
        if name == "cites":
            yield from _cites(old or (), new or ())
        elif name == ORDER:
            yield from _order(of, old or (), new or ())
        elif not _same(old, new):
            yield Field(name, of, old, new)


def _same(before: Said | None, after: Said | None) -> bool:
    if isinstance(before, Expression) and isinstance(after, Expression):
        return plain(before) == plain(after)
    # A yes is no 1: where the type changed, so did what is said.
    return before == after and type(before) is type(after)


def _order(of: str, before: Any, after: Any) -> Iterator[Field]:
    """Only what stands in both can stand elsewhere."""
    old = tuple([one for one in before if one in after])
    new = tuple([one for one in after if one in before])
    if old != new:
        yield Field(ORDER, of, old, new)


def _cites(before: Any, after: Any) -> Iterator[Field]:
    """Citations have no ids: equal ones are the same, and the others are taken in pairs."""
    old = [cite for cite in before if cite not in after]
    new = [cite for cite in after if cite not in before]
    if before != after and not old and not new:
        old, new = list(before), list(after)  # the same ones in another order
    for number, (one, other) in enumerate(zip_longest(old, new), 1):
        if one != other:
            yield Field("cite", str(number), one and _cited(one), other and _cited(other))


def _cited(cite: Cite) -> Text:
    named = f" [{', '.join(cite.sources)}]" if cite.sources else ""
    return Text(ko=cite.text.ko + named, en=cite.text.en + named)


def _touched(before: Edition, after: Edition, found: list[Change | None]) -> Iterator[Change]:
    changed = {change.id for change in found if change and change.part is Part.STANDARD}
    for one in after.standards:
        if one.id not in before.standards_by_id or one.id in changed:
            continue
        if behind := changed_behind(before, after, standard_id=one.id):
            yield Change(Part.STANDARD, one.id, one.title, one.group, Sort.TOUCHED, (), behind)


def _with_behind(before: Edition, after: Edition, change: Change) -> Change:
    if change.part is not Part.STANDARD or change.sort is not Sort.CHANGED:
        return change
    behind = changed_behind(before, after, standard_id=change.id)
    return Change(change.part, change.id, change.title, change.home, change.sort, change.fields, behind)
