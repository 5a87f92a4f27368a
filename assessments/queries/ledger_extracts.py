"""The ledger of one case to take away: entries exactly as they were hashed, for checking elsewhere."""

from __future__ import annotations

from typing import Any

from assessments.enums import Event
from assessments.models import Assessment, LedgerEntry

HOW_TO_CHECK = "hash = SHA-256(previous + text), both as UTF-8; the first previous is 64 zeros"
INSPECTIONS = frozenset({Event.RECORD_DOWNLOADED, Event.EXPORTED, Event.CONSULTED})
"""They say that somebody read the case or took a copy, and change nothing in it."""


def extract(assessment: Assessment) -> dict[str, Any]:
    """The whole chain, oldest first."""
    return _extract(assessment, list(assessment.ledger.order_by("sequence")))


def extract_of_acts(assessment: Assessment) -> dict[str, Any]:
    """The chain up to the last act in the case.

    What follows only says who read it or took copies. So taking one does not change what the next one holds.
    """
    entries = list(assessment.ledger.order_by("sequence"))
    while entries and entries[-1].event in INSPECTIONS:
        entries.pop()
    return _extract(assessment, entries)


def _extract(assessment: Assessment, entries: list[LedgerEntry]) -> dict[str, Any]:
    return {
        "assessment": assessment.reference,
        "how": HOW_TO_CHECK,
        "entries": [
            {"sequence": entry.sequence, "previous": entry.previous, "text": entry.text, "hash": entry.hash}
            for entry in entries
        ],
    }
