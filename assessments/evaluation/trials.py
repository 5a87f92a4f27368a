"""Carries out the trials that ship with an edition: which fail, and which results nobody tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.catalogue.excerpts import excerpt_of
from assessments.catalogue.expressions import Always
from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.logic import Truth
from assessments.catalogue.schema import Edition, Standard
from assessments.catalogue.subjects import Subject, Tried
from assessments.catalogue.texts import Text
from assessments.catalogue.trials import Trial
from assessments.enums import Result
from assessments.evaluation.evaluate import result_of

WORDS: dict[Tried, dict[Truth, str]] = {
    Tried.DERIVED: {True: "true", False: "false", None: "unknown"},
    Tried.QUESTION: {True: "asked", False: "not_asked", None: "unknown"},
    Tried.VALIDATION: {True: "holds", False: "fails", None: "holds"},
    Tried.PANEL: {True: "large", False: "small", None: "large"},
    Tried.DEADLINE: {True: "longer", False: "usual", None: "longer"},
}
"""By the truth of the rule. Unknown is no fault, but takes the large panel and the longer deadline."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case of a trial that did not come out as expected."""

    trial: Trial
    answers: Answers
    """Those of the case."""
    found: str
    """How it came out instead."""

    @property
    def place(self) -> str:
        """File and number of the trial."""
        return self.trial.place

    @property
    def subject_id(self) -> str:
        """Of the standard, or of what else was tried."""
        return self.trial.subject.id

    @property
    def title(self) -> Text:
        return self.trial.title

    @property
    def expected(self) -> str:
        return self.trial.expected


def failures(edition: Edition, trials: Iterable[Trial]) -> tuple[Failure, ...]:
    """One per case that comes out otherwise, in the order of the trials."""
    parts: dict[Subject, Edition] = {}
    return tuple(
        [
            Failure(trial, case, found)
            for trial in trials
            for case in trial.cases
            if (found := outcome(_part(edition, trial.subject, parts), trial.subject, case)) != trial.expected
        ]
    )


def outcome(edition: Edition, subject: Subject, answers: Answers) -> str:
    """How a subject comes out, as one of ``EXPECTED``."""
    facts = Facts(edition, answers)
    truths = [rule.truth(facts) for rule in subject.rules(edition).values()]
    if subject.tried is Tried.STANDARD:
        return result_of(*truths)
    return WORDS[subject.tried][truths[0]]


def untried(edition: Edition, trials: Iterable[Trial]) -> tuple[tuple[str, Result], ...]:
    """Standards with the results for which they have no trial, in catalogue order."""
    tried = {(trial.subject.id, trial.expected) for trial in trials if trial.subject.tried is Tried.STANDARD}
    return tuple(
        [
            (standard.id, result)
            for standard in edition.standards
            for result in _possible(standard)
            if (standard.id, result) not in tried
        ]
    )


def _possible(standard: Standard) -> Iterator[Result]:
    yield from (Result.MET, Result.NOT_MET, Result.UNDETERMINED)
    if not isinstance(standard.applies_when.root, Always):
        yield Result.NOT_APPLICABLE


def _part(edition: Edition, subject: Subject, parts: dict[Subject, Edition]) -> Edition:
    if subject not in parts:
        parts[subject] = excerpt_of(edition, subject)
    return parts[subject]
