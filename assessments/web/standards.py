"""The library of standards, open to everybody: each has an address of its own that does not change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments import catalogue
from assessments.catalogue import Edition, Group, Source, Standard, Text
from assessments.evaluation import outline
from assessments.forms.library import LibraryFilters
from assessments.http.access import public
from assessments.queries.standards_examples import examples
from assessments.queries.standards_findings import Tallies, Tally, tallies
from assessments.queries.standards_history import history
from assessments.queries.standards_search import Hit, found
from assessments.records.wording import LABELS
from assessments.web.figures import results_figure
from assessments.web.pages import without
from assessments.web.standards_editions import Library, library
from assessments.web.standards_figures import Share, overview, share
from assessments.web.standards_redlines import redlines
from assessments.web.standards_words import EFFECTS, KINDS, READ_AS


@dataclass(frozen=True, slots=True)
class Listed:
    hit: Hit
    share: Share


@dataclass(frozen=True, slots=True)
class SourceShown:
    source: Source
    nature: Text
    read_as: Promise


@public
@require_safe
def standards(request: HttpRequest, edition_id: str | None = None) -> HttpResponse:
    books, filters, counts = library(), LibraryFilters(request.GET), tallies()
    if old := request.GET.get("edition"):
        return redirect("standards-in", books.shown(old).id, permanent=True)
    edition = books.shown(edition_id)
    wanted = filters.wanted()
    hits = found(edition, wanted, language=_language())
    context = {
        "edition": edition,
        "volume": books.volume(edition),
        "of": edition_id or "",
        "filters": filters,
        "wanted": wanted,
        "chosen": [(words, without(request, name)) for name, words in filters.chosen()],
        "groups": _by_group(edition, [_listed(edition, hit, counts) for hit in hits]),
        "count": len(hits),
        "overview": overview(edition, counts),
    }
    return render(request, "standards/standards.html", context)


@public
@require_safe
def standard(request: HttpRequest, standard_id: str, edition_id: str | None = None) -> HttpResponse:
    books, standard_id = library(), standard_id.upper()
    if old := request.GET.get("edition"):
        return redirect("standard-in", books.shown(old).id, standard_id, permanent=True)
    edition = books.shown(edition_id)
    about = edition.standards_by_id.get(standard_id)
    if about is None:
        return _elsewhere(books, standard_id, named=edition_id)
    context = {
        "edition": edition,
        "volume": books.volume(edition),
        "of": edition_id or "",
        "standard": about,
        "stands_in_force": standard_id in books.current.standards_by_id,
        **_said(edition, about),
        **_happened(books, edition, about),
    }
    return render(request, "standards/standard.html", context)


def _said(edition: Edition, standard: Standard) -> dict[str, Any]:
    """What the edition says of the standard."""
    before, after = _neighbours(edition, standard)
    return {
        "group": next(group for group in edition.groups if group.id == standard.group),
        "kind": KINDS[standard.kind],
        "effect": EFFECTS[standard.effect],
        "applies": outline(edition, standard.applies_when),
        "test": outline(edition, standard.test),
        "questions": [(edition.step(one.step), one) for one in map(edition.question, standard.depends_on)],
        "documents": [edition.document(name) for name in standard.evidence],
        "cites": [(cite, [_source(edition, name) for name in cite.sources]) for cite in standard.cites],
        "examples": examples(edition, standard_id=standard.id, trials=catalogue.trials.trials(edition.id)),
        "before": before,
        "after": after,
    }


def _happened(books: Library, edition: Edition, standard: Standard) -> dict[str, Any]:
    """What became of it: in decided cases, and from edition to edition."""
    counts = tallies()
    tally = counts.get((edition.id, standard.id), Tally())
    return {
        "tally": tally,
        "figure": results_figure(tally.counts),
        "stages": [
            (stage, counts.get((stage.edition.id, standard.id), Tally()).total, redlines(stage))
            for stage in history(books.editions, standard_id=standard.id)
        ],
    }


def _elsewhere(books: Library, standard_id: str, *, named: str | None) -> HttpResponse:
    """A standard that the edition in force no longer has, or not yet, keeps its address."""
    holding = books.holding(standard_id)
    if named or holding is None:
        raise Http404
    return redirect("standard-in", holding.id, standard_id)


def _by_group(edition: Edition, listed: Iterable[Listed]) -> list[tuple[Group, list[Listed]]]:
    found = list(listed)
    groups = [
        (group, [one for one in found if one.hit.standard.group == group.id]) for group in edition.groups
    ]
    return [(group, some) for group, some in groups if some]


def _listed(edition: Edition, hit: Hit, counts: Tallies) -> Listed:
    return Listed(hit, share(counts.get((edition.id, hit.standard.id), Tally()).counts))


def _source(edition: Edition, source_id: str) -> SourceShown:
    source = edition.source(source_id)
    return SourceShown(source, LABELS[source.nature], READ_AS[source.read_as])


def _neighbours(edition: Edition, standard: Standard) -> tuple[Standard | None, Standard | None]:
    order = edition.standards
    place = order.index(standard)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    return before, after


def _language() -> str:
    return "en" if (get_language() or "ko").startswith("en") else "ko"
