"""The words of a register entry without those that are withheld: searched for as in the public record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assessments import records
from assessments.catalogue import Edition, Kind
from assessments.models import Decision
from assessments.queries.record_content import content_of

PARTS = ("reasons", "scope", "advice", "findings", "conditions", "votes", "corrections")
"""Parts of an entry's content that hold what the commission wrote, which may repeat what the agency typed."""
PROSE = frozenset({"ko", "en", "text_ko", "text_en", "proof"})
"""Names under which these parts hold words; every other value is an id, a number, a name or a result."""
TYPED = frozenset({Kind.TEXT, Kind.LONGTEXT, Kind.TABLE})
"""Questions whose answers are words of the agency's own."""
Hide = Callable[[str], str]


def as_redacted(content: dict[str, Any], decision: Decision | None, edition: Edition) -> dict[str, Any]:
    """``content`` with the public record's marks for words that were typed into a withheld part.

    Before there is a decision nothing is searched: then the entry holds public answers and nobody's prose.
    """
    if decision is None:
        return content
    hide = records.hiding(_full(decision))
    answers = {
        name: _words(value, hide) if edition.question(name).kind in TYPED else value
        for name, value in content["answers"].items()
    }
    prose = {part: _prose(content[part], hide) for part in PARTS if part in content}
    return content | {"answers": answers} | prose


def _full(decision: Decision) -> records.RecordContent:
    """As the newest version was issued, or, until there is one, as it will be."""
    newest = decision.records.order_by("-version").values_list("content", flat=True).first()
    issued = records.thaw(newest) if newest else None
    if issued and all(row.of for row in issued.redactions):
        return issued
    return content_of(decision, number=f"{decision.number}-v1")


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
