"""Words in both languages, whoever is reading: the record says everything twice."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import override

from assessments.catalogue import Edition, Kind, Question, Text
from assessments.records import AnswerTable, Wording

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Said here, and not by the process's locale: a record must not differ by where it is made."""

_ID = re.compile(r"\bE-[A-Z0-9]+(?:-[A-Z0-9]+)*\b")
"""What an id of a document looks like."""


def both(message: Any, **values: Any) -> Text:
    """A lazily translated message as Text; ``values`` fill ``%(name)s`` and may be Text, lazy or plain."""
    return Text(ko=_in("ko", message, values), en=_in("en", message, values))


def pair(ko: str, en: str) -> Wording:
    """What people wrote in Korean and, perhaps, in English."""
    return Text(ko=ko, en=en) if en.strip() else ko


def answer_words(question: Question, value: Any) -> tuple[Wording, ...]:
    """One item, or one per choice; table answers have none (see ``answer_table``)."""
    match question.kind:
        case Kind.SINGLE | Kind.YESNO:
            return (question.choice(value).text,)
        case Kind.MULTI:
            return tuple(question.choice(chosen).text for chosen in value)
        case Kind.NUMBER:
            return (f"{value:,}" if isinstance(value, int) else str(value),)
        case Kind.PERCENT:
            return (f"{value} %",)
        case Kind.DATE:
            return (day_words(date.fromisoformat(value)),)
        case Kind.TABLE:
            return ()
        case _:
            return (str(value),)


def answer_table(question: Question, value: Any) -> AnswerTable | None:
    if question.kind != Kind.TABLE:
        return None
    columns = tuple(column.text for column in question.columns)
    return AnswerTable(columns=columns, rows=tuple(tuple(str(cell) for cell in row) for row in value))


def day_words(day: date | None) -> Text:
    """A dash when there is no day."""
    if day is None:
        return Text(ko="–", en="–")
    ko, en = f"{day.year}년 {day.month}월 {day.day}일", f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return Text(ko=ko, en=en)


def proof_words(edition: Edition, proof: str) -> Wording:
    """What is to prove that a condition is fulfilled; documents named by their ids get their titles.

    Words of the panel beside the ids are in one language only, and so is the whole then.
    """
    titles = {found: edition.documents_by_id[found].title for found in _ids(edition, proof)}
    if any(character.isalnum() for character in _ID.sub("", proof)) or not titles:
        return _ID.sub(lambda found: titles[found[0]].ko if found[0] in titles else found[0], proof)
    return Text(
        ko="; ".join(title.ko for title in titles.values()),
        en="; ".join(title.en for title in titles.values()),
    )


def _ids(edition: Edition, proof: str) -> list[str]:
    return [found for found in _ID.findall(proof) if found in edition.documents_by_id]


def _in(language: str, message: Any, values: dict[str, Any]) -> str:
    with override(language):
        text = getattr(message, language) if isinstance(message, Text) else str(message)
        return text % {name: _value(language, value) for name, value in values.items()} if values else text


def _value(language: str, value: Any) -> str:
    return str(getattr(value, language)) if isinstance(value, Text) else str(value)
