"""Which answers the public does not get to read, and on which ground of the Information Disclosure Act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.catalogue import Edition, Ground, Question

DEFAULT_GROUND = "process"
OF_SUBMISSIONS = "process"
"""What an agency wrote in clarifications and statements: nobody has cleared it for publication."""
# A policy value: what each restricted question is presumed to touch, until the case officer says otherwise.
PRESUMED = {
    "responsible_official": "personal",
    "contact_email": "personal",
    "submitting_official": "personal",
    "test_report": "trade_secret",
    "hria_file": "personal",
    "legal_opinion": "process",
    "place_description": "life",
    "links_table": "life",
}


def withheld(edition: Edition, answers: Mapping[str, Any]) -> list[tuple[Question, Ground]]:
    """The answered questions that are not public, in the form's order, each with its ground."""
    restricted = [question for question in edition.questions.values() if not question.public]
    return [(question, ground_of(edition, question)) for question in restricted if question.id in answers]


def ground_of(edition: Edition, question: Question) -> Ground:
    return ground_called(edition, PRESUMED.get(question.id, DEFAULT_GROUND))


def ground_called(edition: Edition, ground_id: str) -> Ground:
    return next(ground for ground in edition.procedure.redaction_grounds if ground.id == ground_id)
