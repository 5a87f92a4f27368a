"""Answers that are compared with one another and all change: one is measured by examples of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from assessments.catalogue.expressions import Comparison
from assessments.catalogue.operands import Answer
from assessments.evaluation.changes.comparisons import Entangled, seen_from
from assessments.evaluation.changes.demands import Demand, Within
from assessments.evaluation.changes.rules import Rules


@dataclass(frozen=True, slots=True)
class Relation:
    """A comparison that has to come out as wanted."""

    rules: Rules
    comparison: Comparison
    wanted: bool
    demands: dict[str, Demand]
    """What is asked of the answers that change, besides."""

    def measured(self) -> dict[str, Demand] | None:
        """New demands under which it does; ``None`` if none is found."""
        names = dict.fromkeys(name for name, _ in self.comparison.mentions)
        # One that stands alone on its side can be told by the other side, whatever that is.
        sides = (self.comparison.left, self.comparison.right)
        alone = [side.name for side in sides if isinstance(side, Answer)]
        for name in [one for one in dict.fromkeys([*alone, *names]) if one in self.demands]:
            for others in self._examples(one for one in names if one != name):
                if fitting := self._fitting(name, others):
                    if name in alone and all(map(self._is_open, others, others.values())):
                        return {name: self._by_the_others(name, fitting)}
                    return {name: fitting} | self._just(others)
        return None

    def _fitting(self, name: str, others: dict[str, Any]) -> Demand | None:
        try:
            found = self.rules.demands_of(self.comparison, name, others, wanted=self.wanted)
        except Entangled:
            return None
        return next((both for one in found if (both := self.demands[name].both(one))), None)

    def _is_open(self, name: str, value: Any) -> bool:
        """Whether an answer is blank, and its value here the example that is given of it anyway."""
        demand = self.demands.get(name)
        if self.rules.current(name) is not None or not isinstance(demand, Within):
            return False
        return bool(demand.span.nearest(None) == value)

    def _by_the_others(self, name: str, demand: Demand) -> Demand:
        """A demand that says its ends by what the other side is, whatever that turns out to be."""
        assert isinstance(demand, Within)  # noqa: S101  # numbers, days and tables only
        _, operator, other = seen_from(self.comparison, name, wanted=self.wanted)
        low, high = operator in {">", ">=", "=="}, operator in {"<", "<=", "=="}
        span = replace(demand.span, low_from=other if low else None, high_from=other if high else None)
        return Within(replace(span, low_open=operator == ">", high_open=operator == "<"))

    def _examples(self, names: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Numbers for some answers: the present one where it stays, and else others that would do."""
        choices = {name: self._numbers(name) for name in names}
        for values in product(*choices.values()):
            yield dict(zip(choices, values, strict=True))

    def _numbers(self, name: str) -> list[Any]:
        current, demand = self.rules.number(name), self.demands.get(name)
        if not isinstance(demand, Within):
            return [current]
        return [value for value in dict.fromkeys(demand.span.examples()) if value != current]

    def _just(self, values: dict[str, Any]) -> dict[str, Demand]:
        return {name: self.rules.just(name, value) for name, value in values.items() if name in self.demands}
