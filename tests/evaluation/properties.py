"""What holds for any answers, each as a function that says whether it does, and a search for the contrary.

Each is given the edition that judges, the answers, and chance for what is done to these. The edition that
judges may be a spoiled one: so it is shown that the search finds a fault.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.enums import Outcome, Result
from assessments.evaluation import (
    asked,
    derived,
    evaluate,
    explain,
    faults,
    reasons,
    required_outcome,
    unanswered,
    visible_answers,
)
from tests.evaluation.drafts import answer, by, draft, other

EDITION = catalogue.edition("2026.11-1")

Drafted: TypeAlias = dict[str, Any]
Property: TypeAlias = Callable[[Edition, Drafted, random.Random], bool]

LIGHTER = (Outcome.REJECTED, Outcome.CONDITIONAL, Outcome.APPROVED)


def rules_never_raise(judge: Edition, answers: Drafted, chance: random.Random) -> bool:
    """A rule that raises is the counter-example; so is one that says anything but a result."""
    found = evaluate(judge, answers)
    faults(judge, answers)
    unanswered(judge, answers)
    one = chance.choice(found)
    said = (explain(judge, one, answers), *reasons(judge, one, answers))
    return all(text.ko[-2:] == "다." and text.en[-1] == "." for text in said) and all(
        one.result in Result for one in found
    )


def removing_never_leads_towards_met(judge: Edition, answers: Drafted, chance: random.Random) -> bool:
    """Without some answers a result is as before or cannot be told, and the decision is no lighter."""
    gone = _some(list(answers), chance)
    before = results(judge, answers)
    after = results(judge, {name: value for name, value in answers.items() if name not in gone})
    kept = all(after[name] in {before[name], Result.UNDETERMINED} for name in before)
    return kept and LIGHTER.index(lightest(judge, after)) <= LIGHTER.index(lightest(judge, before))


def adding_never_changes_what_is_settled(judge: Edition, answers: Drafted, chance: random.Random) -> bool:
    """Of results, of whether questions are asked, of derived values and of faults."""
    blank = [name for name in EDITION.questions if name not in answers]
    more = {name: answer(chance, EDITION.question(name)) for name in _some(blank, chance)}
    return settled(judge, answers).items() <= settled(judge, answers | more).items()


def _some(names: list[str], chance: random.Random) -> list[str]:
    """One, a few or half of them."""
    return chance.sample(names, min(len(names), chance.choice((1, 5, (len(names) + 1) // 2))))


def hidden_answers_never_matter(judge: Edition, answers: Drafted, chance: random.Random) -> bool:
    """Whatever is stored for questions that are not asked, nothing comes out otherwise."""
    changed = answers
    for name in [name for name, truth in asked(EDITION, answers).items() if truth is False]:
        changed = other(chance, changed, EDITION, name)
    alike = settled(judge, changed) == settled(judge, answers)
    return alike and visible_answers(judge, changed) == visible_answers(judge, answers)


def visible_answers_carry_every_result(judge: Edition, answers: Drafted, chance: random.Random) -> bool:
    """The digest covers them only. While a required answer is blank, hidden ones may be undecided."""
    visible = visible_answers(judge, answers)
    if unanswered(EDITION, answers):
        return visible_answers(judge, visible) == visible
    return settled(EDITION, visible) == settled(EDITION, answers)


PROPERTIES: tuple[Property, ...] = (
    rules_never_raise,
    removing_never_leads_towards_met,
    adding_never_changes_what_is_settled,
    hidden_answers_never_matter,
    visible_answers_carry_every_result,
)


@dataclass(frozen=True, slots=True)
class CounterExample:
    seed: int
    answers: Drafted
    """Without most of those that are not needed to show it."""


def search(held: Property, *, drafts: int, judge: Edition = EDITION, first: int = 0) -> CounterExample | None:
    """Try a property on drafts with the seeds from ``first`` on."""
    for seed in range(first, first + drafts):
        answers = draft(by(seed), EDITION)
        if not _holds(held, judge, answers, seed):
            return CounterExample(seed, _fewer(held, judge, answers, seed))
    return None


def _holds(held: Property, judge: Edition, answers: Drafted, seed: int) -> bool:
    try:
        return held(judge, answers, by(seed))
    except Exception:
        return False


def _fewer(held: Property, judge: Edition, answers: Drafted, seed: int) -> Drafted:
    """Leave out what is not needed for the fault to show, half of it at a time."""
    size = len(answers) // 2
    while size:
        for start in range(0, len(answers), size):
            gone = list(answers)[start : start + size]
            fewer = {name: value for name, value in answers.items() if name not in gone}
            if not _holds(held, judge, fewer, seed):
                answers = fewer
                break
        else:
            size //= 2
    return answers


def results(judge: Edition, answers: Drafted) -> dict[str, Result]:
    return {found.standard_id: found.result for found in evaluate(judge, answers)}


def lightest(judge: Edition, found: dict[str, Result]) -> Outcome:
    """The outcome that follows if people find what the rules found."""
    return required_outcome(judge.standards, found, ())


def settled(judge: Edition, answers: Drafted) -> dict[str, Any]:
    """Everything that is settled, and how."""
    return {
        **{name: found for name, found in results(judge, answers).items() if found != Result.UNDETERMINED},
        **{f"asked {name}": truth for name, truth in asked(judge, answers).items() if truth is not None},
        **{name: truth for name, truth in derived(judge, answers).items() if truth is not None},
        **{fault.validation: True for fault in faults(judge, answers)},
    }
