"""The files of an edition: which there may be, and the digest that says an edition is unchanged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from assessments.errors import CatalogueError

SINGLE = frozenset(
    {
        "edition.toml",
        "derived.toml",
        "documents.toml",
        "sources.toml",
        "validations.toml",
        "procedure.toml",
        "record.toml",
    }
)
QUESTIONS = re.compile(r"questions/(?P<number>\d\d)-(?P<id>[a-z]+)\.toml")
STANDARDS = re.compile(r"standards/(?P<id>[A-Z]+)\.toml")


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an edition by path inside it. Names that begin with a dot are not part of an edition."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def complete(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same files; refuses a missing and a foreign one."""
    if missing := sorted(SINGLE - files.keys()):
        raise CatalogueError(f"{missing[0]}: is missing", (missing[0],))
    for name in files:
        if name not in SINGLE and not QUESTIONS.fullmatch(name) and not STANDARDS.fullmatch(name):
            raise CatalogueError(f"{name}: is not a file of an edition", (name,))
    return files


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over all files in the order of their paths: for each its path, a line feed, its
    length in bytes in decimal, a line feed, and its bytes."""
    total = hashlib.sha256()
    for name, content in sorted(files.items()):
        total.update(f"{name}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
