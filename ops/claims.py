"""What a portal needs for itself alone: its folder and its port."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Refused(Exception):
    """The portal cannot be started; the text says why and what to do."""


@contextmanager
def folder(local: Path, *, address: str) -> Iterator[None]:
    """One portal per folder. The kernel lets go of the lock when this process dies, however it dies."""
    local.mkdir(parents=True, exist_ok=True)
    with (local / "run.lock").open("a+", encoding="utf-8") as lock:
        _take(lock)
        lock.truncate(0)
        lock.write(f"{address}/ (process {os.getpid()})")
        lock.flush()
        yield


def _take(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        lock.seek(0)
        raise Refused(f"This portal is already running: {lock.read()}") from taken


def port(number: int) -> None:
    """Refuse a port on which something else serves, before it is a stack trace of the web server."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", number))
        except OSError as reason:
            raise Refused(
                f"Port {number} cannot be used: {reason.strerror}. Another program may be serving there. "
                f"Take another port:  PORT={number + 1} ./run"
            ) from reason
