"""Pages of long lists by key, newest first: the last page costs what the first costs, and rows that come in
between two clicks shift nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

PAGE_SIZE = 25
COUNTED = 100
"""Lists count no further; more is said as "more than"."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list a page lies; nothing given is the first page. The keys come from addresses."""

    after: str = ""
    """The key of the row above the page."""
    before: str = ""
    """The key of the row below the page."""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    rows: tuple[Row, ...]
    newer: str = ""
    """Key of the first row when there are rows above it."""
    older: str = ""
    """Key of the last row when there are rows below it."""


Key = Mapping[str, Callable[[str], Any]]
"""The columns that order the list, each falling, with what reads it from an address; together unique."""


def cut(
    rows: QuerySet[Row], *, key: Key, place: Place, size: int = PAGE_SIZE, shown: QuerySet[Row] | None = None
) -> Slice[Row]:
    """The page at ``place``; the first one when an address makes no sense.

    ``shown`` says with which columns and relations the rows of the page are read; the others of the list are
    then passed over in its index alone.
    """
    falling = [f"-{column}" for column in key]
    if place.is_last or (values := _values(key, place.before)):
        above = rows if place.is_last else rows.filter(_beyond(values, "gt"))
        found = _read(above, order=list(key), most=size + 1, shown=shown)
        kept = found[:size][::-1]
        return _slice(kept, key=key, has_newer=len(found) > size, has_older=not place.is_last)
    values = _values(key, place.after)
    below = rows.filter(_beyond(values, "lt")) if values else rows
    found = _read(below, order=falling, most=size + 1, shown=shown)
    return _slice(found[:size], key=key, has_newer=bool(values), has_older=len(found) > size)


def _read(rows: QuerySet[Row], *, order: list[str], most: int, shown: QuerySet[Row] | None) -> list[Row]:
    first = rows.order_by(*order)[:most]
    return list(first) if shown is None else list(shown.filter(pk__in=first.values("pk")).order_by(*order))


def counted(rows: QuerySet[Any]) -> int:
    """How many rows there are; ``COUNTED + 1`` for more than that."""
    return rows.order_by().values("pk")[: COUNTED + 1].count()


def _slice(rows: list[Row], *, key: Key, has_newer: bool, has_older: bool) -> Slice[Row]:
    if not rows:
        return Slice(())
    return Slice(
        tuple(rows),
        newer=_written(rows[0], key) if has_newer else "",
        older=_written(rows[-1], key) if has_older else "",
    )


def _written(row: Model, key: Key) -> str:
    return "_".join(str(getattr(row, column)) for column in key)


def _values(key: Key, written: str) -> dict[str, Any]:
    """Empty for an address that nobody was given."""
    parts = written.split("_")
    if len(parts) != len(key):
        return {}
    try:
        return {column: read(part) for (column, read), part in zip(key.items(), parts, strict=True)}
    except (ValueError, OverflowError):
        return {}


def _beyond(values: Mapping[str, Any], side: str) -> Q:
    """Rows on one side of a key. The first column is compared once more by itself, for the index."""
    beyond, equal = Q(), Q()
    for column, value in values.items():
        beyond |= equal & Q(**{f"{column}__{side}": value})
        equal &= Q(**{column: value})
    first, value = next(iter(values.items()))
    return Q(**{f"{first}__{side}e": value}) & beyond
