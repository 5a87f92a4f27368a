"""Everything in an edition that has rules: what can be tried, and changed to see what that would do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessments.catalogue.expressions import Expression
from assessments.catalogue.schema import Edition


class Tried(StrEnum):
    """Kinds of things with rules."""

    STANDARD = "standard"
    DERIVED = "derived"
    QUESTION = "question"
    VALIDATION = "validation"
    PANEL = "panel"
    DEADLINE = "deadline"


PANEL_SIZE = "size"
"""The one thing about a panel that has a rule."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    tried: Tried
    id: str

    def rules(self, edition: Edition) -> dict[str, Expression]:
        """Its rules by key; empty if it has none. Raises ``KeyError`` for an unknown id."""
        match self.tried:
            case Tried.STANDARD:
                standard = edition.standards_by_id[self.id]
                return {"applies_when": standard.applies_when, "test": standard.test}
            case Tried.DERIVED:
                return {"rule": edition.derived_by_id[self.id].rule}
            case Tried.QUESTION:
                show = edition.questions[self.id].show
                return {"show": show} if show else {}
            case Tried.VALIDATION:
                rules = {validation.id: validation.rule for validation in edition.validations}
                rule = rules[self.id]
                return {"rule": rule} if rule else {}
            case Tried.PANEL:
                return {"large_when": edition.procedure.panel.large_when}
            case Tried.DEADLINE:
                longer = edition.procedure.deadline(self.id).high_risk_when
                return {"high_risk_when": longer} if longer else {}


def subjects(edition: Edition) -> tuple[Subject, ...]:
    """Everything that has a rule, in the edition's order."""
    found = (
        *(Subject(Tried.STANDARD, standard.id) for standard in edition.standards),
        *(Subject(Tried.DERIVED, value.id) for value in edition.derived),
        *(Subject(Tried.QUESTION, question_id) for question_id in edition.questions),
        *(Subject(Tried.VALIDATION, validation.id) for validation in edition.validations),
        Subject(Tried.PANEL, PANEL_SIZE),
        *(Subject(Tried.DEADLINE, deadline.id) for deadline in edition.procedure.deadlines),
    )
    return tuple([subject for subject in found if subject.rules(edition)])
