"""Whatever a record's content holds is printed: no template forgets a field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, get_args, get_type_hints

import pytest

from assessments.catalogue import Text
from assessments.records import RecordContent
from assessments.records.render import render_html
from assessments.records.speech import SEOUL, WORD_JOINER, Language, said
from tests.records import invented, sample

KEPT = {
    *("RecordContent.number", "RecordContent.authentic_language"),
    *("Section.id", "Group.id", "StandardFinding.group_id"),
}
"""What means something to the templates: there not any words would do."""
NOT_PRINTED = {
    "RecordContent.schema",
    *("Section.title",),
    *("EditionManifest.id", "EditionManifest.edition_digest"),
    *("EditionFile.path", "EditionFile.size_bytes", "EditionFile.sha256"),
    "Redaction.of",
}
"""For programs, in the attached JSON; and titles of sections for which the record has words of its own."""
NEVER_THERE = {"RecordContent.full_digest", "Redaction.places"}
"""Of the public rendering only."""


def everything() -> RecordContent:
    """A whole record, with what else one may hold."""
    content, other = sample.content("EX-1"), sample.content("EX-4")
    step, *steps = content.proportionality
    return replace(
        content,
        proportionality=(replace(step, agency_says="as it was printed before"), *steps),
        interveners=invented.INTERVENERS,
        advice=other.advice,
        separate_opinions=other.separate_opinions,
        corrections=invented.CORRECTIONS,
        served_on=invented.SERVED,
    )


class Filling:
    """Puts something unmistakable into every field that holds words, a number or a day."""

    def __init__(self) -> None:
        self.numbers = count(1_000)
        self.put: dict[str, list[Any]] = defaultdict(list)
        """By ``Class.field``."""

    def filled(self, value: Any, *, at: str = "") -> Any:
        if isinstance(value, tuple):
            return tuple(self.filled(item, at=at) for item in value)
        if is_dataclass(value) and not isinstance(value, Text):
            return replace(value, **dict(self._fields(value)))  # type: ignore[type-var]
        if at in KEPT or (new := self._unmistakable(value)) is None:
            return value
        self.put[at].append(new)
        return new

    def _fields(self, value: Any) -> Iterator[tuple[str, Any]]:
        for field in fields(value):
            at = f"{type(value).__name__}.{field.name}"
            yield field.name, self.filled(getattr(value, field.name), at=at)

    def _unmistakable(self, value: Any) -> Any:
        if isinstance(value, Text):
            number = next(self.numbers)
            return Text(f"K{number}Z", f"E{number}Z")
        if isinstance(value, date):
            return value + timedelta(days=3 * next(self.numbers))
        if type(value) is str:
            return f"S{next(self.numbers)}Z"
        return 1_000_000 + next(self.numbers) if type(value) is int else None


def printed(value: Any, language: Language) -> str:
    """As the record says it; of instants the day, which is all that some places give."""
    day = value.astimezone(SEOUL).date() if isinstance(value, datetime) else value
    return str(said(day, language=language)).replace(",", "")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_field_of_the_content_is_printed(language: Language) -> None:
    filling = Filling()
    content = filling.filled(everything())

    html = render_html(content, language=language).replace(WORD_JOINER, "").replace(",", "")

    forgotten = {
        at for at, put in filling.put.items() if any(printed(one, language) not in html for one in put)
    }
    assert forgotten == NOT_PRINTED


def test_no_field_is_left_out_of_that() -> None:
    filling = Filling()
    filling.filled(everything())

    assert set(_fields_below(RecordContent)) - set(filling.put) == KEPT | NEVER_THERE


def _fields_below(kind: Any) -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        for part in _parts(hint):
            if is_dataclass(part) and part is not Text:
                yield from _fields_below(part)
            elif part in {Text, str, int, date, datetime}:
                yield f"{kind.__name__}.{name}"


def _parts(hint: Any) -> Iterator[Any]:
    """The types that a hint is made of."""
    if args := get_args(hint):
        for arg in args:
            yield from _parts(arg)
    else:
        yield hint
