"""Disks without room: PostgreSQL's, a limit of the process, and the device that is always full."""

from __future__ import annotations

import resource
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.guards.ground import run

DEVICE = Path("/dev/full")


@contextmanager
def of_the_database(*tables: str) -> Iterator[None]:
    """PostgreSQL answers to new rows in these as it does when it cannot make a file longer."""
    run("""CREATE FUNCTION find_no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION USING ERRCODE = '53100',
            MESSAGE = 'could not extend file "base/5/16384": No space left on device'; END $$""")
    for table in tables:
        _refuse(f"assessments_{table}")
    try:
        yield
    finally:
        run("DROP FUNCTION find_no_room() CASCADE")


@contextmanager
def of_the_database_and_queue(*tables: str) -> Iterator[None]:
    """And the worker cannot write either that a job is to be tried again."""
    with of_the_database(*tables):
        _refuse("procrastinate_events", when="NEW.type = 'deferred_for_retry'")
        yield


def _refuse(table: str, *, when: str = "true") -> None:
    run(
        f"CREATE TRIGGER no_room BEFORE INSERT ON {table}"
        f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION find_no_room()"
    )


@contextmanager
def of_the_process(*, most_bytes: int = 0) -> Iterator[None]:
    """No file may grow beyond this."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def of_the_folder(folder: Path, *, file: str) -> Iterator[None]:
    """What is written in this folder as ``file`` with a random ending goes to the full device."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{file}.0000").symlink_to(DEVICE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda _=None: "0000")
        yield
