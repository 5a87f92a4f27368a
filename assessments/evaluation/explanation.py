"""Everything that is said of a preliminary result: why it is so, and what would change it.

The self-check, the workspace of the reviewers and the record say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.schema import Edition
from assessments.catalogue.texts import Text
from assessments.enums import Result
from assessments.evaluation.changes import Changes
from assessments.evaluation.changes.words import in_sentences, none_found, to_be_answered
from assessments.evaluation.evaluate import PreliminaryResult
from assessments.evaluation.explain import explain_by, to_answer

OPEN = frozenset({Result.NOT_MET, Result.UNDETERMINED})
"""Results of which it is said what would change them."""


@dataclass(frozen=True, slots=True)
class Explanation:
    why: Text
    """The result and the answers that decided it."""
    changes: tuple[Text, ...]
    """A sentence each; none where the standard is met or does not apply."""

    @property
    def paragraph(self) -> Text:
        said = (self.why, *self.changes)
        return Text(ko=" ".join(text.ko for text in said), en=" ".join(text.en for text in said))


def explanations(
    edition: Edition, found: Iterable[PreliminaryResult], answers: Answers
) -> dict[str, Explanation]:
    """By standard, for results of these answers."""
    changes, facts = Changes(edition, answers), Facts(edition, answers)
    return {
        one.standard_id: Explanation(explain_by(facts, one), _changes(one, changes, facts)) for one in found
    }


def _changes(preliminary: PreliminaryResult, changes: Changes, facts: Facts) -> tuple[Text, ...]:
    if preliminary.result not in OPEN:
        return ()
    edition, standard = changes.edition, changes.edition.standard(preliminary.standard_id)
    said: list[Text] = []
    if preliminary.result is Result.UNDETERMINED:
        said.append(to_be_answered(edition, to_answer(facts, preliminary)))
    ways = changes.ways(standard)
    if ways.found:
        return (*said, *in_sentences(edition, ways))
    elsewhere = changes.ways(standard, to=Result.NOT_APPLICABLE)
    return (*said, none_found(ways), *in_sentences(edition, elsewhere))
