"""Checks the answers written for a ruling, so that a slip is a refusal and never an unknown fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from assessments.catalogue.reader.tables import Table
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.texts import same
from assessments.catalogue.values import Kind, canonical, number
from assessments.catalogue.vocabulary import perhaps


def checked(table: Table, *, edition: Edition) -> Mapping[str, Any]:
    """The answers of a ruling; raises ``CatalogueError`` for one that its question cannot hold."""
    answers = {key: value for key, value in table.values("answers").items() if value is not None}
    place = table.table("answers")
    for question_id, answer in answers.items():
        question = edition.questions.get(question_id)
        if question is None:
            hint = perhaps(question_id, among=edition.questions).en
            raise place.fault(question_id, same(f"unknown question{hint}"))
        if message := _fault(question, answer):
            raise place.fault(question_id, same(message))
    return answers


def _fault(question: Question, answer: Any) -> str:
    """What is wrong, or nothing."""
    match question.kind:
        case Kind.SINGLE | Kind.YESNO if isinstance(answer, str):
            return _unknown_choice(question, [answer])
        case Kind.MULTI if isinstance(answer, list):
            return _unknown_choice(question, answer)
        case Kind.TABLE if isinstance(answer, list):
            return _wide_row(question, answer) or _misfit(question, answer)
        case Kind.NUMBER | Kind.PERCENT:
            return _misfit(question, answer) or _out_of_range(question, number(answer))
        case _:
            return _misfit(question, answer)


def _unknown_choice(question: Question, chosen: Iterable[Any]) -> str:
    for choice in chosen:
        if choice not in question.choice_ids:
            return f"has no choice '{choice}'{perhaps(str(choice), among=question.choice_ids).en}"
    return _misfit(question, chosen if question.kind == Kind.MULTI else next(iter(chosen)))


def _wide_row(question: Question, rows: Iterable[Any]) -> str:
    for position, row in enumerate(rows, 1):
        if isinstance(row, list) and len(row) > len(question.columns):
            return f"row {position} has {len(row)} cells, but there are {len(question.columns)} columns"
    return ""


def _out_of_range(question: Question, value: Decimal | None) -> str:
    if value is None:
        return ""
    if question.minimum is not None and value < question.minimum:
        return f"{value} is less than {question.minimum}"
    if question.maximum is not None and value > question.maximum:
        return f"{value} is more than {question.maximum}"
    return ""


def _misfit(question: Question, answer: Any) -> str:
    value = canonical(answer, kind=question.kind, choices=question.choice_ids, width=len(question.columns))
    return f"does not fit its kind, {question.kind}" if value is None else ""
