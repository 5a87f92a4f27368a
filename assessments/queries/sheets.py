"""All questions of a form with what was answered, in the form's order: for reading, not for writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments import evaluation
from assessments.catalogue import Answers, Choice, Document, Edition, Kind, Page, Question, Step, Text
from assessments.catalogue.logic import Truth
from assessments.catalogue.values import number
from assessments.models import Evidence


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer."""

    question: Question
    value: Any
    """In its canonical form (see ``evaluation.visible_answers``); None when blank or not asked."""
    is_asked: Truth
    files: tuple[Evidence, ...] = ()
    why: Text | None = None
    """Why it is not asked, or why that cannot be told yet."""

    @property
    def is_answered(self) -> bool:
        return self.value is not None

    @property
    def is_unasked(self) -> bool:
        return self.is_asked is False

    @property
    def is_missing(self) -> bool:
        return self.question.required and not self.is_unasked and not self.is_answered

    @property
    def chosen(self) -> list[Choice]:
        ids = self.value if isinstance(self.value, list) else [self.value]
        return [choice for choice in self.question.choices if choice.id in ids]

    @property
    def figure(self) -> str:
        """A number with commas, a share with its sign."""
        read = number(self.value)
        sign = " %" if self.question.kind is Kind.PERCENT else ""
        return "" if read is None else f"{read:,f}{sign}"

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.value) if self.value else None


@dataclass(frozen=True, slots=True)
class PageSheet:
    page: Page
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class StepSheet:
    step: Step
    pages: tuple[PageSheet, ...]


def sheet(edition: Edition, answers: Answers, files: Iterable[Evidence]) -> tuple[StepSheet, ...]:
    """Every question of every step."""
    asked = evaluation.asked(edition, answers)
    values = evaluation.visible_answers(edition, answers)
    why = evaluation.explain_hidden(edition, answers)
    by_slot: defaultdict[str, list[Evidence]] = defaultdict(list)
    for file in files:
        by_slot[file.slot].append(file)

    def row(question: Question) -> Row:
        attached = tuple(by_slot[question.id]) if asked[question.id] is not False else ()
        return Row(question, values.get(question.id), asked[question.id], attached, why.get(question.id))

    def page_sheet(page: Page) -> PageSheet:
        return PageSheet(page, tuple(row(question) for question in page.questions))

    return tuple(StepSheet(step, tuple(page_sheet(page) for page in step.pages)) for step in edition.steps)


def answer(question: Question, value: Any) -> Row:
    """One answer on its own, in the form ``values`` of a page has it."""
    return Row(question, value, is_asked=True)


def by_question(steps: Iterable[StepSheet]) -> Mapping[str, Row]:
    return {row.question.id: row for step in steps for page in step.pages for row in page.rows}


def attached_documents(edition: Edition, files: Iterable[Evidence]) -> list[tuple[Document, list[Evidence]]]:
    """The evidence documents that have files, in the catalogue's order."""
    every = list(files)
    return [
        (document, found)
        for document in edition.documents
        if (found := [file for file in every if file.slot == document.id])
    ]


def titled_files(edition: Edition, files: Iterable[Evidence]) -> list[tuple[Text, list[Evidence]]]:
    """All files under the question or document they hang on, in the catalogue's order."""
    every = list(files)
    places = [(question.id, question.text) for question in edition.questions.values()]
    places += [(document.id, document.title) for document in edition.documents]
    return [
        (title, found) for slot, title in places if (found := [file for file in every if file.slot == slot])
    ]
