"""From a file back to a verdict: issued by the commission, changed since, or never the commission's."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessments.records.content import NUMBER

UNPACKED_BYTES = 4 * 1024 * 1024
"""Of one packed stream; a small file may unpack to a huge one."""
UNPACKED_BYTES_IN_ALL = 64 * 1024 * 1024
"""Of all of them together, counting what goes in and what comes out."""
_NUMBER = NUMBER.pattern.encode()
_IDENTIFIER = re.compile(rb"<dc:identifier>\s*(" + _NUMBER + rb")\s*</dc:identifier>")
_ANYWHERE = re.compile(rb"(?<![0-9A-Za-z-])(" + _NUMBER + rb")(?![0-9A-Za-z-])")
_STREAM = re.compile(rb"stream\r?\n")


class Authenticity(StrEnum):
    AUTHENTIC = "authentic"
    """Byte for byte a file the commission issued."""
    ALTERED = "altered"
    """It carries the number of an issued record, but it is not the issued file."""
    NOT_OURS = "not_ours"
    """It carries no number of an issued record."""


@dataclass(frozen=True, slots=True)
class Verdict:
    authenticity: Authenticity
    sha256: str
    """Of the file that was looked at; 64 hex digits."""
    number: str | None
    """The record it is, or says it is; None when it names none."""


def verify(document: bytes, *, issued: Mapping[str, str]) -> Verdict:
    """What ``document`` is, given the SHA-256 of issued files and, for each, its record's number.

    A file is issued or it is not: nothing inside it is trusted, neither signatures nor what it says of
    itself. The number it carries only tells an altered record from something else. ``issued`` may hold
    digests of rendered files and of attached data; rows that match ``sha256_of`` or ``claimed_number`` are
    enough. Never raises, whatever the bytes are.
    """
    sha256 = sha256_of(document)
    if number := issued.get(sha256):
        return Verdict(Authenticity.AUTHENTIC, sha256, number)
    claimed = claimed_number(document)
    known = claimed is not None and claimed in set(issued.values())
    return Verdict(Authenticity.ALTERED if known else Authenticity.NOT_OURS, sha256, claimed)


def sha256_of(document: bytes) -> str:
    return hashlib.sha256(document).hexdigest()


def claimed_number(document: bytes) -> str | None:
    """The number a PDF or JSON file says it has: from its data, its metadata, or else anywhere in it."""
    return next(_numbers(document), None)


def data_in(document: bytes) -> bytes | None:
    """The decision as JSON, which is the file itself or attached to it; None when none can be read."""
    if document.startswith(b"{"):
        return document if any(_number_in_data(document)) else None
    return next((stream for stream in _streams(document) if any(_number_in_data(stream))), None)


def _numbers(document: bytes) -> Iterator[str]:
    """Most telling first.

    No PDF library reads the file, since it may have been made to break one: streams are unpacked where they
    begin, within bounds, and searched.
    """
    yield from _number_in_data(document)
    yield from _first(_IDENTIFIER, document)
    streams = list(_streams(document))
    for stream in streams:
        yield from _number_in_data(stream)
        yield from _first(_IDENTIFIER, stream)
    for data in (document, *streams):
        yield from _first(_ANYWHERE, data)


def _number_in_data(data: bytes) -> Iterator[str]:
    """From a record's JSON."""
    if not data.startswith(b"{"):
        return
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return
    number = content.get("number")
    if isinstance(number, str) and NUMBER.fullmatch(number):
        yield number


def _first(pattern: re.Pattern[bytes], data: bytes) -> Iterator[str]:
    if found := pattern.search(data):
        yield found[1].decode()


def _streams(document: bytes) -> Iterator[bytes]:
    """What the packed streams of a PDF hold, as far as it can be unpacked.

    What is read counts as well as what comes out of it, so that neither many streams nor a swelling one
    takes long.
    """
    left = UNPACKED_BYTES_IN_ALL
    for start in _STREAM.finditer(document):
        end = document.find(b"endstream", start.end(), start.end() + UNPACKED_BYTES)
        packed = document[start.end() : end if end > 0 else start.end() + UNPACKED_BYTES]
        left -= len(packed)
        if left <= 0:
            return
        try:
            stream = zlib.decompressobj().decompress(packed, UNPACKED_BYTES)
        except zlib.error:
            continue
        left -= len(stream)
        yield stream
