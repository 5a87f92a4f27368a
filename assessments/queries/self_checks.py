"""What the rules say of a draft, standard by standard, with the reasons. It decides nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assessments import evaluation
from assessments.catalogue import Answers, Edition, Group, Question, Standard, Text
from assessments.enums import Result

ORDER = (Result.MET, Result.NOT_MET, Result.UNDETERMINED, Result.NOT_APPLICABLE)
"""The results rules can give, in the order of the picture."""


@dataclass(frozen=True, slots=True)
class Judged:
    standard: Standard
    result: Result
    explanation: Text
    """Why it came out so."""
    changes: tuple[Text, ...]
    """What would change it, in sentences."""
    rests_on: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    group: Group
    standards: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    groups: tuple[JudgedGroup, ...]

    @property
    def counts(self) -> dict[Result, int]:
        """How many standards came out how, in the order of the picture."""
        counted = Counter(judged.result for group in self.groups for judged in group.standards)
        return {result: counted[result] for result in ORDER}

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def self_check(edition: Edition, answers: Answers) -> SelfCheck:
    results = evaluation.evaluate(edition, answers)
    said = evaluation.explanations(edition, results, answers)
    found = {
        preliminary.standard_id: Judged(
            edition.standard(preliminary.standard_id),
            preliminary.result,
            said[preliminary.standard_id].why,
            said[preliminary.standard_id].changes,
            tuple(edition.question(name) for name in preliminary.rests_on),
        )
        for preliminary in results
    }
    return SelfCheck(
        tuple(
            JudgedGroup(group, tuple(found[standard.id] for standard in group.standards))
            for group in edition.groups
        )
    )
