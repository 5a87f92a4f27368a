"""Corrects clerical errors in what a record says: exact passages, in the commission's own public words.

What was decided is out of reach: outcome, results, votes, dates, digests, and the words of others (the
agency's answers, the reviewers' findings, separate opinions). Everything that can be corrected is public, so
that a correction can be told to everybody in full.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assessments.catalogue.texts import Text
from assessments.enums import Initiative
from assessments.errors import PortalError
from assessments.records.canonical import canonical
from assessments.records.comparison import Difference, differences
from assessments.records.content import RecordContent
from assessments.records.effects import Correction
from assessments.records.frozen import freeze, thaw
from assessments.records.wording import HEADINGS

# fmt: off
PROSE: dict[str, tuple[str, ...]] = {
    "outcome":    ("reasons",),
    "parties":    ("agency.name", "agency.unit"),
    "findings":   ("findings.reasons", "proportionality.reasons"),
    "conditions": ("conditions.text", "conditions.proof"),
    "advice":     ("advice.text",),
    "scope":      ("scope.statement",),
    "remedies":   ("remedies.where",),
    "contact":    (
        "contact.officer", "contact.post", "contact.address", "contact.telephone", "contact.email",
    ),
}
# fmt: on
"""What can be corrected, by section: fields of the content. The four steps repeat the findings' reasons."""
OF_THE_VERSION = frozenset({"number", "corrections", "seal"})
"""Fields in which two versions differ without anything having been corrected in them."""
_VERSION = re.compile(r"(.+)-v([0-9]+)")
_WORDS = {
    Initiative.AGENCY: Text("기관의 신청에 따른 정정", "Corrected at the agency's request"),
    Initiative.EX_OFFICIO: Text("직권 정정", "Corrected ex officio"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in a section, and what they should read; exactly, on one line."""

    section: str
    old: str
    new: str


class Fault(StrEnum):
    """Why a passage cannot be corrected."""

    NO_SUCH_SECTION = "no such section"
    """The section has no words that can be corrected."""
    SAME = "same"
    """Old and new are the same words, or one is blank."""
    NOT_FOUND = "not found"
    """It stands nowhere in the record."""
    ELSEWHERE = "elsewhere"
    """It stands in the record, but not in the words of this section that can be corrected."""


class NotCorrectable(PortalError):
    """``place`` counts the passages from 0."""

    def __init__(self, fault: Fault, passage: Passage, *, place: int = 0) -> None:
        self.fault, self.passage, self.place = fault, passage, place
        super().__init__(f"“{passage.old}” cannot be corrected in section {passage.section}: {fault}")


def corrected(
    content: RecordContent, passages: Sequence[Passage], *, on: date, reason: Text, asked_by: Initiative
) -> RecordContent:
    """The next version, with the passages replaced wherever they stand in their sections, and saying so.

    Raises ``NotCorrectable`` for the first passage that cannot be. Passages apply in their order.
    """
    plain = json.loads(freeze(content))
    for place, passage in enumerate(passages):
        _correct(plain, passage, place)
    base, version = _numbered(content.number)
    change = in_words(passages, reason=reason, asked_by=asked_by)
    entry = Correction(version=version + 1, corrected_on=on, change=change)
    return replace(
        thaw(canonical(plain)),
        number=f"{base}-v{version + 1}",
        corrections=(*content.corrections, entry),
    )


def changes(before: RecordContent, after: RecordContent) -> list[Difference]:
    """What two versions say differently, field by field, in the order of the sections."""
    old, new = (json.loads(freeze(content)) for content in (before, after))
    return differences(old, new, apart_from=OF_THE_VERSION)


def in_words(passages: Sequence[Passage], *, reason: Text, asked_by: Initiative) -> Text:
    """What was corrected and why, as every later version of the record says it."""
    ko = "; ".join(f"「{HEADINGS[one.section].ko}」 “{one.old}” → “{one.new}”" for one in passages)
    en = "; ".join(f"{HEADINGS[one.section].en}: “{one.old}” → “{one.new}”" for one in passages)
    by = _WORDS[asked_by]
    return Text(
        f"{ko}. {by.ko}(행정절차법 제25조). 사유: {reason.ko}",
        f"{en}. {by.en} (Administrative Procedure Act Art. 25). Reason: {reason.en or reason.ko}",
    )


def _correct(plain: dict[str, Any], passage: Passage, place: int) -> None:
    if not passage.old.strip() or not passage.new.strip() or passage.old == passage.new:
        raise NotCorrectable(Fault.SAME, passage, place=place)
    if passage.section not in PROSE:
        raise NotCorrectable(Fault.NO_SUCH_SECTION, passage, place=place)
    found = [_replace(plain, path.split("."), passage) for path in PROSE[passage.section]]
    if not any(found):
        stands = any(passage.old in text for text in _texts(plain))
        raise NotCorrectable(Fault.ELSEWHERE if stands else Fault.NOT_FOUND, passage, place=place)


def _replace(holder: dict[str, Any], path: Sequence[str], passage: Passage) -> bool:
    """Replace in the field at the end of ``path``; lists on the way are followed into every item."""
    name, *rest = path
    if rest:
        inner = holder[name] if isinstance(holder[name], list) else [holder[name]]
        found = [_replace(item, rest, passage) for item in inner]
        return any(found)
    before = holder[name]
    holder[name] = _replaced(before, passage)
    return bool(holder[name] != before)


def _replaced(words: Any, passage: Passage) -> Any:
    """Words in both languages, in one, several of them, or none."""
    match words:
        case str():
            return words.replace(passage.old, passage.new)
        case list():
            return [_replaced(item, passage) for item in words]
        case dict():
            return {language: _replaced(text, passage) for language, text in words.items()}
        case _:
            return words


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inner: Iterable[Any] = value.values() if isinstance(value, dict) else value
        for item in inner:
            yield from _texts(item)


def _numbered(number: str) -> tuple[str, int]:
    """A record's number without its version, and the version."""
    matched = _VERSION.fullmatch(number)
    if matched is None:
        raise ValueError(f"not a record number: {number!r}")
    return matched[1], int(matched[2])
