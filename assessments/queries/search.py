"""Finding rows by words: in Korean, where two syllables are a word, as well as in English.

A row carries the text that is searched in ``search`` and, made from it by the database, a number for every
one and two characters in a row in ``search_grams``. An index over those finds a word of any length; trigrams,
the usual way, find nothing shorter than three characters, and most Korean nouns have two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

MOST_WORDS = 8
LONGEST_WORD = 40
FACTOR, LARGEST = 65_599, 2**31 - 1

Row = TypeVar("Row", bound=Model)


def folded(parts: Iterable[str]) -> str:
    """What ``search`` holds: every part without blanks and in one spelling, each on a line of its own.

    Without blanks, because Korean compounds are written with and without them: both find both.
    """
    return "\n".join(unicodedata.normalize("NFKC", "".join(words(part))) for part in parts)


def words(text: str) -> list[str]:
    """The words of ``text`` as they are compared: one spelling per character, no case, nothing invisible."""
    one_spelling = unicodedata.normalize("NFKC", text).casefold()
    return "".join(map(_visible, unicodedata.normalize("NFKC", one_spelling))).split()


def grams(word: str) -> list[int]:
    """The numbers of every two characters in a row of ``word``; of a single one its own.

    Two pairs may share a number: the text itself is looked at as well. The same sum stands in SQL, in the
    newest migration about grams; a test holds the two together.
    """
    pairs = pairwise(map(ord, word))
    return sorted({(one * FACTOR + other) & LARGEST for one, other in pairs}) or [ord(word)]


def matching(rows: QuerySet[Row], text: str) -> QuerySet[Row]:
    """The rows whose search text holds every word of ``text``; all rows when there is no word in it."""
    for word in words(text)[:MOST_WORDS]:
        part = word[:LONGEST_WORD]
        # The database tries them in this order: text is read faster than a list of grams. Only the second
        # has an index, which it takes instead of reading rows when few of them can match.
        rows = rows.filter(Q(search__contains=part) & Q(search_grams__contains=grams(part)))
    return rows


def _visible(character: str) -> str:
    """Blanks of all kinds become one kind; controls, marks of direction and lone surrogates go."""
    category = unicodedata.category(character)
    if character.isspace() or category.startswith("Z"):
        return " "
    return "" if category.startswith("C") else character
