"""Brings files and database to the state of the code: ``python -m ops.prepare files database``.

One process for all of it, since starting Django costs more than most of the steps. Every step may be
repeated and finds out by itself that there is nothing to do.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from ops.environment import CHECKOUT
from ops.prepared import PEOPLE


def files() -> None:
    """What is derived from the sources: compiled translations, collected static files."""
    call_command("translations", "--compile")
    digest, stamp = _static_digest(), settings.STATIC_ROOT / ".digest"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    _say("collecting static files")
    call_command("collectstatic", "--clear", "--noinput", verbosity=0)
    stamp.write_text(digest, encoding="utf-8")


def database() -> None:
    """Tables as the code expects them; in a demonstration also the worked examples, once."""
    _say("migrating the database")
    call_command("migrate", "--noinput", verbosity=0)
    if settings.DEMO:
        _say("loading the worked examples, unless they are there")
        call_command("load_examples")
        _write_down_the_people()


def _write_down_the_people() -> None:
    PEOPLE.parent.mkdir(parents=True, exist_ok=True)
    with PEOPLE.open("w", encoding="utf-8") as people:
        call_command("sample_people", stdout=people)


def _static_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(_sources_of_static_files()):
        digest.update(f"{path}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources_of_static_files() -> Iterator[Path]:
    """The files themselves, and what decides how they and those of the packages are served."""
    yield from (path for path in (CHECKOUT / "static").rglob("*") if path.is_file())
    yield from (CHECKOUT / "requirements.txt", CHECKOUT / "portal" / "settings.py")


def _say(what: str) -> None:
    print(f"== {what}", flush=True)


def main(wanted: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    for name in wanted:
        {"files": files, "database": database}[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
