"""JSON texts of a mould with their changing places marked, so that casting is joining strings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from assessments import chain

_MARK = re.compile('"?\ue000#([^\ue001]*)\ue001"?|\ue000([^\ue001]*)\ue001')
"""A marked number stands alone, in the quotes JSON gave it; a marked piece of text stands inside them."""

Blank = tuple[str, ...]
"""Literal text and names of values in turn, beginning and ending with literal text."""


def blank(document: Any, *, texts: Mapping[str, str], numbers: Mapping[int, str] | None = None) -> Blank:
    """``document`` as canonical JSON with places for values.

    ``texts`` says which pieces of text change, by the value that takes their place; ``numbers`` the same of
    numbers under the keys of ``_IDENTITIES``.
    """
    longest_first = sorted(texts.items(), key=lambda pair: -len(pair[0]))
    marked = chain.canonical({"": _marked(document, longest_first, numbers or {})})[4:-1]
    parts, end = [], 0
    for found in _MARK.finditer(marked):
        parts += [marked[end : found.start()], found.group(1) or found.group(2)]
        end = found.end()
    return (*parts, marked[end:])


def filled(form: Blank, values: Mapping[str, str]) -> str:
    """The text with ``values`` in place; each as it stands inside JSON quotes, numbers without."""
    parts = list(form)
    parts[1::2] = [values[name] for name in form[1::2]]
    return "".join(parts)


def quoted(text: str) -> str:
    """``text`` as it stands inside the quotes of canonical JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


_IDENTITIES = frozenset({"id", "reviewer", "member"})


def _marked(value: Any, texts: list[tuple[str, str]], numbers: Mapping[int, str]) -> Any:
    match value:
        case dict():
            return {key: _member(key, held, texts, numbers) for key, held in value.items()}
        case list():
            return [_marked(held, texts, numbers) for held in value]
        case str():
            for text, name in texts:
                value = value.replace(text, f"\ue000{name}\ue001")
            return value
        case _:
            return value


def _member(key: str, value: Any, texts: list[tuple[str, str]], numbers: Mapping[int, str]) -> Any:
    if key in _IDENTITIES and value in numbers:
        return f"\ue000#{numbers[value]}\ue001"
    return _marked(value, texts, numbers)
