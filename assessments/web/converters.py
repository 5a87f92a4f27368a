"""Parts of addresses that look alike everywhere."""

from __future__ import annotations

from assessments.catalogue.layout import EDITION_ID


class EditionId:
    """The id of an edition, such as 2026.11-1: nothing else in an address looks so."""

    regex = EDITION_ID.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
