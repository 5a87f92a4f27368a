"""Editions as they judge a case into which a stricter prohibition of a later edition came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from assessments.catalogue.excerpts import reach
from assessments.catalogue.schema import Document, Edition, Group, Question, Source, Standard

Thing = TypeVar("Thing", Document, Source)


def otherwise_asked(edition: Edition, newer: Edition, standard_id: str) -> tuple[str, ...]:
    """Questions and derived values that the newer edition's standard looks at, and that this one lacks or has
    otherwise, by id. A case of this edition can be judged by the standard only where there are none.
    """
    standard = newer.standard(standard_id)
    looked_at = reach(newer, [standard.applies_when, standard.test])
    return tuple(sorted(name for name in looked_at if not _has_alike(edition, newer, name)))


def with_prohibition(edition: Edition, newer: Edition, standard_id: str) -> Edition:
    """The edition with the newer one's standard in the place of its own, or added to its group."""
    standard = replace(newer.standard(standard_id), of=newer.id)
    groups = [_exchanged(group, standard) for group in edition.groups]
    if standard_id not in {one.id for group in groups for one in group.standards}:
        groups = list(_added(groups, newer, standard))
    cited = {name for cite in standard.cites for name in cite.sources}
    return replace(
        edition,
        groups=tuple(groups),
        documents=(*edition.documents, *_lacking(edition.documents, newer.documents, standard.evidence)),
        sources=(*edition.sources, *_lacking(edition.sources, newer.sources, cited)),
    )


def _has_alike(edition: Edition, newer: Edition, name: str) -> bool:
    if value := newer.derived_by_id.get(name):
        own = edition.derived_by_id.get(name)
        return own is not None and own.rule.text == value.rule.text
    question = edition.questions.get(name)
    return question is not None and _as_answered(question) == _as_answered(newer.questions[name])


def _as_answered(question: Question) -> Question:
    """Without what makes no difference to what an answer means."""
    return replace(question, step="", page="", required=False, public=False)


def _exchanged(group: Group, standard: Standard) -> Group:
    """With the standard where one of its id stood; a standard that moved to another group stays here."""
    standards = [
        replace(standard, group=group.id) if one.id == standard.id else one for one in group.standards
    ]
    return replace(group, standards=tuple(standards))


def _added(groups: Iterable[Group], newer: Edition, standard: Standard) -> Iterator[Group]:
    is_added = False
    for group in groups:
        is_own = group.id == standard.group
        yield replace(group, standards=(*group.standards, standard)) if is_own else group
        is_added = is_added or is_own
    if not is_added:
        own = next(group for group in newer.groups if group.id == standard.group)
        yield replace(own, standards=(standard,))


def _lacking(own: Iterable[Thing], theirs: Iterable[Thing], wanted: Iterable[str]) -> tuple[Thing, ...]:
    known, names = {one.id for one in own}, set(wanted)
    return tuple(one for one in theirs if one.id in names - known)
