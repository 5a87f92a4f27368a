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
        run(
            f"CREATE TRIGGER no_room BEFORE INSERT ON assessments_{table}"
            " FOR EACH ROW EXECUTE FUNCTION find_no_room()"
        )
    try:
        yield
    finally:
        run("DROP FUNCTION find_no_room() CASCADE")


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
