"""Remembers that database and files were prepared for the code as it stands, so that a restart is quick."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ops.environment import CHECKOUT, LOCAL, environment

SOURCES = ("assessments", "portal", "ops", "static", "locale", "requirements.txt")
DERIVED = frozenset({".pyc", ".mo"})
PEOPLE = LOCAL / "people.txt"
"""Who can sign in to the demonstration, as it was printed when the examples were loaded."""
_NOTE = LOCAL / "postgres" / "prepared"
"""Lies with the database it speaks of, and disappears with it."""


def people() -> str:
    demonstration = environment()["DEMO"] == "1" and PEOPLE.exists()
    return PEOPLE.read_text(encoding="utf-8") if demonstration else ""


def is_so() -> bool:
    collected = Path(environment()["STATIC_ROOT"]).is_dir()
    return collected and _NOTE.exists() and _NOTE.read_text(encoding="utf-8") == _digest()


def note() -> None:
    _NOTE.write_text(_digest(), encoding="utf-8")


def forget() -> None:
    _NOTE.unlink(missing_ok=True)


def _digest() -> str:
    digest = hashlib.sha256(f"DEMO={environment()['DEMO']}".encode())
    for path in sorted(_files()):
        digest.update(f"{path.relative_to(CHECKOUT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in SOURCES:
        source = CHECKOUT / name
        found = source.rglob("*") if source.is_dir() else [source]
        yield from (path for path in found if path.is_file() and path.suffix not in DERIVED)
