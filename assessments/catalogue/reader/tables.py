"""Strict reading of TOML tables: every fault names file, id and key, and no key is overlooked."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import TracebackType
from typing import Any, Self, TypeVar

from assessments.catalogue.texts import Text
from assessments.catalogue.vocabulary import perhaps
from assessments.errors import CatalogueError

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)
AnyType = TypeVar("AnyType")

_TYPES = {
    str: "a string",
    int: "a whole number",
    bool: "true or false",
    date: "a date",
    dict: "a table",
    list: "a list",
}


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
                raise self.fault(key, f"unknown key{perhaps(key, among=self._known)}")

    def __contains__(self, key: str) -> bool:
        self._known.add(key)
        return key in self._values

    def fault(self, key: str, message: str) -> CatalogueError:
        return CatalogueError(f"{self.place}: {key}: {message}", (*self.place.split(": "), key))

    def string(self, key: str) -> str:
        """A text on one or more lines, not blank, in Unicode normal form C."""
        value = self._get(key, str)
        if not value.strip():
            raise self.fault(key, "is blank")
        if not unicodedata.is_normalized("NFC", value):
            raise self.fault(key, "is not in Unicode normal form C")
        return value

    def integer(self, key: str) -> int:
        return self._get(key, int)

    def maybe_integer(self, key: str) -> int | None:
        return self.integer(key) if key in self else None

    def flag(self, key: str, *, default: bool) -> bool:
        return self._get(key, bool) if key in self else default

    def day(self, key: str) -> date:
        return self._get(key, date)

    def strings(self, key: str) -> tuple[str, ...]:
        values = self._get(key, list)
        if not all(isinstance(value, str) for value in values):
            raise self.fault(key, "must be a list of strings")
        if len(set(values)) < len(values):
            raise self.fault(key, "names something twice")
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
            raise self.fault(key, "must be a list of tables")
        found = [Table(f"{self.place}: {key} {row.get('id', n)}", row) for n, row in enumerate(rows, 1)]
        ids = [row["id"] for row in rows if "id" in row]
        for position, row_id in enumerate(ids):
            if row_id in ids[:position]:
                raise found[position].fault("id", "is used twice")
        return tuple(found)

    def _member(self, key: str, value: str, enum: type[AnyEnum]) -> AnyEnum:
        known = [member.value for member in enum]
        if value not in known:
            raise self.fault(key, f"'{value}' is not one of {', '.join(known)}")
        return enum(value)

    def _get(self, key: str, kind: type[AnyType]) -> AnyType:
        self._known.add(key)
        if key not in self._values:
            raise self.fault(key, "is missing")
        value = self._values[key]
        if type(value) is not kind:
            raise self.fault(key, f"must be {_TYPES[kind]}")
        return value


def table_of(name: str, content: bytes) -> Table:
    """The table a file holds; ``name`` is its path as messages show it."""
    try:
        return Table(name, tomllib.loads(content.decode("utf-8"), parse_float=str))
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{name}: is not UTF-8 (byte {error.start + 1})", (name,)) from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{name}: {error}", (name,)) from error
