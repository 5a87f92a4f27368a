"""What a simulation found, as a picture by standard and as tables with the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Edition, Text
from assessments.enums import Outcome, Result

ROW_HEIGHT = 28
LABEL_WIDTH = 64
BAR_MOST = 260
TOP = 4
WORTH = {
    Result.NOT_MET: 0,
    Result.UNDETERMINED: 0,
    Result.PARTLY_MET: 1,
    Result.MET: 2,
    Result.NOT_APPLICABLE: 2,
}
"""What a result is worth to the agency: one that cannot be told counts as not met."""
SORTS: dict[str, tuple[str, Promise]] = {
    "harder": ("chart__bar--bad", _("against the agency")),
    "easier": ("chart__bar--good", _("for the agency")),
    "other": ("chart__bar--muted", _("to the same effect")),
    "open": ("chart__bar--open", _("open: never asked")),
}
"""Class of the bar, and words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Cases, and how many of them are decided."""

    all: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """Cases in which a standard comes out otherwise."""

    before: Result
    after: Result
    count: Pair

    @property
    def sort(self) -> str:
        gain = WORTH[self.after] - WORTH[self.before]
        return "easier" if gain > 0 else "harder" if gain < 0 else "other"


@dataclass(frozen=True, slots=True)
class Part:
    words: str
    count: int
    css: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """One standard."""

    id: str
    title: Text | None
    """``None`` where no edition at hand has it."""
    moves: tuple[Move, ...]
    open: Pair
    parts: tuple[Part, ...]
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 15

    @property
    def total(self) -> int:
        return self.open.all + sum(move.count.all for move in self.moves)

    @property
    def count_x(self) -> int:
        return LABEL_WIDTH + sum(part.width for part in self.parts) + 8

    @property
    def words(self) -> str:
        return f"{self.id} {', '.join(f'{part.words} {part.count}' for part in self.parts)}"


@dataclass(frozen=True, slots=True)
class Figure:
    rows: tuple[Row, ...]

    @property
    def height(self) -> int:
        return len(self.rows) * ROW_HEIGHT + TOP

    @property
    def words(self) -> str:
        return "; ".join(row.words for row in self.rows)

    @property
    def key(self) -> list[tuple[str, Promise]]:
        used = {part.css for row in self.rows for part in row.parts}
        return [(css, words) for css, words in SORTS.values() if css in used]


def figure(edition: Edition, result: Mapping[str, Any]) -> Figure:
    """Standards in the edition's order, then those it no longer has; the longest bar takes all the width."""
    touched = {*result["moves"], *result["open_at"]}
    known = [standard.id for standard in edition.standards if standard.id in touched]
    ids = [*known, *sorted(touched - {*known})]
    most = max((_total(result, name) for name in ids), default=1)
    return Figure(tuple([_row(edition, result, name, place, most) for place, name in enumerate(ids)]))


def outcomes(result: Mapping[str, Any]) -> list[tuple[Outcome, Outcome, Pair]]:
    """Cases by lowest outcome before and after; where both are the same, last."""
    found = [(Outcome(old), Outcome(new), Pair(*counts)) for old, new, *counts in result["outcomes"]]
    return sorted(found, key=lambda one: one[0] == one[1])


def _row(edition: Edition, result: Mapping[str, Any], name: str, place: int, most: int) -> Row:
    moves = tuple(_moves(result, name))
    is_open = Pair(*result["open_at"].get(name, ()))
    standard = edition.standards_by_id.get(name)
    parts = tuple(_parts(moves, is_open, most))
    return Row(name, standard.title if standard else None, moves, is_open, parts, TOP + place * ROW_HEIGHT)


def _moves(result: Mapping[str, Any], name: str) -> Iterator[Move]:
    for before, after, *counts in result["moves"].get(name, ()):
        yield Move(Result(before), Result(after), Pair(*counts))


def _parts(moves: tuple[Move, ...], is_open: Pair, most: int) -> Iterator[Part]:
    x = LABEL_WIDTH
    for sort, (css, words) in SORTS.items():
        counted = [is_open] if sort == "open" else [move.count for move in moves if move.sort == sort]
        if count := sum(one.all for one in counted):
            width = max(BAR_MOST * count // most, 2)
            yield Part(str(words), count, css, x, width)
            x += width


def _total(result: Mapping[str, Any], name: str) -> int:
    moved = sum(count for _before, _after, count, _decided in result["moves"].get(name, ()))
    return int(moved + result["open_at"].get(name, [0])[0])
