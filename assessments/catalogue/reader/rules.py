"""Reads the rules that stand in tables, with the names they may use."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assessments.catalogue.expressions import Expression
from assessments.catalogue.grammar import parse
from assessments.catalogue.reader.tables import Table
from assessments.catalogue.vocabulary import Term, place
from assessments.errors import CatalogueError


class Rules:
    """The names known so far: first the questions, then one derived value after the other."""

    def __init__(self, questions: Mapping[str, Term]) -> None:
        self._vocabulary = dict(questions)
        self._order = list(questions)
        self._behind = {name: frozenset({name}) for name in questions}

    def rule(self, table: Table, key: str) -> Expression:
        text = table.string(key)
        try:
            return parse(text, vocabulary=self._vocabulary)
        except CatalogueError as error:
            raise table.fault(key, str(error)) from error

    def maybe_rule(self, table: Table, key: str) -> Expression | None:
        return self.rule(table, key) if key in table else None

    def add_derived(self, name: str, rule: Expression) -> None:
        """From here on rules may name this derived value."""
        self._behind[name] = frozenset(self.questions_behind(rule))
        self._vocabulary[name] = Term(kind=None)

    def questions_behind(self, *rules: Expression) -> tuple[str, ...]:
        """Ids of the questions that rules look at, through derived values too, in the form's order."""
        found = {question for rule in rules for name in rule.names for question in self._behind[name]}
        return tuple([name for name in self._order if name in found])

    def refuse_forward_look(
        self, table: Table, key: str, rule: Expression, *, earlier: Collection[str]
    ) -> None:
        """A question may depend on earlier ones only, or drafts could never be filled in in order."""
        for name, column in rule.root.mentions:
            for question in self._order:
                if question in self._behind[name] and question not in earlier:
                    through = "" if question == name else f" (through '{name}')"
                    where = place(rule.text, column=column)
                    raise table.fault(key, f"{where}: '{question}' is not asked before this{through}")
