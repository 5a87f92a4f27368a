"""Which questions are asked, which answers count, and what is still missing."""

from __future__ import annotations

from typing import Any

from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.logic import Truth
from assessments.catalogue.schema import Edition
from assessments.catalogue.values import UNKNOWN, as_json


def asked(edition: Edition, answers: Answers) -> dict[str, Truth]:
    """For each question, in the form's order, whether it is asked; ``None`` is not known yet."""
    return Facts(edition, answers).asked


def visible_answers(edition: Edition, answers: Answers) -> dict[str, Any]:
    """The answers that count, each in its canonical form: what goes into the digest.

    Left out are answers to questions that are not asked, blank ones, and ones that do not fit.
    """
    return {name: as_json(value) for name, value in Facts(edition, answers).known.items()}


def unanswered(edition: Edition, answers: Answers) -> tuple[str, ...]:
    """Ids of required questions that are asked, or may be, and are blank; in the form's order."""
    facts = Facts(edition, answers)
    return tuple(
        [
            name
            for name, question in edition.questions.items()
            if question.required and facts.values[name] is UNKNOWN
        ]
    )


def derived(edition: Edition, answers: Answers) -> dict[str, Truth]:
    """The derived values by id."""
    facts = Facts(edition, answers)
    return {value.id: facts.derived(value.id).truth for value in edition.derived}
