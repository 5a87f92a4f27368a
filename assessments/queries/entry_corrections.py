"""The words of a register entry as the record's newest version has them, and what was corrected in them."""

from __future__ import annotations

from typing import Any

from assessments.models import Correction, Decision
from assessments.queries.corrections import change_of, corrections_of, passages_of
from assessments.records import Passage

PARTS = {
    "outcome": "reasons",
    "findings": "findings",
    "conditions": "conditions",
    "advice": "advice",
    "scope": "scope",
}
"""Which part of an entry's content a correction reaches, by the record's section."""
PROSE = frozenset({"ko", "en", "text_ko", "text_en", "proof"})
"""Names under which these parts hold words; every other value is an id, a number or a result."""


def as_corrected(content: dict[str, Any], decision: Decision | None) -> dict[str, Any]:
    """``content`` as it was put together from the decision, with its corrections applied and listed."""
    corrections = corrections_of(decision) if decision else []
    for passage in (passage for one in corrections for passage in passages_of(one)):
        if part := PARTS.get(passage.section):
            content = content | {part: _replaced(content[part], passage)}
    return content | ({"corrections": [_listed(one) for one in corrections]} if corrections else {})


def _replaced(value: Any, passage: Passage) -> Any:
    match value:
        case list():
            return [_replaced(item, passage) for item in value]
        case dict():
            return {
                name: item.replace(passage.old, passage.new)
                if name in PROSE and isinstance(item, str)
                else _replaced(item, passage)
                for name, item in value.items()
            }
        case _:
            return value


def _listed(correction: Correction) -> dict[str, Any]:
    change = change_of(correction)
    return {
        "version": correction.version,
        "on": correction.ordered_on.isoformat(),
        "change": {"ko": change.ko, "en": change.en},
    }
