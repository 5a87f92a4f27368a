"""From the bytes of a file to the values of its TOML, within limits that keep the reading short."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

from assessments.catalogue.refusals import files as refusals
from assessments.catalogue.texts import Text
from assessments.errors import CatalogueError

LARGEST_FILE = 256 * 1024
"""Bytes of one file."""
DEEPEST_KEY = 8
"""Names joined by dots in one key. Without a limit one line could take gigabytes to read."""

KEPT = 128
"""Texts whose values are remembered."""

_MARK = b"\xef\xbb\xbf"
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_KEY = re.compile(
    rf"(?:^|[\[{{,])[ \t]*{_NAME}(?:[ \t]*\.[ \t]*{_NAME}){{{DEEPEST_KEY},}}", re.MULTILINE
)


def values(name: str, content: bytes) -> dict[str, Any]:
    """What a file says; ``name`` is its path as messages show it. Fractions stay as they are written."""
    if len(content) > LARGEST_FILE:
        raise _refusal(name, refusals.TOO_LARGE.filled(most=f"{LARGEST_FILE // 1024} KiB"))
    if content.startswith(_MARK):
        raise _refusal(name, refusals.MARKED)
    try:
        return _read(name, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _refusal(name, refusals.NOT_UTF8.filled(byte=error.start + 1)) from error


def _read(name: str, text: str) -> dict[str, Any]:
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.end()) + 1
        raise _refusal(name, refusals.LONG_KEY.filled(line=line, most=DEEPEST_KEY))
    try:
        return _parsed(text)
    except tomllib.TOMLDecodeError as error:
        raise _refusal(name, refusals.syntax(str(error))) from error
    except RecursionError as error:
        raise _refusal(name, refusals.TOO_NESTED) from error
    except ValueError as error:
        # Of a number with thousands of digits Python says so itself.
        raise _refusal(name, refusals.HUGE_NUMBER) from error


@lru_cache(maxsize=KEPT)
def _parsed(text: str) -> dict[str, Any]:
    """Shared by all who read the same text; nobody changes it. An editor's page reads a file many times."""
    return tomllib.loads(text, parse_float=str)


def _refusal(name: str, words: Text) -> CatalogueError:
    return CatalogueError(words.after(name), (name,))
