"""What belongs side by side when one standard is judged: answers, files, the rule and what it saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments import evaluation
from assessments.catalogue import Document, Edition, Group, Standard, Text
from assessments.catalogue.expressions import Expression, Trace
from assessments.enums import Result
from assessments.evaluation import Explanation
from assessments.models import Clarification, Evidence, Revision
from assessments.queries.judging import preliminary_results
from assessments.queries.sheets import Row, StepSheet, by_question, sheet


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rule in words, and how it came out."""

    text: Text
    tone: str
    word: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document the standard asks for, with its files."""

    document: Document
    files: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    standard: Standard
    group: Group
    preliminary: Result
    """As stored when the revision was sealed, or came into the case later."""
    explanation: Explanation
    """Why the rules say so, and what would change it; as the agency's self-check and the record have it."""
    reasons: tuple[Text, ...]
    """What the rules saw, as sentences of their own to begin a finding with; never a verdict."""
    applies: Part
    test: Part
    read: tuple[Row, ...]
    """The answers the rules read."""
    related: tuple[Row, ...]
    """Further answers from the same pages."""
    documents: tuple[Wanted, ...]
    files: tuple[Evidence, ...]
    """Every file of the revision."""
    near: frozenset[str]
    """Where the standard's own files hang: its documents, and the questions it reads."""
    clarifications: tuple[Clarification, ...]
    """Questions to the agency on this standard, or on none in particular."""


def workspace(edition: Edition, revision: Revision, standard: Standard) -> Workspace:
    """Three queries: the files, the clarifications, and what the case is judged by."""
    files = tuple(revision.evidence.all())
    judged = next(
        one for one in evaluation.evaluate(edition, revision.answers) if one.standard_id == standard.id
    )
    steps = sheet(edition, revision.answers, files)
    return Workspace(
        standard=standard,
        group=next(group for group in edition.groups if group.id == standard.group),
        preliminary=preliminary_results(revision)[standard.id],
        explanation=evaluation.explanations(edition, [judged], revision.answers)[standard.id],
        reasons=evaluation.reasons(edition, judged, revision.answers),
        applies=_part(edition, judged.applies),
        test=_part(edition, judged.test),
        read=tuple(by_question(steps)[name] for name in standard.depends_on),
        related=tuple(_related(steps, standard)),
        documents=tuple(_wanted(edition, standard, files)),
        files=files,
        near=frozenset(standard.evidence) | frozenset(standard.depends_on),
        clarifications=tuple(revision.assessment.clarifications.filter(standard_id__in=["", standard.id])),
    )


def _part(edition: Edition, trace: Trace) -> Part:
    line = evaluation.outline(edition, Expression(trace.node.text, trace.node))
    tone, word = {
        True: ("good", _("Holds")),
        False: ("bad", _("Does not hold")),
        None: ("unknown", _("Cannot tell")),
    }[trace.truth]
    return Part(line.text, tone, word, tuple(_part(edition, part) for part in trace.parts))


def _related(steps: Iterable[StepSheet], standard: Standard) -> Iterable[Row]:
    for step in steps:
        for page in step.pages:
            if any(row.question.id in standard.depends_on for row in page.rows):
                yield from (
                    row for row in page.rows if row.is_answered and row.question.id not in standard.depends_on
                )


def _wanted(edition: Edition, standard: Standard, files: Iterable[Evidence]) -> Iterable[Wanted]:
    attached = list(files)
    for name in standard.evidence:
        yield Wanted(edition.document(name), tuple(file for file in attached if file.slot == name))
