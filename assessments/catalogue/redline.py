"""Two versions of a text as one, word by word: what stays, what goes and what comes.

Words are what stands between spaces and punctuation. For Korean that is the word with its particle, which is
how people read it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Generic, TypeVar

MOST_WORDS = 2_000
"""Of a longer text all goes and all comes: comparing it would take too long."""
TOO_UNLIKE = 0.25
"""Texts that share less are easier to read one after the other."""

_WORDS = re.compile(r"\w+|\s+|[<>=!]=|[^\w\s]")


class Mark(StrEnum):
    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    mark: Mark
    text: str


Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Line(Generic[Item]):
    mark: Mark
    item: Item


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order; without the deleted ones they are ``after``, without the inserted, ``before``."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return tuple(_pieces([(before, after)]))
    matcher = SequenceMatcher(None, old, new)
    if matcher.ratio() < TOO_UNLIKE:
        return tuple(_pieces([(before, after)]))
    steps = [("".join(old[a:b]), "".join(new[c:d])) for _tag, a, b, c, d in matcher.get_opcodes()]
    return tuple(_pieces(_without_gaps(steps)))


def redlined(before: Sequence[Item], after: Sequence[Item]) -> tuple[Line[Item], ...]:
    """The same of things in a row, such as the lines of an outline."""
    found: list[Line[Item]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line(Mark.SAME, item) for item in after[c:d]]
        else:
            found += [Line(Mark.DELETED, item) for item in before[a:b]]
            found += [Line(Mark.INSERTED, item) for item in after[c:d]]
    return tuple(found)


def _without_gaps(steps: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Steps from old to new, with changes that only a space keeps apart as one."""
    old = new = ""
    for place, (before, after) in enumerate(steps):
        same = before == after
        within = bool(old or new) and place + 1 < len(steps)
        if same and not (within and not before.strip()):
            yield old, new
            yield before, after
            old = new = ""
        else:
            old, new = old + before, new + after
    yield old, new


def _pieces(steps: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    for before, after in steps:
        if before == after:
            yield from [Piece(Mark.SAME, after)] if after else []
            continue
        yield from [Piece(Mark.DELETED, before)] if before else []
        yield from [Piece(Mark.INSERTED, after)] if after else []
