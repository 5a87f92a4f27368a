"""The trials of a standard as examples for people to read: situation, answers, result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.catalogue import Edition, Kind, Question, Text
from assessments.catalogue.subjects import Subject, Tried
from assessments.catalogue.trials import Trial
from assessments.enums import Result
from assessments.queries.record_content.words import answer_words
from assessments.records import Wording

ORDER = (Result.MET, Result.NOT_MET, Result.UNDETERMINED, Result.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of an example."""

    question: Question
    ways: tuple[tuple[Wording, ...], ...]
    """The answers that all lead to the same result, mostly one; several choices are several items of one."""


@dataclass(frozen=True, slots=True)
class Example:
    title: Text
    result: Result
    reason: Text | None
    answers: tuple[Given, ...]


def examples(
    edition: Edition, *, standard_id: str, trials: Sequence[Trial]
) -> list[tuple[Result, list[Example]]]:
    """By the result they must have."""
    subject = Subject(Tried.STANDARD, standard_id)
    found = [_example(edition, trial) for trial in trials if trial.subject == subject]
    groups = [(result, [one for one in found if one.result is result]) for result in ORDER]
    return [(result, some) for result, some in groups if some]


def _example(edition: Edition, trial: Trial) -> Example:
    return Example(trial.title, Result(trial.expected), trial.reason, tuple(_answers(edition, trial)))


def _answers(edition: Edition, trial: Trial) -> Iterator[Given]:
    names = {name for case in trial.cases for name in case}
    for name in sorted(names, key=edition.positions.__getitem__):
        question = edition.question(name)
        ways = [_words(question, case[name]) for case in trial.cases if name in case]
        yield Given(question, tuple(dict.fromkeys(ways)))


def _words(question: Question, value: Any) -> tuple[Wording, ...]:
    if question.kind is Kind.TABLE:
        return tuple(" · ".join(str(cell) for cell in row) for row in value)
    return answer_words(question, value)
