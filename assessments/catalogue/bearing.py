"""On what the result of a standard hangs, and which standards another edition may judge otherwise."""

from __future__ import annotations

from typing import Any

from assessments.catalogue.excerpts import reach
from assessments.catalogue.expressions import Expression
from assessments.catalogue.schema import Edition, Standard


def affected(before: Edition, after: Edition) -> tuple[str, ...]:
    """Ids of the standards that may come out otherwise, in the order of the second edition: they are new, or
    something that their rules look at is not the same."""
    known = before.standards_by_id
    return tuple(
        [
            standard.id
            for standard in after.standards
            if standard.id not in known or _judged(before, known[standard.id]) != _judged(after, standard)
        ]
    )


def changed_behind(before: Edition, after: Edition, *, standard_id: str) -> tuple[str, ...]:
    """Ids of the questions and derived values behind a standard's rules that are not the same in both.

    Only what matters to rules counts. The standard stands in both editions. Questions come first, in the
    form's order.
    """
    reached = {*_behind(before, before.standard(standard_id)), *_behind(after, after.standard(standard_id))}
    names = [name for name in reached if _seen(before, name) != _seen(after, name)]
    end = len(after.positions) + len(before.positions)
    return tuple(sorted(names, key=lambda name: (after.positions.get(name, end), name)))


def plain(rule: Expression) -> str:
    """A rule however its lines are broken."""
    return " ".join(rule.text.split())


def _judged(edition: Edition, standard: Standard) -> Any:
    """All on which the result hangs, so that equal ones judge alike."""
    return plain(standard.applies_when), plain(standard.test), _behind(edition, standard)


def _behind(edition: Edition, standard: Standard) -> dict[str, Any]:
    names = reach(edition, (standard.applies_when, standard.test))
    return {name: _seen(edition, name) for name in names}


def _seen(edition: Edition, name: str) -> Any:
    """What a rule can tell of a question or derived value; ``None`` where there is none."""
    if value := edition.derived_by_id.get(name):
        return plain(value.rule)
    question = edition.questions.get(name)
    if question is None:
        return None
    show = question.show and plain(question.show)
    return question.kind, question.choice_ids, len(question.columns), show
