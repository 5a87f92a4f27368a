"""Parts of addresses that look alike everywhere."""

from __future__ import annotations


class EditionId:
    """The id of an edition, such as 2026.11-1: nothing else in an address looks so."""

    regex = r"\d{4}\.\d{2}-[a-z0-9]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
