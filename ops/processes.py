"""Child processes that can be recognised later, even by a supervisor that knows nothing of their start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

MARK = "PORTAL_STARTED_BY"
"""In the environment of every child and of its children: a process carries its origin as long as it lives."""
PROC = Path("/proc")
POLITE_SECONDS = 6.0
"""A job that is cut short is done again after the next start."""


class Child:
    """One long-running program in a session of its own, so that Ctrl-C reaches only the supervisor."""

    def __init__(self, name: str, arguments: list[str], *, environment: Mapping[str, str], mark: str) -> None:
        self.name = name
        self._arguments = [sys.executable, *arguments]
        self._environment = {**environment, MARK: mark}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._arguments, env=self._environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def ended(self) -> int | None:
        """The exit code (negative: killed by that signal), or None while it runs."""
        return self._process.poll() if self._process else None

    def wait(self) -> int:
        return self._process.wait() if self._process else 0


def marked(mark: str) -> list[int]:
    """Every living process that a supervisor with this mark started, directly or not; never ourselves."""
    wanted = f"{MARK}={mark}".encode()
    return [pid for pid, words in _environments() if wanted in words and pid != os.getpid()]


def stop_all(mark: str, *, seconds: float = POLITE_SECONDS) -> None:
    """Ask every marked process to end, wait, and kill what is still there after ``seconds``."""
    _signal(marked(mark), signal.SIGTERM)
    deadline = time.monotonic() + seconds
    while left := marked(mark):
        if time.monotonic() > deadline:
            _signal(left, signal.SIGKILL)
        time.sleep(0.1)


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _environments() -> Iterator[tuple[int, list[bytes]]]:
    """Process numbers with the environment of each; other users' cannot be read and are left out."""
    if not PROC.is_dir():
        yield from _environments_from_ps()
        return
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                yield int(entry.name), (entry / "environ").read_bytes().split(b"\0")


def _environments_from_ps() -> Iterator[tuple[int, list[bytes]]]:
    """For macOS, where there is no ``/proc``; not tried on one."""
    listed = subprocess.run(["ps", "-axEww", "-o", "pid=,command="], capture_output=True, check=False).stdout  # noqa: S607
    for line in listed.splitlines():
        number, *words = line.split()
        yield int(number), words
