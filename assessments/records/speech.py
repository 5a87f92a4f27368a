"""A record's content said in one language: every value becomes words a template can only print, never run."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import SimpleNamespace
from typing import Any, Literal

from django.utils.html import escape

from assessments.catalogue.texts import Text
from assessments.records.glyphs import visible
from assessments.records.wording import LABELS, MARKS, WORDS

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
"""The authentic one first."""
SEOUL = timezone(timedelta(hours=9))
"""Korea has kept UTC+9 without summer time since 1988; no time-zone database decides what a record says."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ENGLISH_FROM_WORDS = 3
_HANGUL = re.compile("[\u3131-\u318e\uac00-\ud7a3]")
_LATIN_WORD = re.compile(r"(?:^|(?<=\s))[A-Za-z][A-Za-z’'-]+(?=[\s.,;:!?)]|$)")
_WORD = r"0-9A-Za-z\u3131-\u318e\uac00-\ud7a3"
_WITHIN_WORDS = re.compile(
    rf"(?<=[{_WORD})\]」』”’%])(?=[\u3131-\u318e\uac00-\ud7a3])|(?<=[\u3131-\u318e\uac00-\ud7a3])(?=[{_WORD}])"
)
WORD_JOINER = "\u2060"


class Phrase(str):
    """Words in a known language, printable as they are; a template marks the language where it changes."""

    __slots__ = ("lang", "within")
    lang: Language | None
    """What the words are written in; None when they have no language of their own (numbers, digests)."""
    within: Language
    """The language of the document around them."""

    def __new__(cls, text: str, *, lang: Language | None, within: Language) -> Phrase:
        phrase = super().__new__(cls, text)
        phrase.lang, phrase.within = lang, within
        return phrase

    def __html__(self) -> str:
        """Escaped; Korean breaks between words only (the typesetter knows no ``keep-all``)."""
        html = _WITHIN_WORDS.sub(WORD_JOINER, escape(str(self)))
        if self.lang in {None, self.within}:
            return html
        return f'<span lang="{self.lang}">{html}</span>'

    @property
    def plain(self) -> str:
        """For titles, alternatives and addresses: the words alone, escaped where they are printed."""
        return str(self)

    @property
    def lines(self) -> tuple[Phrase, ...]:
        """The lines that say something."""
        return tuple(
            Phrase(line.strip(), lang=self.lang, within=self.within)
            for line in self.splitlines()
            if line.strip()
        )


def said(value: Any, *, language: Language) -> Any:
    """``value`` with everything in it said in ``language``; dataclasses become plain namespaces."""
    match value:
        case tuple() | list():
            return tuple(said(item, language=language) for item in value)
        case dict():
            return {key: said(item, language=language) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, Text):
            return SimpleNamespace(
                **{field.name: said(getattr(value, field.name), language=language) for field in fields(value)}
            )
        case _:
            return _said_alone(value, language=language)


def _said_alone(value: Any, *, language: Language) -> Any:
    match value:
        case None | bool() | Phrase():
            return value
        case Enum():
            label = said(LABELS[value], language=language)
            return SimpleNamespace(id=value.value, label=label, mark=MARKS.get(value, ""))
        case Text():
            return Phrase(visible(getattr(value, language)), lang=language, within=language)
        case str():
            return Phrase(visible(value), lang=_language_of(value), within=language)
        case int() | datetime() | date():
            return Phrase(_in_words(value, language=language), lang=language, within=language)
        case _:
            raise TypeError(f"a record cannot say {type(value).__name__}")


def words(language: Language) -> dict[str, Phrase]:
    """The record's fixed words in ``language``."""
    spoken: dict[str, Phrase] = said(WORDS, language=language)
    return spoken


def _language_of(text: str) -> Language | None:
    """Korean where there is Hangul; English where there are words in Latin letters; else not said."""
    if _HANGUL.search(text):
        return "ko"
    return "en" if len(_LATIN_WORD.findall(text)) >= ENGLISH_FROM_WORDS else None


def _in_words(value: int | date, *, language: Language) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if not isinstance(value, datetime):
        return _date(value, language=language)
    local = value.astimezone(SEOUL)
    comma = "," if language == "en" else ""
    return f"{_date(local.date(), language=language)}{comma} {local:%H:%M}"


def _date(day: date, *, language: Language) -> str:
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
