"""Drafts by chance: answers that the form accepts, hidden and contradictory ones among them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assessments.catalogue import Answers, Edition, Kind, Question, examples
from assessments.catalogue.values import as_json
from assessments.evaluation.faults import NONE

WORDS = ("words", "낱말", "none", "yes", "0", "-1", "'", "a\nb", "Ω≈ç√", "가" * 500)
NUMBERS = (
    *("0", "1", "2", "3", "4", "5", "10", "14", "24", "30", "36", "60", "72"),
    *("8999", "9000", "10000", "49999", "50000", "499999", "500000", "999999", "1000000", "999999999999999"),
)
"""Those on which rules turn, their neighbours, and the largest."""
SHARES = (
    *("0", "0.0000000001", "0.01", "0.011", "0.05", "0.051", "0.1"),
    *("1", "1.1", "5", "10", "10.1", "99.9", "100"),
)
FIRST = date(2026, 12, 30)


def by(seed: int) -> random.Random:
    """The same seed is the same draft, everywhere and always."""
    return random.Random(seed)  # noqa: S311  # nothing secret


def draft(chance: random.Random, edition: Edition) -> dict[str, Any]:
    """Sometimes made from an example, sometimes from nothing; some answers blank, some replaced."""
    answers: dict[str, Any] = {}
    if chance.random() < 0.6:
        answers |= examples.example(chance.choice(examples.example_ids())).answers
    names = list(edition.questions)
    for name in chance.sample(names, chance.choice((0, 3, 10, 40, len(names)))):
        answers[name] = answer(chance, edition.question(name))
    for name in chance.sample(names, chance.choice((0, 1, 5, 30))):
        answers.pop(name, None)
    return answers


def answer(chance: random.Random, question: Question) -> Any:
    """An answer that is not blank."""
    match question.kind:
        case Kind.SINGLE | Kind.YESNO:
            return chance.choice(question.choice_ids)
        case Kind.MULTI:
            return _ticked(chance, question)
        case Kind.NUMBER:
            return _number(chance, question, NUMBERS)
        case Kind.PERCENT:
            return _number(chance, question, SHARES)
        case Kind.DATE:
            return (FIRST + timedelta(days=chance.choice((0, 1, 2, 60, 1000)))).isoformat()
        case Kind.TABLE:
            return [["a"] * len(question.columns)] * chance.choice((1, 1, 2, 3, 100))
        case Kind.FILE:
            return "file.pdf"
        case _:
            return chance.choice(WORDS[:-4] if question.kind is Kind.TEXT else WORDS)


def other(chance: random.Random, answers: Answers, edition: Edition, name: str) -> dict[str, Any]:
    """The answers with one of them given anew, or blank."""
    changed = {key: value for key, value in answers.items() if key != name}
    return changed if chance.random() < 0.3 else changed | {name: answer(chance, edition.question(name))}


def _ticked(chance: random.Random, question: Question) -> list[str]:
    """'None' stands alone."""
    choices = [choice for choice in question.choice_ids if choice != NONE]
    if NONE in question.choice_ids and chance.random() < 0.25:
        return [NONE]
    count = chance.choice((1, 2, 3, len(choices), len(choices)))
    ticked = chance.sample(choices, min(count, len(choices)))
    return [choice for choice in question.choice_ids if choice in ticked]


def _number(chance: random.Random, question: Question, among: tuple[str, ...]) -> Any:
    least, most = question.minimum, question.maximum
    fitting = [
        number
        for number in map(Decimal, among)
        if (least is None or number >= least) and (most is None or number <= most)
    ]
    return as_json(chance.choice(fitting))
