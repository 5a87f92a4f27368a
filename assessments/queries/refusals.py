"""What a refusal says in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from assessments.errors import CatalogueError, PortalError


def said(refusal: PortalError) -> str:
    """Of the catalogue's reader the words in the reader's language; all others are written in it already."""
    if not isinstance(refusal, CatalogueError):
        return str(refusal)
    return refusal.words.en if (get_language() or "ko").startswith("en") else refusal.words.ko
