"""The completeness check as far as it can be computed: answers, declarations, documents, files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments import evaluation
from assessments.catalogue import Edition, Question, Text
from assessments.enums import Level
from assessments.models import Evidence, Revision
from assessments.queries.documents import documents

DECLARATION = "declaration"
"""The question whose choices are the agency's declarations."""


@dataclass(frozen=True, slots=True)
class Detail:
    text: Text | str
    questions: tuple[Question, ...] = ()
    """The answers concerned."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the check."""

    title: str
    tone: str
    """``good``, ``warn`` (look at it) or ``bad`` (a defect)."""
    details: tuple[Detail, ...] = ()


def checklist(
    edition: Edition, revision: Revision, files: Iterable[Evidence], *, lost: Collection[int]
) -> tuple[Point, ...]:
    """``lost`` are the ids of files that the store no longer has whole."""
    attached = list(files)
    return (
        _answers(edition, revision),
        _faults(edition, revision, Level.ERROR),
        _declarations(edition, revision),
        _files(attached, lost),
        _documents(edition, revision, attached),
        _faults(edition, revision, Level.WARN),
    )


def _point(title: str, details: Iterable[Detail], *, otherwise: str) -> Point:
    """Good without details; with some, of the tone ``otherwise``."""
    found = tuple(details)
    return Point(title, otherwise if found else "good", found)


def _answers(edition: Edition, revision: Revision) -> Point:
    missing = [edition.question(name) for name in evaluation.unanswered(edition, revision.answers)]
    details = [Detail(question.text) for question in missing]
    return _point(_("All required questions are answered"), details, otherwise="bad")


def _faults(edition: Edition, revision: Revision, level: Level) -> Point:
    titles = {
        Level.ERROR: _("No answers contradict each other"),
        Level.WARN: _("Nothing unusual among the answers"),
    }
    details = [
        Detail(fault.message, tuple(edition.question(name) for name in fault.question_ids))
        for fault in evaluation.faults(edition, revision.answers)
        if fault.level == level
    ]
    return _point(titles[level], details, otherwise="bad" if level == Level.ERROR else "warn")


def _declarations(edition: Edition, revision: Revision) -> Point:
    made = revision.answers.get(DECLARATION) or []
    question = edition.questions.get(DECLARATION)
    choices = question.choices if question else ()
    details = [Detail(choice.text) for choice in choices if choice.id not in made]
    return _point(_("All declarations are made"), details, otherwise="bad")


def _files(files: Iterable[Evidence], lost: Collection[int]) -> Point:
    details = [Detail(file.name) for file in files if file.pk in lost]
    return _point(_("Every file is in the store, in its full length"), details, otherwise="bad")


def _documents(edition: Edition, revision: Revision, files: Iterable[Evidence]) -> Point:
    def absent() -> Iterator[Detail]:
        for wanted in documents(edition, revision.answers, files).needed:
            if not wanted.files:
                because = ", ".join(standard.id for standard in wanted.because)
                title = wanted.document.title
                yield Detail(Text(ko=f"{title.ko} ({because})", en=f"{title.en} ({because})"))

    return _point(_("Every document that a standard asks for is attached"), absent(), otherwise="warn")
