"""Reads the rules that stand in tables, with the names they may use."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assessments.catalogue.expressions import Expression
from assessments.catalogue.grammar import parse
from assessments.catalogue.reader.tables import Table
from assessments.catalogue.refusals import rules as refusals
from assessments.catalogue.vocabulary import Term, place
from assessments.errors import CatalogueError

DEEPEST_DERIVED = 8
"""Derived values one behind the other."""
MOST_BEHIND = 300
"""Comparisons and functions of a rule when its derived values are written out."""


class Rules:
    """The names known so far: first the questions, then one derived value after the other."""

    def __init__(self, questions: Mapping[str, Term]) -> None:
        self._vocabulary = dict(questions)
        self._order = list(questions)
        self._behind = {name: frozenset({name}) for name in questions}
        self._depth: dict[str, int] = {}
        self._size: dict[str, int] = {}

    def rule(self, table: Table, key: str) -> Expression:
        text = table.string(key)
        try:
            rule = parse(text, vocabulary=self._vocabulary)
        except CatalogueError as error:
            raise table.fault(key, error.words) from error
        if self._size_of(rule) > MOST_BEHIND:
            raise table.fault(key, refusals.BEHIND.filled(most=MOST_BEHIND))
        if self._depth_of(rule) > DEEPEST_DERIVED:
            raise table.fault(key, refusals.DERIVED_DEPTH.filled(most=DEEPEST_DERIVED))
        return rule

    def maybe_rule(self, table: Table, key: str) -> Expression | None:
        return self.rule(table, key) if key in table else None

    def add_derived(self, name: str, rule: Expression) -> None:
        """From here on rules may name this derived value."""
        self._behind[name] = frozenset(self.questions_behind(rule))
        self._depth[name], self._size[name] = self._depth_of(rule) + 1, self._size_of(rule)
        self._vocabulary[name] = Term(kind=None)

    def questions_behind(self, *rules: Expression) -> tuple[str, ...]:
        """Ids of the questions that rules look at, through derived values too, in the form's order."""
        found = {question for rule in rules for name in rule.names for question in self._behind[name]}
        return tuple([name for name in self._order if name in found])

    def _depth_of(self, rule: Expression) -> int:
        return max((self._depth.get(name, 0) for name, _ in rule.root.mentions), default=0)

    def _size_of(self, rule: Expression) -> int:
        """Every mention counts as often as it stands there."""
        return sum(self._size.get(name, 1) for name, _ in rule.root.mentions)

    def refuse_forward_look(
        self, table: Table, key: str, rule: Expression, *, earlier: Collection[str]
    ) -> None:
        """A question may depend on earlier ones only, or drafts could never be filled in in order."""
        for name, column in rule.root.mentions:
            for question in self._order:
                if question in self._behind[name] and question not in earlier:
                    said = refusals.NOT_BEFORE if question == name else refusals.NOT_BEFORE_THROUGH
                    where = place(rule.text, column=column)
                    raise table.fault(key, said.filled(place=where, question=question, name=name))
