"""The words of a register entry without those that are withheld: searched for as in the public record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assessments import records
from assessments.catalogue import Answers, Edition, Kind
from assessments.models import Decision
from assessments.queries.record_content import content_at_adoption

PARTS = ("reasons", "scope", "advice", "findings", "conditions", "votes", "corrections")
"""Parts of an entry's content that hold what the commission wrote, which may repeat what the agency typed."""
PROSE = frozenset({"ko", "en", "text_ko", "text_en", "proof"})
"""Names under which these parts hold words; every other value is an id, a number, a name or a result."""
TYPED = frozenset({Kind.TEXT, Kind.LONGTEXT, Kind.TABLE})
"""Questions whose answers are words of the agency's own."""
Hide = Callable[[str], str]


def as_redacted(
    content: dict[str, Any], decision: Decision | None, edition: Edition, given: Answers
) -> dict[str, Any]:
    """``content`` with the public record's marks for words that were typed into a withheld part.

    Before there is a decision no list says what is withheld: then what was ``given`` to restricted questions.
    """
    hide = records.hiding(_full(decision)) if decision else _hiding_before(edition, given)
    answers = {
        name: _words(value, hide) if edition.question(name).kind in TYPED else value
        for name, value in content["answers"].items()
    }
    prose = {part: _prose(content[part], hide) for part in PARTS if part in content}
    return content | {"answers": answers} | prose


def _hiding_before(edition: Edition, given: Answers) -> Hide:
    restricted = [question for question in edition.questions.values() if not question.public]
    typed = {
        question.id: tuple(_strings(given.get(question.id)))
        for question in restricted
        if question.kind in TYPED
    }
    return records.hiding_typed(typed, public=_words_of(edition))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _words_of(edition: Edition) -> Iterator[str]:
    """What the catalogue says, which everybody may read."""
    texts = [edition.title, edition.legal_nature]
    for question in edition.questions.values():
        texts += [question.text, *(choice.text for choice in question.choices)]
        texts += [column.text for column in question.columns]
    texts += [step.title for step in edition.steps]
    texts += [group.title for group in edition.groups]
    texts += [document.title for document in edition.documents]
    texts += [said for standard in edition.standards for said in (standard.title, standard.requirement)]
    for text in texts:
        yield from (text.ko, text.en)


def _full(decision: Decision) -> records.RecordContent:
    """As the newest version was issued, or, until there is one, as it will be."""
    newest = decision.records.order_by("-version").values_list("content", flat=True).first()
    issued = records.thaw(newest) if newest else None
    if issued and all(row.of for row in issued.redactions):
        return issued
    return content_at_adoption(decision)


def _words(value: Any, hide: Hide) -> Any:
    """An answer; a table is a list of rows."""
    match value:
        case str():
            return hide(value)
        case list():
            return [_words(item, hide) for item in value]
        case dict():
            return {name: _words(item, hide) for name, item in value.items()}
        case _:
            return value


def _prose(value: Any, hide: Hide) -> Any:
    match value:
        case list():
            return [_prose(item, hide) for item in value]
        case dict():
            return {
                name: hide(item) if name in PROSE and isinstance(item, str) else _prose(item, hide)
                for name, item in value.items()
            }
        case _:
            return value
