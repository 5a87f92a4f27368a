"""Strict reading of TOML tables: every fault names file, id and key, and no key is overlooked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import TracebackType
from typing import Any, Self, TypeVar

from assessments.catalogue.reader import source
from assessments.catalogue.refusals import tables as refusals
from assessments.catalogue.texts import Text
from assessments.catalogue.vocabulary import perhaps
from assessments.errors import CatalogueError, Words

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)
AnyType = TypeVar("AnyType")

LONGEST_TEXT = 10_000
"""Characters of one text."""
LARGEST_NUMBER = 10**15
MOST_ROWS = 1_000
"""Rows of one list of tables."""
LONGEST_NAME = 60
"""Characters of a key or an id that a message repeats."""

_UNFIT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Unicode categories of control and format characters and of what no font shows."""


class Table:
    """One table of a file. Used in ``with``, it refuses keys that nothing has read."""

    def __init__(self, place: str, values: Mapping[str, Any]) -> None:
        self.place = place
        """File and ids, for messages."""
        self._values = values
        self._known: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        for key in self._values:
            if kind is None and key not in self._known:
                raise self.fault(key, refusals.UNKNOWN_KEY.filled(hint=perhaps(key, among=self._known)))

    def __contains__(self, key: str) -> bool:
        self._known.add(key)
        return key in self._values

    def fault(self, key: str, words: Words) -> CatalogueError:
        key = key if len(key) <= LONGEST_NAME else f"{key[:LONGEST_NAME]}…"
        said = Text(ko=words.ko, en=words.en).after(f"{self.place}: {key}")
        return CatalogueError(said, (*self.place.split(": "), key))

    def string(self, key: str) -> str:
        """A text on one or more lines, not blank, in Unicode normal form C, that can be seen whole."""
        value = self._get(key, str)
        if len(value) > LONGEST_TEXT:
            raise self.fault(key, refusals.TEXT_TOO_LONG.filled(most=LONGEST_TEXT))
        if not value.strip():
            raise self.fault(key, refusals.BLANK)
        if not unicodedata.is_normalized("NFC", value):
            raise self.fault(key, refusals.NOT_COMPOSED)
        if any(unicodedata.category(one) in _UNFIT for one in set(value) - {"\n"}):
            raise self.fault(key, refusals.UNSHOWABLE)
        return value

    def integer(self, key: str) -> int:
        value = self._get(key, int)
        if abs(value) > LARGEST_NUMBER:
            raise self.fault(key, refusals.BEYOND.filled(most=LARGEST_NUMBER))
        return value

    def maybe_integer(self, key: str) -> int | None:
        return self.integer(key) if key in self else None

    def flag(self, key: str, *, default: bool) -> bool:
        return self._get(key, bool) if key in self else default

    def day(self, key: str) -> date:
        return self._get(key, date)

    def strings(self, key: str) -> tuple[str, ...]:
        values = self._get(key, list)
        if not all(isinstance(value, str) for value in values):
            raise self.fault(key, refusals.STRINGS)
        if len(set(values)) < len(values):
            raise self.fault(key, refusals.NAMED_TWICE)
        return tuple(values)

    def member(self, key: str, enum: type[AnyEnum]) -> AnyEnum:
        """One of a closed vocabulary."""
        return self._member(key, self._get(key, str), enum)

    def members(self, key: str, enum: type[AnyEnum]) -> tuple[AnyEnum, ...]:
        return tuple([self._member(key, value, enum) for value in self.strings(key)])

    def text(self, key: str) -> Text:
        """Both languages, or a refusal."""
        with self.table(key) as table:
            return Text(ko=table.string("ko"), en=table.string("en"))

    def maybe_text(self, key: str) -> Text | None:
        return self.text(key) if key in self else None

    def table(self, key: str) -> Table:
        return Table(f"{self.place}: {key}", self._get(key, dict))

    def values(self, key: str) -> dict[str, Any]:
        """A table whose keys are data."""
        return dict(self._get(key, dict))

    def maybe_tables(self, key: str) -> tuple[Table, ...]:
        return self.tables(key) if key in self else ()

    def tables(self, key: str) -> tuple[Table, ...]:
        """The rows of an array of tables, each named by its id where it has one; no id twice."""
        rows = self._get(key, list)
        if not all(isinstance(row, dict) for row in rows):
            raise self.fault(key, refusals.TABLES)
        if len(rows) > MOST_ROWS:
            raise self.fault(key, refusals.MANY_ROWS.filled(most=MOST_ROWS))
        found = [Table(f"{self.place}: {key} {_row_name(row, n)}", row) for n, row in enumerate(rows, 1)]
        used = set[str]()
        for table, row in zip(found, rows, strict=True):
            if isinstance(row_id := row.get("id"), str):
                if row_id in used:
                    raise table.fault("id", refusals.USED_TWICE)
                used.add(row_id)
        return tuple(found)

    def _member(self, key: str, value: str, enum: type[AnyEnum]) -> AnyEnum:
        known = [member.value for member in enum]
        if value not in known:
            raise self.fault(key, refusals.NOT_AMONG.filled(value=value, known=", ".join(known)))
        return enum(value)

    def _get(self, key: str, kind: type[AnyType]) -> AnyType:
        self._known.add(key)
        if key not in self._values:
            raise self.fault(key, refusals.MISSING)
        value = self._values[key]
        if type(value) is not kind:
            raise self.fault(key, refusals.MUST_BE.filled(sort=refusals.SORTS[kind]))
        return value


def table_of(name: str, content: bytes) -> Table:
    """The table a file holds; ``name`` is its path as messages show it."""
    return Table(name, source.values(name, content))


def _row_name(row: Mapping[str, Any], number: int) -> str:
    """Its id, or which one it is."""
    row_id = row.get("id")
    if type(row_id) is int and abs(row_id) <= LARGEST_NUMBER:
        return str(row_id)
    return row_id[:LONGEST_NAME] if isinstance(row_id, str) else str(number)
