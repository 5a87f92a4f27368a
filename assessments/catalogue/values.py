"""What an answer of each kind is: its canonical value, or ``None`` when it is blank or cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum
from typing import Any, TypeAlias


class Kind(StrEnum):
    """What sort of answer a question takes."""

    TEXT = "text"
    LONGTEXT = "longtext"
    SINGLE = "single"
    MULTI = "multi"
    YESNO = "yesno"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    FILE = "file"
    TABLE = "table"


class Missing(Enum):
    """Why a question has no value."""

    ABSENT = "absent"
    """It is not asked. Comparisons with it are false."""
    UNKNOWN = "unknown"
    """It is blank, or it is not known yet whether it is asked. Comparisons with it are unknown."""


ABSENT = Missing.ABSENT
UNKNOWN = Missing.UNKNOWN

Rows: TypeAlias = tuple[tuple[str, ...], ...]
Known: TypeAlias = str | Decimal | date | tuple[str, ...] | Rows
Value: TypeAlias = Known | Missing

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 40
_LARGEST = Decimal(10) ** 15
_FINEST = Decimal(1).scaleb(-10)


def canonical(raw: Any, *, kind: Kind, choices: tuple[str, ...] = (), width: int = 0) -> Known | None:
    """The value of a stored answer; anything that does not fit its kind counts as blank.

    ``choices`` are the ids a single or multi answer may hold, in the catalogue's order;
    ``width`` is the number of columns of a table.
    """
    match kind:
        case Kind.TEXT | Kind.LONGTEXT | Kind.FILE:
            return raw if isinstance(raw, str) and raw.strip() else None
        case Kind.SINGLE | Kind.YESNO:
            return raw if isinstance(raw, str) and raw in choices else None
        case Kind.MULTI:
            return _selection(raw, choices=choices)
        case Kind.NUMBER | Kind.PERCENT:
            return number(raw)
        case Kind.DATE:
            return day(raw)
        case Kind.TABLE:
            return _rows(raw, width=width)


def number(raw: Any) -> Decimal | None:
    """A number from an int, a float as it is written, or a decimal string; otherwise ``None``.

    Fifteen digits before the point and ten after it are more than any question needs; the
    bound keeps arithmetic exact.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        return None
    if isinstance(raw, str) and not (raw.isascii() and len(raw) <= _LONGEST and "_" not in raw):
        return None
    try:
        value = Decimal(str(raw).strip()) if not isinstance(raw, int) else Decimal(raw)
    except InvalidOperation:
        return None
    exact = value.is_finite() and -_LARGEST < value < _LARGEST and value % _FINEST == 0
    return value if exact else None


def day(raw: Any) -> date | None:
    """A calendar day written YYYY-MM-DD; otherwise ``None``."""
    if not isinstance(raw, str) or not _DATE.fullmatch(raw):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def as_json(value: Known) -> Any:
    """The one way a value is written to JSON, so that equal answers have equal digests."""
    match value:
        case Decimal():
            whole = value == value.to_integral_value()
            return int(value) if whole else format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case tuple():
            return [list(part) if isinstance(part, tuple) else part for part in value]
        case _:
            return value


def _selection(raw: Any, *, choices: tuple[str, ...]) -> tuple[str, ...] | None:
    if not _is_list_of_strings(raw) or not set(raw) <= set(choices):
        return None
    return tuple(choice for choice in choices if choice in raw) or None


def _rows(raw: Any, *, width: int) -> Rows | None:
    if not isinstance(raw, list | tuple):
        return None
    if not all(_is_list_of_strings(row) and len(row) <= width for row in raw):
        return None
    return tuple(_padded(row, width=width) for row in raw if any(cell.strip() for cell in row)) or None


def _padded(row: Iterable[str], *, width: int) -> tuple[str, ...]:
    cells = tuple(row)
    return cells + ("",) * (width - len(cells))


def _is_list_of_strings(raw: Any) -> bool:
    return isinstance(raw, list | tuple) and all(isinstance(part, str) for part in raw)
