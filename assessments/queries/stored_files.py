"""Where the content of an attached file lies, and how it is read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.storage import default_storage

from assessments.models import Evidence


def path_of(sha256: str) -> str:
    return f"evidence/{sha256[:2]}/{sha256}"


def is_whole(evidence: Evidence) -> bool:
    """Whether the store still has the file in its full length."""
    path = path_of(evidence.sha256)
    return default_storage.exists(path) and default_storage.size(path) == evidence.size_bytes


def pieces(evidence: Evidence) -> Iterator[bytes]:
    """Raises ``FileNotFoundError`` when the store lost it."""
    with default_storage.open(path_of(evidence.sha256), "rb") as file:
        yield from file.chunks()
