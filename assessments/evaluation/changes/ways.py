"""The smallest sets of answers that would turn a result: found in the rules, and each tried once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assessments.catalogue.excerpts import excerpt, reach
from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.schema import Edition, Standard
from assessments.enums import Level, Result
from assessments.evaluation.changes.cases import Case, Cases, all_of, any_of
from assessments.evaluation.changes.demands import Demand, Ticks
from assessments.evaluation.changes.relations import Relation
from assessments.evaluation.changes.rules import Rules
from assessments.evaluation.evaluate import result_of


@dataclass(frozen=True, slots=True)
class Change:
    """What one answer would have to be."""

    question_id: str
    demand: Demand
    answer: Any
    """One that would do, as it would be stored."""


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together turn the result; in the form's order."""

    changes: tuple[Change, ...]

    @property
    def question_ids(self) -> tuple[str, ...]:
        return tuple([change.question_id for change in self.changes])

    @property
    def answers(self) -> dict[str, Any]:
        """By question, in place of the present ones."""
        return {change.question_id: change.answer for change in self.changes}


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways to one result by at most ``MOST_CHANGES`` answers, none with another's questions and more.

    The fewest changes first; among equals those come first whose questions come late in the form, since
    it asks for the use before it asks for the safeguards.
    """

    to: Result
    found: tuple[Way, ...]
    complete: bool
    """Whether no other set of answers, as small as that, would do it."""


class Changes:
    """What would change the results of one set of answers."""

    def __init__(self, edition: Edition, answers: Answers) -> None:
        self.edition = edition
        self.answers = answers
        self._rules = Rules(edition, answers)
        facts = Facts(edition, answers)
        held = [one.rule for one in edition.validations if one.rule and one.level is Level.ERROR]
        self._must_hold = [(rule, reach(edition, (rule,))) for rule in held if rule.truth(facts)]
        """What holds between the answers now, and must hold still, with the questions that matter to it."""

    def ways(self, standard: Standard, *, to: Result = Result.MET) -> Ways:
        """``to`` is met, not met or not applicable; there are no ways to what is the result already."""
        cases = self._cases(standard, to)
        part = excerpt(self.edition, reach(self.edition, (standard.applies_when, standard.test)))
        found: dict[frozenset[str], list[Way]] = {}
        for changed, several in _by_changed(cases.found).items():
            if any(smaller <= changed for smaller in found):
                continue
            small = [one for case in several for one in self._settled(case)]
            ways = [self._way(case) for case in _joined(_least(small))]
            if turning := [way for way in ways if self._turns(part, standard, way, to)]:
                found[changed] = turning
        in_order = sorted((way for ways in found.values() for way in ways), key=self._order)
        return Ways(to, tuple(in_order), cases.complete)

    def _cases(self, standard: Standard, to: Result) -> Cases:
        applies, test = standard.applies_when.root, standard.test.root
        if to is Result.NOT_APPLICABLE:
            return self._taken(self._rules.cases(applies, wanted=False))
        wanted = {Result.MET: True, Result.NOT_MET: False}[to]
        both = [self._rules.cases(applies, wanted=True), self._rules.cases(test, wanted=wanted)]
        return self._taken(all_of(both))

    def _taken(self, cases: Cases) -> Cases:
        """Those in which the answers still go together, so that the form takes them."""
        for rule, behind in self._must_hold:
            touching = Cases(tuple([case for case in cases.found if case.changed & behind]), cases.complete)
            if touching.found:
                rest = Cases(tuple([case for case in cases.found if not case.changed & behind]))
                holding = all_of([touching, self._rules.cases(rule.root, wanted=True)])
                cases = any_of([rest, holding])
        return cases

    def _settled(self, case: Case) -> Iterator[Case]:
        """Only what changes; of answers compared with one another, one is measured by the others."""
        demands = {name: self._new(name, case.demands[name]) for name in case.changed}
        for comparison, wanted in case.relations:
            measured = Relation(self._rules, comparison, wanted, demands).measured()
            if measured is None:
                return
            demands |= measured
        yield Case(demands, case.changed)

    def _new(self, name: str, demand: Demand) -> Demand:
        """What a demand adds to the present answer: of several choices, those that are ticked stay."""
        current = self._rules.current(name)
        if isinstance(demand, Ticks) and isinstance(current, tuple):
            return demand.besides(frozenset(map(str, current)))
        return demand

    def _way(self, case: Case) -> Way:
        changes = [
            Change(name, demand, demand.answer(self.edition.question(name), self._rules.current(name)))
            for name, demand in case.demands.items()
        ]
        return Way(tuple(sorted(changes, key=lambda one: self.edition.positions[one.question_id])))

    def _turns(self, part: Edition, standard: Standard, way: Way, to: Result) -> bool:
        facts = Facts(part, {**self.answers, **way.answers})
        return result_of(standard.applies_when.truth(facts), standard.test.truth(facts)) is to

    def _order(self, way: Way) -> tuple[int, list[int]]:
        return len(way.changes), [-self.edition.positions[name] for name in way.question_ids]


def _by_changed(cases: Iterable[Case]) -> dict[frozenset[str], list[Case]]:
    """The cases by the questions that change, the fewest first; empty if nothing needs to."""
    found: dict[frozenset[str], list[Case]] = {}
    for case in sorted(cases, key=lambda one: len(one.changed)):
        found.setdefault(case.changed, []).append(case)
    return found if frozenset() not in found else {}


def _least(cases: list[Case]) -> list[Case]:
    """Without those that ask for what another asks for, and more."""
    in_order = sorted(cases, key=lambda one: sum(_size(demand) for demand in one.demands.values()))
    kept: list[Case] = []
    for case in in_order:
        if not any(_covers(other, case) for other in kept):
            kept.append(case)
    return kept


def _size(demand: Demand) -> int:
    return len(demand.with_) + len(demand.without) + len(demand.any_of) if isinstance(demand, Ticks) else 0


def _covers(one: Case, other: Case) -> bool:
    return all(
        demand.covers(asked) if isinstance(demand, Ticks) and isinstance(asked, Ticks) else demand == asked
        for demand, asked in ((demand, other.demands[name]) for name, demand in one.demands.items())
    )


def _joined(cases: list[Case]) -> list[Case]:
    """Cases that differ in one demand only are told as one."""
    waiting, done = list(cases), list[Case]()
    while waiting:
        case = waiting.pop(0)
        for other in waiting:
            if joined := _join(case, other):
                waiting.remove(other)
                waiting.append(joined)
                break
        else:
            done.append(case)
    return done


def _join(one: Case, other: Case) -> Case | None:
    different = [name for name, demand in one.demands.items() if other.demands[name] != demand]
    if not different:
        return one
    either = one.demands[different[0]].either(other.demands[different[0]])
    if len(different) > 1 or either is None:
        return None
    return Case({**one.demands, different[0]: either}, one.changed)
