"""What is known from one set of answers: which questions are asked, and what their values are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from assessments.catalogue.expressions import Trace
from assessments.catalogue.logic import Truth
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.values import ABSENT, UNKNOWN, Known, Missing, Value, canonical

Answers: TypeAlias = Mapping[str, Any]
"""Answers by question id, as they are stored in JSON."""


class Facts:
    """The answers as rules see them.

    A question whose ``show`` is false is absent whatever is stored for it; one whose ``show``
    is unknown is unknown. An answer that does not fit its question counts as blank.
    """

    def __init__(self, edition: Edition, answers: Answers) -> None:
        self.edition = edition
        self.asked: dict[str, Truth] = {}
        """For each question, in the form's order, whether it is asked."""
        self.values: dict[str, Value] = {}
        self._derived: dict[str, Trace] = {}
        # A question may depend on earlier ones only, so one pass in order settles all of them.
        for question in edition.questions.values():
            asked = question.show.truth(self) if question.show else True
            self.asked[question.id] = asked
            self.values[question.id] = _value(question, asked=asked, raw=answers.get(question.id))

    def derived(self, name: str, /) -> Trace:
        """How a derived value came out."""
        if name not in self._derived:
            self._derived[name] = self.edition.derived_by_id[name].rule.trace(self)
        return self._derived[name]

    @property
    def known(self) -> dict[str, Known]:
        """The values of the questions that are asked and answered, in the form's order."""
        return {name: value for name, value in self.values.items() if not isinstance(value, Missing)}


def _value(question: Question, *, asked: Truth, raw: Any) -> Value:
    if asked is False:
        return ABSENT
    if asked is None or raw is None:
        return UNKNOWN
    value = canonical(raw, kind=question.kind, choices=question.choice_ids, width=len(question.columns))
    return UNKNOWN if value is None else value
