"""From a rule to the cases in which it certainly holds, or certainly does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

from assessments.catalogue.expressions import (
    AllOf,
    Always,
    Comparison,
    Derived,
    Filled,
    Group,
    Has,
    Leaf,
    Node,
    Not,
)
from assessments.catalogue.facts import Answers
from assessments.catalogue.operands import Answer, Fixed
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.values import Known, canonical
from assessments.evaluation.changes.cases import ALWAYS, MOST_CHANGES, NEVER, Case, Cases, all_of, any_of
from assessments.evaluation.changes.comparisons import Entangled, counts_rows, spans, truth
from assessments.evaluation.changes.demands import Demand, OneOf, Ticks, Within, anything
from assessments.evaluation.changes.spans import Span


class Rules:
    """The rules of an edition before one set of answers.

    In Kleene's logic a group certainly holds by its parts alone, so cases of parts make up those of
    the whole; nothing is tried out.
    """

    def __init__(self, edition: Edition, answers: Answers) -> None:
        self.edition = edition
        self.answers = answers
        self._current: dict[str, Known | None] = {}
        self._asked: dict[tuple[str, bool], Cases] = {}
        self._derived: dict[tuple[str, bool], Cases] = {}

    def current(self, name: str) -> Known | None:
        """What is stored for a question, asked or not; ``None`` where it is blank."""
        if name not in self._current:
            question = self.edition.questions[name]
            self._current[name] = canonical(
                self.answers.get(name),
                kind=question.kind,
                choices=question.choice_ids,
                width=len(question.columns),
            )
        return self._current[name]

    def cases(self, node: Node, *, wanted: bool) -> Cases:
        match node:
            case Always():
                return ALWAYS if wanted else NEVER
            case Not(part=part):
                return self.cases(part, wanted=not wanted)
            case Group(parts=parts):
                joined = all_of if isinstance(node, AllOf) is wanted else any_of
                return joined([self.cases(part, wanted=wanted) for part in parts])
            case Derived(name=name):
                return self._of_derived(name, wanted=wanted)
            case Leaf():
                return self._of_leaf(node, wanted=wanted)
            case _:
                raise TypeError(node)

    def asked(self, name: str, *, wanted: bool = True) -> Cases:
        """Cases in which a question is asked, or is not."""
        show = self.edition.questions[name].show
        if show is None:
            return ALWAYS if wanted else NEVER
        if (name, wanted) not in self._asked:
            self._asked[name, wanted] = self.cases(show.root, wanted=wanted)
        return self._asked[name, wanted]

    def _of_derived(self, name: str, *, wanted: bool) -> Cases:
        if (name, wanted) not in self._derived:
            root = self.edition.derived_by_id[name].rule.root
            self._derived[name, wanted] = self.cases(root, wanted=wanted)
        return self._derived[name, wanted]

    def _of_leaf(self, leaf: Leaf, *, wanted: bool) -> Cases:
        names = list(dict.fromkeys(name for name, _ in leaf.mentions))
        answered = all_of([*map(self.asked, names), self._answered(leaf, names, wanted=wanted)])
        hidden = [self.asked(name, wanted=False) for name in names if _if_absent(leaf) is wanted]
        return any_of([answered, *hidden])

    def _answered(self, leaf: Leaf, names: list[str], *, wanted: bool) -> Cases:
        """Cases in which the answers decide, if the questions are asked."""
        match leaf:
            case Filled(name=name):
                return self._one(name, [self._anything(name)]) if wanted else NEVER
            case Has(name=name):
                return self._one(name, _ticked(leaf, self.edition.question(name), wanted=wanted))
            case Comparison(left=Answer(name=name), right=Fixed(fixed=str() | tuple())):
                return self._one(name, _chosen(leaf, self.edition.question(name), wanted=wanted))
            case Comparison():
                return self._compared(leaf, names, wanted=wanted)
            case _:
                raise TypeError(leaf)

    def _anything(self, name: str) -> Demand:
        return anything(self.edition.question(name), self.current(name))

    def _one(self, name: str, demands: Iterable[Demand]) -> Cases:
        return Cases(tuple([self._case({name: demand}) for demand in demands]))

    def _case(self, demands: Mapping[str, Demand]) -> Case:
        changed = {name for name, demand in demands.items() if not self._met(name, demand)}
        return Case(demands, frozenset(changed))

    def _met(self, name: str, demand: Demand) -> bool:
        current = self.current(name)
        return current is not None and demand.meets(current)

    def _compared(self, comparison: Comparison, names: list[str], *, wanted: bool) -> Cases:
        """Numbers, days and rows: whichever answers change, the others stay."""
        found: list[Case] = []
        complete = len(names) == 1 or not counts_rows(comparison)
        for size in range(min(len(names), MOST_CHANGES) + 1):
            for moving in combinations(names, size):
                try:
                    found += self._moving(comparison, names, moving, wanted=wanted)
                except Entangled:
                    complete = False
        return Cases(tuple(found), complete)

    def _moving(
        self, comparison: Comparison, names: list[str], moving: tuple[str, ...], *, wanted: bool
    ) -> list[Case]:
        """Cases in which just these answers change."""
        values = {name: self.number(name) for name in names if name not in moving}
        if None in values.values():
            return []
        still: dict[str, Demand] = {name: self.just(name, value) for name, value in values.items()}
        match moving:
            case ():
                return [self._case(still)] if truth(comparison, values) is wanted else []
            case (name,):
                found = self.demands_of(comparison, name, values, wanted=wanted)
                return [self._case({**still, name: demand}) for demand in found]
            case _:
                demands = still | {name: self._anything(name) for name in moving}
                return [Case(demands, frozenset(moving), ((comparison, wanted),))]

    def demands_of(
        self, comparison: Comparison, name: str, values: Mapping[str, Any], *, wanted: bool
    ) -> list[Demand]:
        """What one answer has to be, given the numbers of the others; raises ``Entangled``."""
        whole = self._whole(name)
        return [Within(span) for span in spans(comparison, name, whole, values, wanted=wanted)]

    def just(self, name: str, value: Any) -> Demand:
        return Within(replace(self._whole(name), low=value, high=value))

    def _whole(self, name: str) -> Span:
        demand = self._anything(name)
        assert isinstance(demand, Within)  # noqa: S101  # numbers, days and tables only
        return demand.span

    def number(self, name: str) -> Any:
        """The number or day answered, or the number of rows."""
        value = self.current(name)
        return Decimal(len(value)) if isinstance(value, tuple) else value


def _if_absent(leaf: Leaf) -> bool | None:
    """How a leaf comes out where a question of its is not asked; ``None`` where that depends on others."""
    if not isinstance(leaf, Comparison) or not counts_rows(leaf):
        return False
    names = {name for name, _ in leaf.mentions}
    return truth(leaf, dict.fromkeys(names, Decimal(0))) if len(names) == 1 else None


def _ticked(has: Has, question: Question, *, wanted: bool) -> list[Demand]:
    offered, named = question.choice_ids, frozenset(has.choices)
    if wanted and has.function == "has_any" and len(named) > 1:
        found = [Ticks(offered, any_of=frozenset({named}))]
    elif wanted:
        found = [Ticks(offered, with_=named)]
    elif has.function == "has_all":
        found = [Ticks(offered, without=frozenset({choice})) for choice in has.choices]
    else:
        found = [Ticks(offered, without=named)]
    return [ticks for ticks in found if ticks.picked(())]


def _chosen(comparison: Comparison, question: Question, *, wanted: bool) -> list[Demand]:
    fixed = comparison.right.value({})
    named = frozenset([fixed] if isinstance(fixed, str) else fixed)
    if (comparison.operator in {"==", "in"}) is not wanted:
        named = frozenset(question.choice_ids) - named
    return [OneOf(named)] if named else []
