"""A standard through the editions: where it stands, and what changed against the edition before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Edition, Standard
from assessments.catalogue.expressions import Expression


class Standing(TextChoices):
    """How a standard stands in an edition, compared with the one before."""

    NEW = "new", _("New in this edition")
    SAME = "same", _("Unchanged")
    CHANGED = "changed", _("Amended")
    GONE = "gone", _("No longer in this edition")


class Aspect(TextChoices):
    """What of a standard may change."""

    WORDS = "words", _("its words")
    EFFECT = "effect", _("its kind or effect")
    APPLIES = "applies", _("when it applies")
    RULE = "rule", _("the rule")
    QUESTIONS = "questions", _("the questions it reads")
    EVIDENCE = "evidence", _("the evidence expected")
    CONDITION = "condition", _("the model condition")
    SOURCES = "sources", _("the sources")


@dataclass(frozen=True, slots=True)
class Stage:
    edition: Edition
    standard_id: str
    standing: Standing
    aspects: tuple[Aspect, ...] = ()
    """What changed."""
    before: Edition | None = None
    """The edition before, if there is one."""

    @property
    def is_first(self) -> bool:
        return self.before is None


def in_order(editions: Iterable[Edition]) -> list[Edition]:
    """The oldest first."""
    return sorted(editions, key=lambda edition: (edition.valid_from, edition.id))


def history(editions: Iterable[Edition], *, standard_id: str) -> list[Stage]:
    """The stages of a standard, newest first; editions before its first and after its end are left out."""
    return list(_stages(in_order(editions), standard_id))[::-1]


def _stages(editions: list[Edition], standard_id: str) -> Iterator[Stage]:
    before: Edition | None = None
    for edition in editions:
        stands = standard_id in edition.standards_by_id
        stood = before is not None and standard_id in before.standards_by_id
        if stands and before is not None and stood:
            aspects = changed(before, edition, standard_id=standard_id)
            standing = Standing.CHANGED if aspects else Standing.SAME
            yield Stage(edition, standard_id, standing, aspects, before)
        elif stands:
            yield Stage(edition, standard_id, Standing.NEW, before=before)
        elif stood:
            yield Stage(edition, standard_id, Standing.GONE, before=before)
        before = edition


def changed(before: Edition, after: Edition, *, standard_id: str) -> tuple[Aspect, ...]:
    """What of a standard that stands in both is not the same."""
    return tuple(
        aspect
        for aspect, part in _PARTS.items()
        if part(before, before.standard(standard_id)) != part(after, after.standard(standard_id))
    )


def _rule(edition: Edition, rule: Expression) -> list[Any]:
    """The rule and every derived value behind it, however their lines are broken."""
    values = [edition.derived_by_id[name].rule for name in sorted(rule.names & edition.derived_by_id.keys())]
    return [" ".join(rule.text.split()), *(_rule(edition, value) for value in values)]


def _questions(edition: Edition, standard: Standard) -> list[Any]:
    """What an answerer sees of them; on which page they stand matters to nobody here."""
    return [
        (
            one.id,
            one.kind,
            one.text,
            one.help,
            one.choices,
            one.columns,
            one.show and _rule(edition, one.show),
        )
        for one in map(edition.question, standard.depends_on)
    ]


_PARTS: dict[Aspect, Callable[[Edition, Standard], Any]] = {
    Aspect.WORDS: lambda _edition, one: (one.title, one.requirement, one.review, one.chosen),
    Aspect.EFFECT: lambda _edition, one: (one.kind, one.effect),
    Aspect.APPLIES: lambda edition, one: _rule(edition, one.applies_when),
    Aspect.RULE: lambda edition, one: _rule(edition, one.test),
    Aspect.QUESTIONS: _questions,
    Aspect.EVIDENCE: lambda edition, one: [edition.document(name) for name in one.evidence],
    Aspect.CONDITION: lambda _edition, one: one.condition,
    Aspect.SOURCES: lambda edition, one: [
        (cite.text, [edition.source(name) for name in cite.sources]) for cite in one.cites
    ],
}
