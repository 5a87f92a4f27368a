"""Words in both languages, whoever is reading: the record says everything twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import override

from assessments.catalogue import Kind, Question, Text
from assessments.records import AnswerTable, Wording


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
    return Text(ko=f"{day.year}년 {day.month}월 {day.day}일", en=f"{day.day} {day:%B} {day.year}")


def _in(language: str, message: Any, values: dict[str, Any]) -> str:
    with override(language):
        text = getattr(message, language) if isinstance(message, Text) else str(message)
        return text % {name: _value(language, value) for name, value in values.items()} if values else text


def _value(language: str, value: Any) -> str:
    return str(getattr(value, language)) if isinstance(value, Text) else str(value)
