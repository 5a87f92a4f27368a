"""What was typed into the withheld parts of a record, and whether any of it stands in a text."""

from __future__ import annotations

import html
import unicodedata

from assessments import catalogue
from assessments.records import RecordContent
from assessments.records.speech import WORD_JOINER

SHORTEST = 3
"""Shorter ones, such as a cell of two syllables, are part of other words: see ``withheld.Search``."""


def leaks(text: str, content: RecordContent) -> list[str]:
    """Where what stands in ``text`` was typed into withheld parts of the full ``content``."""
    plain = flat(text)
    return [where for where, words in searchable(content).items() if flat(words) in plain]


def searchable(content: RecordContent) -> dict[str, str]:
    """Without what is too short to tell anything, or stands in the catalogue's words."""
    asked = catalogue.edition(content.versions.form).questions.values()
    printed = [str(choice.text) for question in asked for choice in question.choices]
    printed += [str(item.source) for item in content.law] + [str(question.text) for question in asked]
    public_words = "\n".join(printed + [str(one.requirement) for one in content.findings])
    said = typed(content)
    return {
        where: words for where, words in said.items() if len(words) >= SHORTEST and words not in public_words
    }


def typed(content: RecordContent) -> dict[str, str]:
    """Everything typed into what is withheld, from the full content; by where it was typed."""
    found: dict[str, str] = {"official": str(content.agency.official), "email": str(content.agency.email)}
    for fact in (fact for step in content.facts for fact in step.facts if fact.restricted):
        said = [*fact.answer, *(cell for row in (fact.table.rows if fact.table else ()) for cell in row)]
        found |= {f"{fact.question_id} {number}": str(one) for number, one in enumerate(said)}
    found["file"] = str(content.evidence[-1].file_name)
    asked, stated = content.submissions
    found |= {f"answer {number}": line for number, line in enumerate(str(asked.answer).splitlines())}
    return found | {"statement": str(stated.text)}


def flat(text: str) -> str:
    """As somebody reads it: one line, without what steers line breaks, in small letters."""
    composed = unicodedata.normalize("NFC", html.unescape(text)).replace(WORD_JOINER, "")
    return " ".join(composed.casefold().split())
