"""Reads answers that stand in files: every one fits its question, or the file is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.catalogue.reader.tables import Table
from assessments.catalogue.refusals import editions as refusals
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.values import canonical
from assessments.catalogue.vocabulary import perhaps


def answers(table: Table, key: str, *, edition: Edition) -> dict[str, Any]:
    """A table of answers by question id, as they would be stored."""
    found = table.values(key)
    for question_id, answer in found.items():
        must_fit(answer, known_question(question_id, table, key, questions=edition.questions), table, key)
    return found


def known_question(
    question_id: str, table: Table, key: str, *, questions: Mapping[str, Question]
) -> Question:
    if question_id not in questions:
        hint = perhaps(question_id, among=questions)
        raise table.fault(key, refusals.UNKNOWN_QUESTION.filled(question=question_id, hint=hint))
    return questions[question_id]


def must_fit(answer: Any, question: Question, table: Table, key: str) -> None:
    fits = canonical(answer, kind=question.kind, choices=question.choice_ids, width=len(question.columns))
    if fits is None:
        raise table.fault(key, refusals.ANSWER_UNFIT.filled(question=question.id, kind=question.kind))
