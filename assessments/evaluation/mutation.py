"""Measures the trials of an edition: how many slightly wrong rules they notice.

A mutant is *killed* when some trial comes out otherwise under it; it is *equivalent* when it is proved to
mean the same; otherwise it *survives*, and a trial is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from assessments.catalogue.excerpts import excerpt_of, reach, with_rule
from assessments.catalogue.expressions import Group, Node, Not
from assessments.catalogue.facts import Facts
from assessments.catalogue.logic import Truth
from assessments.catalogue.schema import Edition
from assessments.catalogue.subjects import Subject, subjects
from assessments.catalogue.trials import Trial
from assessments.evaluation.equivalence import proved
from assessments.evaluation.evaluate import result_of
from assessments.evaluation.mutants import Mutant, mutants
from assessments.evaluation.trials import WORDS, outcome

ENOUGH = 0.95
"""The share of mutants that the trials of an edition must kill."""

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many of how many are done."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule stands."""

    subject: Subject
    key: str

    def __str__(self) -> str:
        return f"{self.subject.id} {self.key}"


@dataclass(frozen=True, slots=True)
class Found:
    place: Place
    mutant: Mutant

    def __str__(self) -> str:
        return f"{self.place}, {self.mutant}"


@dataclass(frozen=True, slots=True)
class Report:
    killed: int
    equivalent: tuple[Found, ...]
    survivors: tuple[Found, ...]

    @property
    def mutants(self) -> int:
        """Those that mean something else, so far as is proved."""
        return self.killed + len(self.survivors)

    @property
    def share(self) -> float:
        """Of the mutants that were killed; 1 if there are none."""
        return self.killed / self.mutants if self.mutants else 1.0

    @property
    def enough(self) -> bool:
        return self.share >= ENOUGH


def check(edition: Edition, trials: Iterable[Trial], *, progress: Progress | None = None) -> Report:
    """Try every mutant of every rule on the trials of what depends on that rule.

    ``progress`` is told after each how many are done and how many there are; if it raises, the check ends.
    """
    bench = _Bench(edition, trials)
    found = every_mutant(edition)
    killed, equivalent, survivors = 0, [], []
    for done, one in enumerate(found, 1):
        if bench.kills(one.place, one.mutant):
            killed += 1
        elif means_the_same(edition, one.place, one.mutant):
            equivalent.append(one)
        else:
            survivors.append(one)
        if progress:
            progress(done, len(found))
    return Report(killed, tuple(equivalent), tuple(survivors))


def every_mutant(edition: Edition) -> tuple[Found, ...]:
    """Of every rule, in the edition's order."""
    return tuple(
        [
            Found(place, mutant)
            for place in places(edition)
            for mutant in mutants(edition, place.subject.rules(edition)[place.key])
        ]
    )


def places(edition: Edition) -> tuple[Place, ...]:
    """Where all rules stand that trials can try, in the edition's order."""
    return tuple([Place(subject, key) for subject in subjects(edition) for key in subject.rules(edition)])


def means_the_same(edition: Edition, place: Place, mutant: Mutant) -> bool:
    """Whether it is proved that the mutant changes no result; where proof is too long, it is not."""
    rules = {key: rule.root for key, rule in place.subject.rules(edition).items()}
    pairs = list(_narrowing(rules[place.key], mutant.rule.root))
    if place.key == "test":
        return any(_same_where(edition, rules["applies_when"], *pair) for pair in pairs)
    if any(_same(edition, *pair) for pair in pairs):
        return True
    if place.key == "applies_when":
        return bool(_same_result(edition, *pairs[-1], rules["test"]))
    return bool(_same_word(edition, *pairs[-1], WORDS[place.subject.tried]))


def _narrowing(before: Node, after: Node) -> Iterator[tuple[Node, Node]]:
    """The parts that differ, from the smallest to the whole rules."""
    one, other = _parts(before), _parts(after)
    if type(before) is type(after) and len(one) == len(other):
        yield from (
            pair
            for parts in zip(one, other, strict=True)
            if parts[0] is not parts[1]
            for pair in _narrowing(*parts)
        )
    yield before, after


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Group():
            return node.parts
        case Not():
            return (node.part,)
        case _:
            return ()


def _same(edition: Edition, before: Node, after: Node) -> bool | None:
    return proved(edition, (before, after), lambda facts: before.truth(facts) is after.truth(facts))


def _same_where(edition: Edition, applies: Node, before: Node, after: Node) -> bool | None:
    """Where a standard does not apply, or may not, its test does not matter.

    What it applies to may take too many cases; then the test must mean the same anywhere.
    """

    def agree(facts: Facts) -> bool:
        return applies.truth(facts) is not True or before.truth(facts) is after.truth(facts)

    where = proved(edition, (applies, before, after), agree)
    return _same(edition, before, after) if where is None else where


def _same_result(edition: Edition, before: Node, after: Node, test: Node) -> bool | None:
    def agree(facts: Facts) -> bool:
        truth = test.truth(facts)
        return result_of(before.truth(facts), truth) is result_of(after.truth(facts), truth)

    return proved(edition, (before, after, test), agree)


def _same_word(edition: Edition, before: Node, after: Node, words: Mapping[Truth, str]) -> bool | None:
    """Not all can tell unknown from true."""

    def agree(facts: Facts) -> bool:
        return words[before.truth(facts)] == words[after.truth(facts)]

    return proved(edition, (before, after), agree)


class _Bench:
    """The trials by subject, each with the questions that matter to it and no others."""

    def __init__(self, edition: Edition, trials: Iterable[Trial]) -> None:
        self.trials: dict[Subject, list[Trial]] = {}
        for trial in trials:
            self.trials.setdefault(trial.subject, []).append(trial)
        self.excerpts = {subject: excerpt_of(edition, subject) for subject in self.trials}
        self.behind = {
            subject: reach(part, subject.rules(part).values()) for subject, part in self.excerpts.items()
        }
        """For each subject the questions and derived values on which it depends."""

    def kills(self, place: Place, mutant: Mutant) -> bool:
        """Whether some case comes out otherwise than expected."""
        for subject in self._touched_by(place):
            mutated = with_rule(self.excerpts[subject], place.subject, place.key, mutant.rule)
            for trial in self.trials[subject]:
                if any(outcome(mutated, subject, case) != trial.expected for case in trial.cases):
                    return True
        return False

    def _touched_by(self, place: Place) -> Iterator[Subject]:
        """What the rule may turn: itself first, then what looks at the derived value or the question."""
        if place.subject in self.trials:
            yield place.subject
        for subject, names in self.behind.items():
            if subject != place.subject and place.subject.id in names:
                yield subject
