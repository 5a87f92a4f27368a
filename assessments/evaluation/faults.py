"""What does not hold between answers: the validations of an edition, and the checks no rule can say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.schema import Edition, Question, Validation
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind
from assessments.enums import Level

NONE = "none"
"""The choice that excludes all others."""


@dataclass(frozen=True, slots=True)
class Fault:
    validation: str
    """Id of the validation, such as V02."""
    level: Level
    question_ids: tuple[str, ...]
    """The answers that do not go together, in the form's order."""
    message: Text


def faults(edition: Edition, answers: Answers) -> tuple[Fault, ...]:
    """One per validation that certainly fails, in the edition's order; a blank answer is no fault."""
    facts = Facts(edition, answers)
    return tuple(
        [
            Fault(validation.id, validation.level, question_ids, validation.message)
            for validation in edition.validations
            if (question_ids := _at_fault(validation, facts))
        ]
    )


def _at_fault(validation: Validation, facts: Facts) -> tuple[str, ...]:
    """Ids of the questions concerned; empty if the validation holds or cannot be told yet."""
    if validation.check:
        check = CHECKS[validation.check]
        return tuple([question.id for question in facts.edition.questions.values() if check(question, facts)])
    if validation.rule is None or validation.rule.truth(facts) is not False:
        return ()
    looked_at = facts.edition.questions_behind(validation.rule)
    return tuple([name for name in facts.known if name in looked_at])


def _none_stands_alone(question: Question, facts: Facts) -> bool:
    """Whether 'none' is ticked together with something else."""
    ticked = facts.values[question.id]
    return question.kind is Kind.MULTI and isinstance(ticked, tuple) and NONE in ticked and len(ticked) > 1


def _numbers_within_range(question: Question, facts: Facts) -> bool:
    """Whether the number is below the question's minimum or above its maximum."""
    value = facts.values[question.id]
    if not isinstance(value, Decimal):
        return False
    too_small = question.minimum is not None and value < question.minimum
    return too_small or (question.maximum is not None and value > question.maximum)


CHECKS: dict[str, Callable[[Question, Facts], bool]] = {
    "none_stands_alone": _none_stands_alone,
    "numbers_within_range": _numbers_within_range,
}
"""By the names that editions use; each says whether a question is at fault."""
