"""A record's content as canonical JSON, and back: what is stored, attached, digested and rendered again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from assessments.catalogue.texts import Text
from assessments.records.canonical import canonical
from assessments.records.content import RecordContent
from assessments.records.proceeding import ABSENT_WHEN_NONE

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are misread on paper."""


def freeze(content: RecordContent) -> bytes:
    """The canonical JSON of everything the record says; its SHA-256 is the record digest."""
    return canonical(_plain(content))


def thaw(frozen: bytes | str) -> RecordContent:
    """The content ``freeze`` made ``frozen`` of; raises ``ValueError`` when it is anything else."""
    try:
        content: RecordContent = _typed(RecordContent, json.loads(frozen))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a record's content: {error!r}") from error
    return content


def digest(content: RecordContent) -> str:
    """The record digest: SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(freeze(content)).hexdigest()


def manifest(content: RecordContent) -> bytes | None:
    """The canonical JSON of the editions' digests, file by file; None in records older than it."""
    editions = content.versions.editions
    return None if editions is None else canonical({"editions": _plain(editions)})


def verification_code(record_digest: str) -> str:
    """The first 60 bits of the record digest, fit to be typed from paper: ``7ZK3-9QXM-0B5D``."""
    bits = int(record_digest[:15], 16)
    letters = "".join(_CROCKFORD[bits >> shift & 31] for shift in range(55, -1, -5))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {
                field.name: _plain(held)
                for field in fields(value)
                if (held := getattr(value, field.name)) is not None or not _may_be_absent(field)
            }
        case _:
            return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(kind: Any, value: Any) -> Any:
    """``value`` from JSON as ``kind``, which is an annotation of the content's dataclasses."""
    if get_origin(kind) in {Union, UnionType}:
        return _typed(_member(get_args(kind), value), value)
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], item) for item in _checked(list, value))
    if kind is NoneType:
        return None
    if is_dataclass(kind):
        return _object(kind, _checked(dict, value))
    if issubclass(kind, datetime):
        return datetime.fromisoformat(_checked(str, value))
    if issubclass(kind, date):
        return date.fromisoformat(_checked(str, value))
    if issubclass(kind, Enum):
        return kind(value)
    return _checked(kind, value)


def _object(kind: Any, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    absent = {field.name for field in fields(kind) if _may_be_absent(field)} - set(value)
    if set(value) != set(hints) - absent:
        raise ValueError(f"{kind.__name__} with {sorted(set(value) ^ set(hints))}")
    return kind(**{name: _typed(hints[name], item) for name, item in value.items()})


def _may_be_absent(field: Field[Any]) -> bool:
    return ABSENT_WHEN_NONE in field.metadata


def _member(kinds: tuple[Any, ...], value: Any) -> Any:
    """The member of a union that ``value`` is: None, both languages, or the other one."""
    if value is None:
        return NoneType
    if isinstance(value, dict) and Text in kinds:
        return Text
    return next(kind for kind in kinds if kind not in {NoneType, Text})


def _checked(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{type(value).__name__} where {kind.__name__} was expected")
    return value
