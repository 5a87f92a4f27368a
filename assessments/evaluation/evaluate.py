"""Judges a set of answers against every standard of an edition. Preliminary: people decide."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.catalogue.expressions import Trace
from assessments.catalogue.facts import Answers, Facts
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
    result = _result(applies, test)
    looked_at = (applies,) if result is Result.NOT_APPLICABLE else (applies, test)
    return PreliminaryResult(standard.id, result, applies, test, _rests_on(looked_at, facts))


def _result(applies: Trace, test: Trace) -> Result:
    match applies.truth, test.truth:
        case False, _:
            return Result.NOT_APPLICABLE
        case True, True:
            return Result.MET
        case True, False:
            return Result.NOT_MET
        case _:
            return Result.UNDETERMINED


def _rests_on(traces: tuple[Trace, ...], facts: Facts) -> tuple[str, ...]:
    found: set[str] = set()
    waiting = [name for trace in traces for leaf in trace.leaves() for name, _ in leaf.seen]
    while waiting:
        name = waiting.pop()
        show = facts.edition.question(name).show
        if facts.values[name] is ABSENT and show:
            waiting.extend(facts.edition.questions_behind(show))
        else:
            found.add(name)
    return tuple([name for name in facts.asked if name in found])
