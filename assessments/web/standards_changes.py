"""What a published edition changed, for everybody: against the one before it, or any other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.catalogue import Edition
from assessments.catalogue.difference import difference
from assessments.http.access import public
from assessments.web.differences import counts, sections
from assessments.web.standards_editions import Library, library


@public
@require_safe
def edition_changes(request: HttpRequest, edition_id: str) -> HttpResponse:
    """``?from=`` names the edition to compare with; an unknown one is not found."""
    books = library()
    edition = books.shown(edition_id)
    others = [one for one in books.editions if one is not edition]
    asked = request.GET.get("from", "")
    before = books.shown(asked) if asked else _before(books, edition)
    context = {"edition": edition, "volume": books.volume(edition), "others": others, "before": before}
    if before:
        found = difference(before, edition)
        context |= {"sections": sections(found), "counts": counts(found)}
    return render(request, "standards/changes.html", context)


def _before(books: Library, edition: Edition) -> Edition | None:
    """The edition before; ``None`` for the first."""
    place = books.editions.index(edition)
    return books.editions[place - 1] if place else None
