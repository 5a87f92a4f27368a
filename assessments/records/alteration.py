"""What can be said of a file that carries an issued record's number, but is not the file that was issued.

Nothing here may help anybody to guess what is withheld from the public. Whoever has a copy may ask as often
as they like, so an answer is given only to those who hold nearly all of the issued file, or all of its data.
Of a part that the public reads with marks in it, nothing is said that its unmarked words decide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assessments.catalogue.texts import Text
from assessments.records.comparison import ORDER
from assessments.records.field_words import FIELDS
from assessments.records.verify import data_in
from assessments.records.wording import HEADINGS

FEW_BYTES = 64
"""So many may differ, or lack at the end: too few for anybody to find out the file by trying."""
PUBLIC = frozenset(
    {
        "schema", "sections", "commission", "notice", "number", "decided_at", "legal_nature", "outcome",
        "sentence", "reasons", "proposal_digest", "versions", "history", "law", "groups", "findings",
        "proportionality", "conditions", "advice", "validity", "duties", "vote", "separate_opinions",
        "remedies", "verification_url", "retention", "corrections", "authentic_language", "seal",
    }
)  # fmt: skip
"""Parts of a record that anybody may read, unless they repeat what is withheld; of those not listed, it is
never said which of them differ."""
PUBLIC_MARK = b'"full_digest"'
"""Stands in the data of the public rendering alone."""
_OF_FINDINGS = {"standard_id", "title", "requirement", "panel", "reasons"}
"""The rest of a finding speaks of answers, and some of these are withheld."""


class Data(StrEnum):
    """How the data in a file stands to the data that was issued."""

    NONE = "none"
    """There is none, or it cannot be read."""
    ISSUED = "issued"
    REWRITTEN = "rewritten"
    """It says the same in other bytes."""
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Issued:
    """One file as it was issued."""

    name: str
    file: bytes


@dataclass(frozen=True, slots=True)
class Alteration:
    made_from: str = ""
    """Name of the issued file that this one was made from, where one of the next three tells."""
    appended_bytes: int = 0
    """Behind the whole of an issued file."""
    missing_bytes: int = 0
    """At its end."""
    changed_bytes: int = 0
    """In a file of the same length."""
    is_data_only: bool = False
    """It is no PDF, but a record's data."""
    data: Data = Data.NONE
    parts: tuple[Text, ...] = ()
    """Public parts of the data that say something else, in the order of the record."""
    is_withheld_changed: bool = False
    """Only parts that are not public, or not wholly, say something else."""


def alteration(
    document: bytes, *, files: Iterable[Issued], content: str, public_content: str = ""
) -> Alteration:
    """Never raises, whatever the bytes are; the contents are the record's data as it was issued.

    Without a public content no part is known to be public, and none is named.
    """
    found = next(filter(None, (_beside(document, issued) for issued in files)), {})
    return Alteration(**found, **_of_data(document, content, public_content))


def _beside(document: bytes, issued: Issued) -> dict[str, Any]:
    more = len(document) - len(issued.file)
    if more > 0 and document.startswith(issued.file):
        return {"made_from": issued.name, "appended_bytes": more}
    if 0 < -more <= FEW_BYTES and issued.file.startswith(document):
        return {"made_from": issued.name, "missing_bytes": -more}
    if more == 0 and (changed := _bytes_that_differ(document, issued.file)) <= FEW_BYTES:
        return {"made_from": issued.name, "changed_bytes": changed}
    return {}


def _bytes_that_differ(one: bytes, other: bytes) -> int:
    """Of two of the same length."""
    differing = int.from_bytes(one, "big") ^ int.from_bytes(other, "big")
    return len(one) - differing.to_bytes(len(one), "big").count(0)


def _of_data(document: bytes, content: str, public_content: str) -> dict[str, Any]:
    found = data_in(document)
    if found is None:
        return {"is_data_only": document.startswith(b"{")}
    about: dict[str, Any] = {"is_data_only": document.startswith(b"{")}
    if public_content and PUBLIC_MARK in found:
        content = public_content
    if hashlib.sha256(found).digest() == hashlib.sha256(content.encode()).digest():
        return about | {"data": Data.ISSUED}
    try:
        issued, public = json.loads(content), json.loads(public_content or "{}")
        return about | _compared(issued, public, json.loads(found))
    except (ValueError, RecursionError):
        return about


def _compared(
    issued: Mapping[str, Any], public: Mapping[str, Any], found: Mapping[str, Any]
) -> dict[str, Any]:
    """``issued`` is the rendering that ``found`` says it is.

    Compared are the parts that both renderings have alike, so that what is answered rests on public words,
    whichever rendering somebody says to have.
    """
    if _written(issued) == _written(found):
        return {"data": Data.REWRITTEN}
    names = [name for name in ORDER if name in PUBLIC and name in public]
    alike = [name for name in names if _public(name, issued) == _public(name, public)]
    differing = [name for name in alike if _public(name, public) != _public(name, found)]
    parts = tuple(dict.fromkeys(map(_part, differing)))
    return {"data": Data.CHANGED, "parts": parts, "is_withheld_changed": not parts}


def _public(name: str, content: Mapping[str, Any]) -> str:
    """What anybody may read of one part."""
    held = content.get(name)
    if name == "findings" and isinstance(held, list):
        held = [_of_finding(item) for item in held]
    return _written([name in content, held])


def _of_finding(item: Any) -> Any:
    return {key: item.get(key) for key in _OF_FINDINGS} if isinstance(item, dict) else item


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _part(name: str) -> Text:
    return HEADINGS.get(name) or FIELDS[name]
