"""Small editions: only the questions that a rule looks at, so that many cases are judged quickly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from assessments.catalogue.expressions import Expression
from assessments.catalogue.procedure import Deadline
from assessments.catalogue.schema import DerivedValue, Edition, Page, Question, Standard, Step, Validation
from assessments.catalogue.subjects import Subject, Tried

Ruled = TypeVar("Ruled", Standard, DerivedValue, Question, Validation, Deadline)


def reach(edition: Edition, rules: Iterable[Expression]) -> frozenset[str]:
    """Ids of the questions and derived values that matter to rules.

    They are those the rules name, those behind these, and those on which it depends whether
    questions are asked.
    """
    waiting = {name for rule in rules for name in rule.names}
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        value = edition.derived_by_id.get(name)
        rule = value.rule if value else edition.questions[name].show
        waiting |= (rule.names if rule else frozenset()) - found
    return frozenset(found)


def excerpt_of(edition: Edition, subject: Subject) -> Edition:
    """What it takes to judge one subject."""
    return excerpt(edition, {subject.id, *reach(edition, subject.rules(edition).values())})


def excerpt(edition: Edition, names: Iterable[str]) -> Edition:
    """The edition with only these questions; the rest is as it was."""
    wanted = frozenset(names)
    return with_questions(edition, [one for one in edition.questions.values() if one.id in wanted])


def with_questions(edition: Edition, questions: Iterable[Question]) -> Edition:
    """The edition with these questions instead of its own, all on one page."""
    page = Page("excerpt", "excerpt", edition.title, tuple(questions))
    return replace(edition, steps=(Step(1, "excerpt", edition.title, (page,)),))


def with_rule(edition: Edition, subject: Subject, key: str, rule: Expression) -> Edition:
    """The edition with one rule exchanged: for trying what a change would do, never for judging."""
    change, wanted = {key: rule}, subject.id
    match subject.tried:
        case Tried.STANDARD:
            groups = [
                replace(group, standards=_exchanged(group.standards, wanted, change))
                for group in edition.groups
            ]
            return replace(edition, groups=tuple(groups))
        case Tried.DERIVED:
            return replace(edition, derived=_exchanged(edition.derived, wanted, change))
        case Tried.QUESTION:
            return with_questions(edition, _exchanged(edition.questions.values(), wanted, change))
        case Tried.VALIDATION:
            return replace(edition, validations=_exchanged(edition.validations, wanted, change))
        case Tried.PANEL:
            panel = replace(edition.procedure.panel, large_when=rule)
            return replace(edition, procedure=replace(edition.procedure, panel=panel))
        case Tried.DEADLINE:
            deadlines = _exchanged(edition.procedure.deadlines, wanted, change)
            return replace(edition, procedure=replace(edition.procedure, deadlines=deadlines))


def _exchanged(things: Iterable[Ruled], wanted: str, change: dict[str, Any]) -> tuple[Ruled, ...]:
    return tuple([replace(one, **change) if one.id == wanted else one for one in things])
