"""Changes values and rows of an edition's files, and no byte besides: comments, order and layout stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

import tomlkit
from tomlkit.items import AoT, Array, Item

from assessments.catalogue.reader import source
from assessments.catalogue.reader.behind import dependencies
from assessments.catalogue.refusals import files as refusals
from assessments.errors import CatalogueError

Where: TypeAlias = tuple[tuple[str, str], ...]
"""The way to a row, by table and id: ``(("page", "agency"), ("question", "agency_name"))``; the file itself
is ``()``."""
Key: TypeAlias = tuple[str, ...]
"""``("title", "en")`` for ``title.en``."""
Value: TypeAlias = str | bool | int | date | list[Any]
"""A list holds strings, or tables whose values are strings and lists of strings."""

_ROOM = re.compile(r"^([A-Za-z0-9_.-]+ *)= ", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")


def values(text: str, where: Where = (), *, name: str = "") -> dict[str, Any]:
    """What a file or a row says; ``CatalogueError`` when it is no TOML, ``KeyError`` without the row."""
    found = source.values(name, text.encode())
    for table, row_id in where:
        found = _rows(found, table)[_number(_rows(found, table), row_id)]
    return found


def row_text(text: str, where: Where) -> str:
    """A row as it is written, from its header to its last line."""
    start, end = _span(text, where)
    return text[start : _last_said(text, start, end)]


def with_values(text: str, where: Where, changes: Mapping[Key, Value | None]) -> str:
    """The text with other values in one row; ``None`` takes a key away.

    What says the same already is left alone. Raises as ``values`` does.
    """
    said = values(text, where)
    real = {key: value for key, value in changes.items() if _at(said, key) != value}
    if there := {key: value for key, value in real.items() if _at(said, key) is not None}:
        text = _changed(text, where, there)
    for key, value in real.items():
        if key not in there and value is not None:
            text = _with_key(text, where, key, value)
    return text


def with_row(text: str, parent: Where, table: str, said: Mapping[Key, Value]) -> str:
    """The text with one more row, the last of its table; ``parent`` is the row that the table belongs to."""
    names = ".".join([*(name for name, _ in parent), table])
    width = max(len(".".join(key)) for key in said)
    lines = [f"{_key(key).ljust(width)} = {_written(value)}" for key, value in said.items()]
    found = values(text, parent).get(table)
    between = "\n" if parent else "\n\n"
    end = _end_of(text, parent, table if found else None)
    before = text[: _last_said(text, 0, end)]
    return f"{before}{between}[[{names}]]\n" + "\n".join(lines) + "\n" + text[len(before) :]


def without_row(text: str, where: Where) -> str:
    """The text without a row; comments that stand between it and the next one stay."""
    start, end = _span(text, where)
    return text[:start].rstrip("\n") + "\n" + text[_last_said(text, start, end) :]


def with_dependencies(texts: Mapping[str, str]) -> dict[str, str]:
    """The files with ``depends_on`` as the rules are, wherever it says something else."""
    changed = dict(texts)
    contents = {name: text.encode() for name, text in sorted(texts.items())}
    for name, standards in dependencies(contents).items():
        for standard_id, looked_at in standards.items():
            where = (("standard", standard_id),)
            written = values(changed[name], where).get("depends_on")
            if not isinstance(written, list) or set(map(str, written)) != set(looked_at):
                changed[name] = with_values(changed[name], where, {("depends_on",): list(looked_at)})
    return changed


def _changed(text: str, where: Where, changes: Mapping[Key, Value | None]) -> str:
    document = tomlkit.parse(text)
    row: Any = document
    for table, row_id in where:
        row = row[table][_number(row[table], row_id)]
    for key, value in changes.items():
        holder = row
        for name in key[:-1]:
            holder = holder[name]
        if value is None:
            del holder[key[-1]]
        else:
            holder[key[-1]] = _item(value, holder[key[-1]])
    return tomlkit.dumps(document)


def _with_key(text: str, where: Where, key: Key, value: Value) -> str:
    """A key that was not there, on lines of its own below the others, in line with them."""
    if not where:
        raise CatalogueError(refusals.NOT_WRITTEN.after(".".join(key)), key)
    start, end = _span(text, where)
    end = _last_said(text, start, end)
    room = _ROOM.search(text, start, end)
    written = _key(key).ljust(len(room[1]) - 1 if room else 0)
    return f"{text[:end]}{written} = {_written(value)}\n{text[end:]}"


def _item(value: Value, old: Item) -> Item:
    """The value, written as the old one is."""
    if isinstance(value, str):
        is_long = "\n" in value or old.as_string().startswith('"""')
        return tomlkit.value(_long(value) if is_long else _short(value))
    if isinstance(value, list) and isinstance(old, Array):
        return tomlkit.value(_list(value, {_frozen(one.unwrap()): one.as_string().strip() for one in old}))
    return tomlkit.value(_written(value))


def _written(value: Value) -> str:
    match value:
        case str():
            return _long(value) if "\n" in value else _short(value)
        case list():
            return _list(value, {})
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _list(value: list[Any], known: Mapping[Any, str]) -> str:
    """Strings on one line, tables on one each; what was there stays as it was written."""
    if all(isinstance(one, str) for one in value):
        return f"[{', '.join(map(_short, value))}]"
    rows = [known.get(_frozen(one)) or _inline(one) for one in value]
    return "[\n" + "".join(f"    {row},\n" for row in rows) + "]"


def _inline(table: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{_key((name,))} = {_written(value)}" for name, value in table.items()) + " }"


def _short(value: str) -> str:
    return f'"{_escaped(value).replace(chr(10), chr(92) + "n")}"'


def _long(value: str) -> str:
    """On lines of its own; the line end after the opening does not belong to it."""
    return f'"""\n{_escaped(value)}"""'


def _escaped(value: str) -> str:
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", value)


def _key(key: Key) -> str:
    return ".".join(name if _PLAIN_KEY.fullmatch(name) else _short(name) for name in key)


def _frozen(value: Any) -> Any:
    match value:
        case dict():
            return tuple([(key, _frozen(one)) for key, one in sorted(value.items())])
        case list():
            return tuple([_frozen(one) for one in value])
        case _:
            return value


def _at(said: Any, key: Key) -> Any:
    """The value, ``None`` where there is none."""
    for name in key:
        if not isinstance(said, Mapping) or name not in said:
            return None
        said = said[name]
    return said


def _rows(said: Mapping[str, Any], table: str) -> list[Any]:
    rows = said.get(table)
    return rows if isinstance(rows, list) else []


def _number(rows: Iterable[Any], row_id: str) -> int:
    """Which row has the id; raises ``KeyError``."""
    for number, row in enumerate(rows):
        if isinstance(row, Mapping) and str(row.get("id")) == row_id:
            return number
    raise KeyError(row_id)


def _span(text: str, where: Where) -> tuple[int, int]:
    """Where a row begins and ends, with what follows it up to the next one."""
    (*parent, (table, row_id)) = where
    number = _number(_rows(values(text, tuple(parent)), table), row_id)
    return _offset(text, tuple(parent), table, number), _offset(text, tuple(parent), table, number + 1)


def _end_of(text: str, parent: Where, table: str | None) -> int:
    """Where a table ends, or, without one, where the row ends that it would belong to."""
    if table:
        return _offset(text, parent, table, len(_rows(values(text, parent), table)))
    return _span(text, parent)[1] if parent else len(text)


@lru_cache(maxsize=64)  # one page asks for the same rows again and again, and reading a file takes long
def _offset(text: str, parent: Where, table: str, number: int) -> int:
    """Where a row begins, by its number: as much as is written when it and all after it are taken away."""
    document = tomlkit.parse(text)
    row: Any = document
    for name, row_id in parent:
        rows = row[name]
        at = _number(rows, row_id)
        _cut(rows, at + 1)
        row = rows[at]
    if number:
        _cut(row[table], number)
    else:
        del row[table]
    before = tomlkit.dumps(document)
    if not text.startswith(before):
        raise CatalogueError(refusals.SCATTERED.filled(table=table))
    return len(before)


def _cut(rows: AoT, number: int) -> None:
    for at in range(len(rows) - 1, number - 1, -1):
        del rows[at]


def _last_said(text: str, start: int, end: int) -> int:
    """Where the last line of a part ends that is neither blank nor a comment."""
    at, last = start, start
    for line in text[start:end].splitlines(keepends=True):
        at += len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            last = at
    return last
