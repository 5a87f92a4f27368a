"""Addresses of the pages of a long list: what an address asks for, and the addresses around it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from assessments.queries.paging import Place, Slice

POSITIONS = ("after", "before", "end")


def place_of(request: HttpRequest) -> Place:
    return Place(
        after=request.GET.get("after", ""), before=request.GET.get("before", ""), is_last="end" in request.GET
    )


def addresses(request: HttpRequest, page: Slice[Any]) -> dict[str, str]:
    """First, previous, next and last as templates/_pages.html takes them; blank where there is none."""
    return {
        "first": _address(request) if page.newer else "",
        "previous": _address(request, before=page.newer) if page.newer else "",
        "next": _address(request, after=page.older) if page.older else "",
        "last": _address(request, end="1") if page.older else "",
    }


def without(request: HttpRequest, name: str) -> str:
    """The same list with one filter less, from its first page."""
    query = request.GET.copy()
    for key in (*POSITIONS, name):
        query.pop(key, None)
    return f"?{query.urlencode()}"


def _address(request: HttpRequest, **position: str) -> str:
    query = request.GET.copy()
    for key in POSITIONS:
        query.pop(key, None)
    for key, value in position.items():
        query[key] = value
    return f"?{query.urlencode()}"
