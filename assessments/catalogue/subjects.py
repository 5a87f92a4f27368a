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


def subjects(edition: Edition) -> tuple[Subject, ...]:
    """Everything that has a rule, in the edition's order."""
    found = (
        *(Subject(Tried.STANDARD, standard.id) for standard in edition.standards),
        *(Subject(Tried.DERIVED, value.id) for value in edition.derived),
        *(Subject(Tried.QUESTION, question_id) for question_id in edition.questions),
        *(Subject(Tried.VALIDATION, validation.id) for validation in edition.validations),
    )
    return tuple([subject for subject in found if subject.rules(edition)])
