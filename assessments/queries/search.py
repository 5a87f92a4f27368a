"""Finding rows by words: in Korean, where two syllables are a word, as well as in English.

A row carries the text that is searched in ``search`` and, made from it by the database, a number for every
one and two characters in a row in ``search_grams``. An index over those finds a word of any length; trigrams,
the usual way, find nothing shorter than three characters, and most Korean nouns have two.

Lists are ordered, though, and that index knows no order: of a word in every other row it would fetch half the
table to show 25 rows. Such a word is met soon by reading the list's own index, which carries the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from time import time
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

MOST_WORDS = 8
LONGEST_WORD = 40
FACTOR, LARGEST = 65_599, 2**31 - 1
MOST_BYTES = 2_000
"""An entry of an index is 2,700 at most."""
FREQUENT = 0.005
REMEMBERED_SECONDS = 300

Row = TypeVar("Row", bound=Model)


def folded(parts: Iterable[str]) -> str:
    """What ``search`` holds: every part without blanks and in one spelling, each on a line of its own.

    Without blanks, because Korean compounds are written with and without them: both find both.
    """
    text = "\n".join(unicodedata.normalize("NFKC", "".join(words(part))) for part in parts)
    return text.encode()[:MOST_BYTES].decode(errors="ignore")


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
        rows = rows.filter(search__contains=part)
        if not _is_frequent(rows.model, part):
            rows = rows.filter(search_grams__contains=grams(part))
    return rows


def _is_frequent(table: type[Model], word: str) -> bool:
    """Whether the word may be in so many rows that reading them in order finds a page of it at once.

    A word is in no more rows than the rarest of its grams.
    """
    known = _frequencies(table._meta.db_table, int(time() // REMEMBERED_SECONDS))  # noqa: SLF001
    return all(known.get(gram, 0.0) >= FREQUENT for gram in grams(word))


@lru_cache(maxsize=8)
def _frequencies(table: str, _period: int) -> dict[int, float]:
    """In which part of the rows each frequent gram is, as the database last counted a sample of them.

    Of two things the planner takes the product, which for the grams of one word is far too small.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATISTICS, [table])
        found = cursor.fetchone()
    return dict(zip(found[0], found[1], strict=False)) if found and found[0] else {}


_STATISTICS = """
    SELECT most_common_elems::text::integer[], most_common_elem_freqs FROM pg_stats
    WHERE schemaname = current_schema() AND tablename = %s AND attname = 'search_grams'
"""


def _visible(character: str) -> str:
    """Blanks of all kinds become one kind; controls, marks of direction and lone surrogates go."""
    category = unicodedata.category(character)
    if character.isspace() or category.startswith("Z"):
        return " "
    return "" if category.startswith("C") else character
