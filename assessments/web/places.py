"""Addresses of pages of one assessment, for lists that need dozens: each lookup takes longer than its row."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.urls import get_urlconf, reverse

_ANY = "ANY-REFERENCE"


def address_of(name: str, reference: str) -> str:
    """As ``reverse`` would give it; a reference needs no quoting."""
    before, after = _around(name, get_urlconf() or settings.ROOT_URLCONF)
    return f"{before}{reference}{after}"


@cache
def _around(name: str, urlconf: str) -> tuple[str, str]:
    before, _, after = reverse(name, urlconf, args=[_ANY]).partition(_ANY)
    return before, after
