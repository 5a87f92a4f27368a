"""A whole bundle: the cases somebody may take, the editions they were judged by, and what explains them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments import catalogue
from assessments.catalogue import layout
from assessments.models import Assessment, Decision, JudgedAtOnce
from assessments.policy import Actor, rules, scopes
from assessments.queries.bundles.case import case_members, written
from assessments.queries.edition_archives import files_of
from assessments.records.bundle import Member, shipped

FORMAT = 1
"""Counts the shapes bundles have had."""
MOST = 1_000
"""Cases that are taken in one go."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle will hold, known before its first byte is sent."""

    cases: Mapping[str, int]
    """Decision number to the decision's id, sorted by number."""
    left_out: tuple[str, ...]
    """Numbers that were asked for and may not be taken."""
    editions: tuple[str, ...]
    selection: Mapping[str, Any]
    """How the cases were chosen; empty when they were named one by one."""

    @property
    def folder(self) -> str:
        only = next(iter(self.cases)) if len(self.cases) == 1 else ""
        return f"bundle-{only}" if only else f"bundle-{len(self.cases)}-cases"


def contents(
    actor: Actor, decisions: Collection[int], *, selection: Mapping[str, Any] | None = None
) -> Contents:
    """Of these decisions, by id; those that ``actor`` may not take are named, not taken."""
    numbered = dict(Decision.objects.filter(pk__in=decisions).values_list("number", "pk"))
    takeable = _takeable(actor, decisions)
    cases = {number: numbered[number] for number in sorted(numbered) if numbered[number] in takeable}
    return Contents(
        cases=cases,
        left_out=tuple(sorted(numbered.keys() - cases.keys())),
        editions=_editions(cases.values()),
        selection=selection or {},
    )


def members(contents: Contents, *, entering: Callable[[Decision], object]) -> Iterator[Member]:
    """Sorted by path. ``entering`` is called before anything is read of a case."""
    programs = shipped()
    yield from (one for one in programs if one.path.startswith("README"))
    yield Member("bundle.json", [written(_about(contents))])
    for pk in contents.cases.values():
        decision = Decision.objects.select_related("revision__assessment__agency").get(pk=pk)
        entering(decision)
        yield from case_members(decision)
    yield from sorted(_rest(contents, programs), key=lambda one: one.path)


def _editions(decisions: Collection[int]) -> tuple[str, ...]:
    """All that a standard of one of the cases was taken from."""
    decided = Decision.objects.filter(pk__in=decisions)
    own = decided.values_list("revision__edition_id", flat=True)
    at_once = JudgedAtOnce.objects.filter(assessment__revisions__decision__in=decided)
    return tuple(sorted({*own, *at_once.values_list("edition_id", flat=True)}))


def _takeable(actor: Actor, decisions: Collection[int]) -> set[int]:
    seen = scopes.viewable_by(actor).filter(revisions__decision__in=decisions).distinct()
    allowed = [case.pk for case in seen.defer("search", "search_grams") if may_take(actor, case)]
    found = Decision.objects.filter(pk__in=decisions, revision__assessment__in=allowed)
    return set(found.values_list("pk", flat=True))


def may_take(actor: Actor, assessment: Assessment) -> bool:
    return bool(rules.may_take_bundle(actor, assessment))


def _about(contents: Contents) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "cases": list(contents.cases),
        "left_out": list(contents.left_out),
        "editions": {name: catalogue.edition(name).digest for name in contents.editions},
        "selection": dict(contents.selection),
    }


def _rest(contents: Contents, programs: tuple[Member, ...]) -> Iterator[Member]:
    yield from (one for one in programs if not one.path.startswith("README"))
    for name in contents.editions:
        edition = files_of(name)
        for path, content in layout.placed(name, edition.files, edition.trials).items():
            yield Member(path, [content])
