"""Finding standards by words, in Korean and English at once, whatever language is being read.

A whole edition is a few hundred sentences, so it is simply read through. Compared is without regard to case,
to how a character is composed, and to blanks between Korean words, which writers set differently.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Edition, Standard, Text
from assessments.queries import search

KEPT = 16_384
"""Texts kept as they are compared: those of some editions."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; blank means everything."""

    words: str = ""
    kind: str = ""
    effect: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.effect)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, found or not."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Where else in a standard a word stands, in the reader's language if it does there."""

    label: Promise
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    standard: Standard
    id: tuple[Piece, ...]
    title: tuple[Piece, ...]
    requirement: tuple[Piece, ...]
    passages: tuple[Passage, ...]


def found(edition: Edition, wanted: Wanted, *, language: str) -> list[Hit]:
    """The standards asked for, in the catalogue's order, with the words marked in their texts."""
    words = [folded(word)[0] for word in search.words(wanted.words)[: search.MOST_WORDS]]
    return [
        _hit(edition, standard, words, language)
        for standard in edition.standards
        if wanted.kind in ("", standard.kind)
        and wanted.effect in ("", standard.effect)
        and _has_all(edition, standard, words)
    ]


def marked(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The text cut into what was found and what lies between."""
    pieces, done = [], 0
    for start, end in _spans(text, words):
        pieces += [Piece(text[done:start]), Piece(text[start:end], is_hit=True)]
        done = end
    return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)


@lru_cache(maxsize=KEPT)
def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text as it is compared, and for each of its characters the place where it stands in the text."""
    characters, places = [], []
    for place, character in enumerate(text):
        if (
            character == " "
            and _is_hangul(text[place - 1 : place])
            and _is_hangul(text[place + 1 : place + 2])
        ):
            continue
        for one in unicodedata.normalize("NFKC", character).casefold():
            characters.append(one)
            places.append(place)
    return "".join(characters), tuple(places)


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"


def _has_all(edition: Edition, standard: Standard, words: Sequence[str]) -> bool:
    texts = [folded(text)[0] for text in (standard.id, *_all_texts(edition, standard))]
    return all(any(word in text for text in texts) for word in words)


def _hit(edition: Edition, standard: Standard, words: Sequence[str], language: str) -> Hit:
    title, requirement = getattr(standard.title, language), getattr(standard.requirement, language)
    seen = [folded(text)[0] for text in (standard.id, title, requirement)]
    unseen = [word for word in words if not any(word in text for text in seen)]
    return Hit(
        standard,
        marked(standard.id, words),
        marked(title, words),
        marked(requirement, words),
        tuple(_passages(edition, standard, unseen, words=words, language=language)),
    )


def _passages(
    edition: Edition, standard: Standard, unseen: Sequence[str], *, words: Sequence[str], language: str
) -> Iterator[Passage]:
    """For each word that title and requirement do not show, one text that does."""
    open_words = list(unseen)
    for shown in (language, "en" if language == "ko" else "ko"):
        for label, text in _texts(edition, standard):
            words_of_text = getattr(text, shown)
            if any(word in folded(words_of_text)[0] for word in open_words):
                open_words = [word for word in open_words if word not in folded(words_of_text)[0]]
                yield Passage(label, shown, marked(words_of_text, words))


def _all_texts(edition: Edition, standard: Standard) -> Iterator[str]:
    for _label, text in _texts(edition, standard):
        yield text.ko
        yield text.en


def _texts(edition: Edition, standard: Standard) -> Iterator[tuple[Promise, Text]]:
    """Everything that is searched, with what it is called."""
    yield _("Title"), standard.title
    yield _("Requirement"), standard.requirement
    yield _("What people must judge"), standard.review
    if standard.condition:
        yield _("Model condition"), standard.condition.text
    if standard.chosen:
        yield _("A choice of this catalogue"), standard.chosen
    for cite in standard.cites:
        yield _("Sources"), cite.text
        for source in cite.sources:
            yield _("Sources"), edition.source(source).title


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in the text, those that overlap or touch taken together."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for word in words for span in _spans_of(text, word)):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _spans_of(text: str, word: str) -> Iterator[tuple[int, int]]:
    plain, places = folded(text)
    start = plain.find(word)
    while start >= 0:
        end = start + len(word)
        yield places[start], places[end - 1] + 1
        start = plain.find(word, end)
