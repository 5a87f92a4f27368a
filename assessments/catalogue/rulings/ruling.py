"""What a real ruling is, as far as it was read: facts, what was decided, and answers to our questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Ruled(StrEnum):
    """What a court or authority said of a use as it was designed or carried out."""

    REFUSED = "refused"
    """Unlawful, annulled, prohibited, suspended or advised against; some could be cured."""
    PERMITTED_WITH_CONDITIONS = "permitted_with_conditions"
    """Lawful at its core, with conditions to meet or breaches to repair."""
    PERMITTED = "permitted"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A text that is not known is empty; so is a list."""

    id: str
    edition_id: str
    """The edition for whose questions the answers were written."""
    name: str
    authority: str
    instrument: str
    date: str
    """As far as it is known: a day, or only a month."""
    jurisdiction: str
    citation: str
    url: str
    summary: str
    facts: Mapping[str, Any]
    """As the source tells them; what is not there is not known."""
    coded: Mapping[str, Any]
    """What the compiler of the source made of the facts."""
    answers: Mapping[str, Any]
    """By question id, as they would be stored: only what the facts give."""
    further: Mapping[str, Any]
    """The same for questions that only a later edition asks."""
    ruled: Ruled
    grounds: tuple[str, ...]
    """What it was decided on; those that begin with ``ok_`` speak for the use."""
    conditions: tuple[str, ...]
    reasoning: str
    deciding_questions: tuple[str, ...]
    divergence: tuple[str, ...]
    """Where authorities differ for reasons of their own law: marks a difference as expected."""
    finality: str
    confidence: str
    verified_in: tuple[str, ...]
    core: bool
    scored: bool
    split: str
    family: str
    """Rulings on the same sort of use."""
    notes: str
