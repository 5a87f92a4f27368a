"""What if: the preliminary results and the lowest outcome of a case under its own edition and under another.

Panels decide, not rules; so what can be said of another edition is this. The **lowest outcome** of a case is
the one that the decision rule requires when the panel finds of every standard just what the rules say, and
counts against the agency what the rules cannot tell (rule 1). Every other finding that agrees with what the
rules have settled leads to the same outcome or to a better one: nothing lower is possible unless people find
otherwise than the rules. Conditions do not enter, since they cure only what is partly met, and rules never
say that.

A standard that an edition does not have counts as not applicable under it.

A result is **open** under the other edition when it cannot be told because the case was never asked: the
question is new, or is asked now and was not then, or the answer given then is none of its answers now. What
the agency left blank itself does not make a result open: it is undetermined, as it would have been then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assessments.catalogue.bearing import affected
from assessments.catalogue.excerpts import excerpt, reach
from assessments.catalogue.expressions import Trace
from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.schema import Edition, Question, Standard
from assessments.catalogue.values import UNKNOWN
from assessments.enums import Outcome, Result
from assessments.evaluation.decide import required_outcome
from assessments.evaluation.evaluate import result_of


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of one standard; only where it comes out otherwise, or is open."""

    standard_id: str
    before: Result
    after: Result
    lacking: tuple[str, ...] = ()
    """Ids of the questions that the case was never asked and on which the result hangs: then it is open."""

    @property
    def is_open(self) -> bool:
        return bool(self.lacking)

    @property
    def is_turned(self) -> bool:
        """It comes out otherwise, whatever would be answered to new questions."""
        return self.before != self.after and not self.lacking


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one case."""

    shifts: tuple[Shift, ...]
    """In the order of the edition tried, then those of standards that it no longer has."""
    before: Outcome
    """The lowest under its own edition."""
    after: Outcome
    """The lowest under the edition tried."""
    at_best: Outcome
    """The same if every open standard were met."""

    @property
    def is_turned(self) -> bool:
        """Some result comes out otherwise for certain."""
        return any(shift.is_turned for shift in self.shifts)

    @property
    def is_open(self) -> bool:
        return any(shift.is_open for shift in self.shifts)

    @property
    def outcome_is_turned(self) -> bool:
        """The lowest outcome is another one for certain."""
        return self.before != self.after and self.after == self.at_best

    @property
    def outcome_is_open(self) -> bool:
        """Which is the lowest outcome hangs on answers to questions that the case was never asked."""
        return self.after != self.at_best


class Simulator:
    """Compares cases of one edition with another. What both judge alike is worked out once, not per case."""

    def __init__(self, before: Edition, after: Edition) -> None:
        self.before, self.after = before, after
        self.affected = affected(before, after)
        self.gone = tuple([one.id for one in before.standards if one.id not in after.standards_by_id])
        self._part = _part(after, self.affected)
        self._then = _excerpt_with(before, self._part.questions.keys() & before.questions.keys())

    def compare(self, answers: Answers, *, recorded: Mapping[str, Any] | None = None) -> Difference:
        """``recorded`` are results under its own edition, by standard; those not given are worked out."""
        old = self._results(answers, recorded or {})
        shifts = tuple(self._shifts(answers, old))
        new = {one.id: old.get(one.id, Result.NOT_APPLICABLE) for one in self.after.standards}
        new |= {shift.standard_id: shift.after for shift in shifts if shift.standard_id in new}
        best = new | {shift.standard_id: Result.MET for shift in shifts if shift.is_open}
        return Difference(
            shifts,
            before=required_outcome(self.before.standards, old, ()),
            after=required_outcome(self.after.standards, new, ()),
            at_best=required_outcome(self.after.standards, best, ()),
        )

    def _results(self, answers: Answers, recorded: Mapping[str, Any]) -> dict[str, Result]:
        found = {one.id: Result(recorded[one.id]) for one in self.before.standards if one.id in recorded}
        if len(found) < len(self.before.standards):
            facts = Facts(self.before, answers)
            found |= {one.id: _result(one, facts) for one in self.before.standards if one.id not in found}
        return found

    def _shifts(self, answers: Answers, old: Mapping[str, Result]) -> Iterator[Shift]:
        now = Facts(self._part, answers)
        then: Facts | None = None
        for standard in self._part.standards:
            before, after = old.get(standard.id, Result.NOT_APPLICABLE), _result(standard, now)
            lacking: tuple[str, ...] = ()
            if after is Result.UNDETERMINED:
                then = then or Facts(self._then, answers)
                lacking = _never_asked(standard, now=now, then=then)
            if before != after or lacking:
                yield Shift(standard.id, before, after, lacking)
        for standard_id in self.gone:
            if old[standard_id] is not Result.NOT_APPLICABLE:
                yield Shift(standard_id, old[standard_id], Result.NOT_APPLICABLE)


def _part(edition: Edition, standard_ids: Collection[str]) -> Edition:
    """Just what it takes to judge these standards."""
    groups = [
        replace(group, standards=tuple([one for one in group.standards if one.id in standard_ids]))
        for group in edition.groups
    ]
    part = replace(edition, groups=tuple(groups))
    rules = [rule for one in part.standards for rule in (one.applies_when, one.test)]
    return excerpt(part, reach(edition, rules))


def _excerpt_with(edition: Edition, names: Collection[str]) -> Edition:
    """These questions, with those on which it depends whether they are asked."""
    shows = [show for name in names if (show := edition.questions[name].show)]
    return excerpt(edition, {*names, *reach(edition, shows)})


def _result(standard: Standard, facts: Facts) -> Result:
    return result_of(standard.applies_when.truth(facts), standard.test.truth(facts))


def _never_asked(standard: Standard, *, now: Facts, then: Facts) -> tuple[str, ...]:
    """The questions on which an undetermined result hangs and that the case had no chance to answer."""
    applies = standard.applies_when.trace(now)
    # Whether it applies is settled first: only then does the test matter.
    rules = [applies] if applies.truth is None else [standard.test.trace(now)]
    found = {name for rule in rules for name in _blank(rule, now)}
    lacking = [name for name in found if then.values.get(name) is not UNKNOWN]
    return tuple(sorted(lacking, key=now.edition.positions.__getitem__))


def _blank(trace: Trace, facts: Facts) -> Iterator[str]:
    """The blank questions that keep a rule from being settled: those in its own unknown parts."""
    if trace.truth is not None:
        return
    for part in trace.parts:
        yield from _blank(part, facts)
    for name, value in trace.seen:
        if value is UNKNOWN:
            yield from _behind_blank(facts.edition.questions[name], facts)


def _behind_blank(question: Question, facts: Facts) -> Iterator[str]:
    """The question itself, or what keeps unknown whether it is asked."""
    if question.show and facts.asked[question.id] is None:
        yield from _blank(question.show.trace(facts), facts)
    else:
        yield question.id
