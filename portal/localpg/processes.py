"""Which PostgreSQL processes work in a folder: asked of the process table, not of a file that may lie."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def answers(socket_file: Path) -> bool:
    """Does a server listen on this Unix socket?"""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(socket_file))
        except OSError:
            return False
    return True


def servers_in(data: Path) -> list[int]:
    """Processes of PostgreSQL that work in ``data``; empty where there is no ``/proc`` to ask (macOS)."""
    return [pid for pid in _all_pids() if _reads(pid, "cwd") == str(data) and _program(pid) == "postgres"]


def wait_until_gone(data: Path, *, socket_file: Path, seconds: float) -> None:
    """Return when no server is left in ``data``, or when one begins to answer after all.

    A server process whose parent was killed leaves at its next pause, and a server that lost its socket
    never answers again: after ``seconds`` they are told to leave at once, after twice that they are killed.
    Neither loses anything that was committed.
    """
    began = time.monotonic()
    while (left := servers_in(data)) and not answers(socket_file):
        waited = time.monotonic() - began
        if waited > seconds:
            _signal(left, signal.SIGQUIT if waited < 2 * seconds else signal.SIGKILL)
        time.sleep(0.1)


def stop_server(data: Path, *, socket_file: Path, seconds: float) -> None:
    """Return when no server is left in ``data``; one that takes longer than ``seconds`` is cut short."""
    began = time.monotonic()
    told = None
    while server := _postmaster(data, socket_file):
        number = signal.SIGINT if time.monotonic() - began < seconds else signal.SIGQUIT
        if number != told:
            _signal([server], number)
            told = number
        time.sleep(0.05)
    # Its number is withdrawn a moment before the process is gone.
    wait_until_gone(data, socket_file=socket_file, seconds=seconds)


def _postmaster(data: Path, socket_file: Path) -> int | None:
    """The number in the server's own file, if such a process really works here."""
    try:
        noted = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    is_server = noted in servers_in(data) if PROC.is_dir() else answers(socket_file)
    return noted if is_server else None


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _all_pids() -> Iterator[int]:
    if PROC.is_dir():
        yield from (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())


def _reads(pid: int, link: str) -> str:
    """Where a link of the process points, or nothing when it is gone or another user's."""
    try:
        return str((PROC / str(pid) / link).readlink())
    except OSError:
        return ""


def _program(pid: int) -> str:
    return Path(_reads(pid, "exe").removesuffix(" (deleted)")).name
