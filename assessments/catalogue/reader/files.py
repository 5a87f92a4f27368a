"""The files of an edition: which there may be, and the digest that says an edition is unchanged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from assessments.catalogue.reader.source import LARGEST_FILE
from assessments.catalogue.reader.tables import LONGEST_NAME
from assessments.catalogue.refusals import files as refusals, tables
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
MOST_FILES = 100

QUESTIONS = re.compile(r"questions/(?P<number>[0-9][0-9])-(?P<id>[a-z]+)\.toml")
STANDARDS = re.compile(r"standards/(?P<id>[A-Z]+)\.toml")


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an edition by path inside it. Names that begin with a dot are not part of an edition.

    Raises ``CatalogueError`` if one cannot be read, is too large, or if there are too many.
    """
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    if len(paths) > MOST_FILES:
        raise _too_many()
    found = {path.relative_to(folder).as_posix(): path for path in sorted(paths)}
    return {name: _content(name, path) for name, path in found.items()}


def complete(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The same files; refuses a missing and a foreign one, and too many."""
    if len(files) > MOST_FILES:
        raise _too_many()
    if missing := sorted(SINGLE - files.keys()):
        raise CatalogueError(tables.MISSING.after(missing[0]), (missing[0],))
    for name in files:
        if name not in SINGLE and not QUESTIONS.fullmatch(name) and not STANDARDS.fullmatch(name):
            raise CatalogueError(refusals.FOREIGN_FILE.after(shown(name)), (shown(name),))
    return files


def shown(name: str) -> str:
    """A file's name as a message can show it: what is not text in it, and most of a long one, left out."""
    text = name.encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def _content(name: str, path: Path) -> bytes:
    """The whole file, or one byte more than may be read: then the reader refuses it by its size."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CatalogueError(refusals.UNREADABLE.after(shown(name)), (shown(name),)) from error


def _too_many() -> CatalogueError:
    return CatalogueError(refusals.MANY_FILES.filled(most=MOST_FILES))


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over all files in the order of their paths: for each its path, a line feed, its
    length in bytes in decimal, a line feed, and its bytes."""
    total = hashlib.sha256()
    for name, content in sorted(files.items()):
        total.update(f"{name}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
