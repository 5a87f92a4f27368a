"""What would change a result, by brute force: every set of at most three answers, with every sort of value.

Made for the small edition with rules by chance. So slow, and so plain, that it can be believed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from assessments.catalogue import Answers, Edition
from assessments.catalogue.excerpts import with_rule
from assessments.catalogue.facts import Facts
from assessments.catalogue.subjects import Subject, Tried
from assessments.enums import Level, Result
from assessments.evaluation import Changes, Ways, evaluate
from tests.catalogue import small
from tests.evaluation.drafts import by

STANDARD = "AAA-1"
TO = (Result.MET, Result.MET, Result.MET, Result.NOT_MET, Result.NOT_APPLICABLE)

VALUES: dict[str, list[Any]] = {
    "mode": ["live", "post"],
    "groups": [["staff"], ["children"], ["staff", "children"], ["none"]],
    "amount": ["1", "5", "7", "10", "12", "1000"],
    "warrant": ["yes", "no"],
    "measures": ["words"],
    "share": ["0", "0.1", "1", "3", "20", "50", "100"],
    "sources": [[["a", "b"]] * rows for rows in (1, 2, 3)],
    "begins": ["2029-12-31", "2030-02-01", "2030-03-01"],
    "ends": ["2029-12-31", "2030-02-01", "2030-03-01", "2031-01-01"],
    "opinion": ["file.pdf"],
}
"""One answer of each sort that the rules below can tell apart."""

LEAVES = (
    *("mode == 'live'", "mode != 'live'", "mode in ['post']", "d_live", "d_unwarranted", "always"),
    "has(groups, 'children')",
    *("has_any(groups, ['staff', 'none'])", "has_all(groups, ['staff', 'children'])"),
    *("has(groups, 'none')", "amount >= 5", "amount < 10", "amount == 7", "amount != 5", "warrant == 'yes'"),
    *("warrant == 'no'", "filled(measures)", "filled(opinion)", "share <= 0.1", "share > 50", "share != 20"),
    *("rows(sources) >= 2", "rows(sources) != 2", "rows(sources) < 3", "filled(groups)"),
    "begins >= '2030-02-01'",
    *("begins < ends", "ends <= '2030-03-01'", "amount > share", "amount >= 2 * share", "share * 3 < amount"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the search: how does this result turn?"""

    edition: Edition
    answers: dict[str, Any]
    to: Result

    @property
    def ways(self) -> Ways:
        return Changes(self.edition, self.answers).ways(self.edition.standard(STANDARD), to=self.to)


def question(edition: Edition, seed: int) -> Question:
    """Rules, answers, and a result to turn to, all by chance."""
    chance = by(seed)
    subject = Subject(Tried.STANDARD, STANDARD)
    for key in ("applies_when", "test"):
        edition = with_rule(edition, subject, key, small.rule(edition, _rule(chance, depth=3)))
    answers = {name: chance.choice(values) for name, values in VALUES.items() if chance.random() < 0.8}
    return Question(edition, answers, chance.choice(TO))


def _rule(chance: random.Random, *, depth: int) -> str:
    if depth == 0 or chance.random() < 0.2:
        return chance.choice(LEAVES)
    if chance.random() < 0.15:
        return f"not ({_rule(chance, depth=depth - 1)})"
    parts = [f"({_rule(chance, depth=depth - 1)})" for _ in range(chance.choice((2, 2, 3)))]
    return chance.choice((" and ", " or ")).join(parts)


def result(edition: Edition, answers: Answers) -> Result:
    return next(found.result for found in evaluate(edition, answers) if found.standard_id == STANDARD)


def smallest(asked: Question) -> set[frozenset[str]]:
    """The sets of questions whose answers can turn the result, none of which holds another."""
    found: set[frozenset[str]] = set()
    if result(asked.edition, asked.answers) is asked.to:
        return found
    for size in (1, 2, 3):
        for names in combinations(VALUES, size):
            if not any(smaller <= set(names) for smaller in found) and _can_turn(asked, names):
                found.add(frozenset(names))
    return found


def _can_turn(asked: Question, names: tuple[str, ...]) -> bool:
    return any(turns(asked, changes) for changes in _changes(names))


def _changes(names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for values in product(*(VALUES[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def turns(asked: Question, changes: Answers) -> bool:
    """Whether these answers in place of the present ones turn the result, and still go together."""
    facts = Facts(asked.edition, {**asked.answers, **changes})
    before = Facts(asked.edition, asked.answers)
    rules = [one.rule for one in asked.edition.validations if one.rule and one.level is Level.ERROR]
    if any(rule.truth(before) and rule.truth(facts) is False for rule in rules):
        return False
    return result(asked.edition, {**asked.answers, **changes}) is asked.to


def fault(asked: Question) -> str:
    """What is wrong with the ways found, or nothing. Where not all was tried, they may be too few."""
    ways, true = asked.ways, smallest(asked)
    found = [frozenset(way.question_ids) for way in ways.found]
    if wrong := [way.answers for way in ways.found if not turns(asked, way.answers)]:
        return f"does not turn it: {wrong[0]}"
    if not ways.complete:
        return ""
    if larger := [names for names in found if any(smaller < names for smaller in (*true, *found))]:
        return f"is not among the smallest: {sorted(larger[0])}"
    if missing := [names for names in true if not any(other <= names for other in found)]:
        return f"is missing: {sorted(missing[0])}"
    return ""


def first_fault(edition: Edition, *, seeds: range) -> tuple[int, str] | None:
    for seed in seeds:
        if said := fault(question(edition, seed)):
            return seed, said
    return None
