"""The library of standards, open to everybody: each has an address of its own that does not change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments import catalogue
from assessments.catalogue import Edition, Standard
from assessments.evaluation import outline
from assessments.http.access import public


@public
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    edition = _edition(request)
    context = {
        "edition": edition,
        "editions": catalogue.edition_ids(),
        "questions": len(edition.questions),
        "suffix": _suffix(edition),
    }
    return render(request, "standards/standards.html", context)


@public
@require_safe
def standard(request: HttpRequest, standard_id: str) -> HttpResponse:
    edition = _edition(request)
    found = edition.standards_by_id.get(standard_id.upper())
    if found is None:
        raise Http404
    before, after = _neighbours(edition, found)
    context = {
        "edition": edition,
        "suffix": _suffix(edition),
        "standard": found,
        "group": next(group for group in edition.groups if group.id == found.group),
        "applies": outline(edition, found.applies_when),
        "test": outline(edition, found.test),
        "questions": [edition.question(name) for name in found.depends_on],
        "documents": [edition.document(name) for name in found.evidence],
        "before": before,
        "after": after,
    }
    return render(request, "standards/standard.html", context)


def _edition(request: HttpRequest) -> Edition:
    """The edition in force, or the one the address names."""
    wanted = request.GET.get("edition") or catalogue.current().id
    if wanted not in catalogue.edition_ids():
        raise Http404
    return catalogue.edition(wanted)


def _suffix(edition: Edition) -> str:
    """What keeps a reader of another edition in it."""
    return "" if edition.id == catalogue.current().id else f"?edition={edition.id}"


def _neighbours(edition: Edition, standard: Standard) -> tuple[Standard | None, Standard | None]:
    order = edition.standards
    place = order.index(standard)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    return before, after
