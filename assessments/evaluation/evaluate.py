"""Judges a set of answers against every standard of an edition. Preliminary: people decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue.expressions import Trace
from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.logic import Truth
from assessments.catalogue.schema import Edition, Standard
from assessments.catalogue.values import ABSENT
from assessments.enums import Result


@dataclass(frozen=True, slots=True)
class PreliminaryResult:
    """What the rules say of one standard."""

    standard_id: str
    result: Result
    applies: Trace
    test: Trace
    rests_on: tuple[str, ...]
    """Ids of the questions that were looked at, in the form's order. Of a question that is not
    asked, those that decided so stand in its place."""


def evaluate(edition: Edition, answers: Answers) -> tuple[PreliminaryResult, ...]:
    """One preliminary result per standard, in catalogue order."""
    facts = Facts(edition, answers)
    return tuple([_judge(standard, facts) for standard in edition.standards])


def _judge(standard: Standard, facts: Facts) -> PreliminaryResult:
    applies, test = standard.applies_when.trace(facts), standard.test.trace(facts)
    result = result_of(applies.truth, test.truth)
    # Both rules are always walked to the end, so what they mention is what was looked at.
    looked_at: Iterable[str] = standard.depends_on
    if result is Result.NOT_APPLICABLE:
        looked_at = facts.edition.questions_behind(standard.applies_when)
    return PreliminaryResult(standard.id, result, applies, test, _settled_by(looked_at, facts))


def result_of(applies: Truth, test: Truth) -> Result:
    """What follows for a standard from the truth of its two rules."""
    if applies is False:
        return Result.NOT_APPLICABLE
    if applies is None or test is None:
        return Result.UNDETERMINED
    return Result.MET if test else Result.NOT_MET


def _settled_by(names: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """The names, with the questions that decided so in place of each that is not asked."""
    waiting, done = set(names), set[str]()
    while waiting:
        name = waiting.pop()
        done.add(name)
        show = facts.edition.questions[name].show
        if facts.values[name] is ABSENT and show:
            waiting |= facts.edition.questions_behind(show) - done
    asked = [name for name in done if facts.values[name] is not ABSENT]
    return tuple(sorted(asked, key=facts.edition.positions.__getitem__))
