"""A supervisor recognises the processes of an earlier run, all of them, and touches no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops import processes
from ops.processes import Child

FOREVER = ["-c", "import time; time.sleep(600)"]
DEAF = ["-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"]
WITH_A_CHILD = [
    "-c",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])",
]


@pytest.fixture
def mark(tmp_path: Path) -> str:
    return str(tmp_path)


@pytest.fixture
def start(mark: str) -> Iterator[Callable[..., Child]]:
    """Starts a program and waits until it has come as far as its own first line."""
    children: list[Child] = []

    def starting(arguments: list[str], *, expected: int) -> Child:
        child = Child("test", arguments, environment=os.environ, mark=mark)
        children.append(child)
        child.start()
        wait_for(expected, mark=mark)
        time.sleep(0.3)
        return child

    yield starting
    processes.stop_all(mark, seconds=0)
    for child in children:
        child.wait()


def wait_for(count: int, *, mark: str) -> None:
    deadline = time.monotonic() + 20
    while len(processes.marked(mark)) != count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_child_is_found_by_its_mark_alone(start, mark):
    start(FOREVER, expected=1)

    assert len(processes.marked(mark)) == 1
    assert processes.marked(mark + "/another") == []


def test_the_child_of_a_killed_child_is_still_found(start, mark):
    start(WITH_A_CHILD, expected=2)

    os.kill(min(processes.marked(mark)), signal.SIGKILL)

    wait_for(1, mark=mark)


def test_stopping_ends_what_listens_and_what_does_not(start, mark):
    listening, deaf = start(FOREVER, expected=1), start(DEAF, expected=2)

    processes.stop_all(mark, seconds=0.5)

    assert (listening.wait(), deaf.wait()) == (-signal.SIGTERM, -signal.SIGKILL)
    assert processes.marked(mark) == []


def test_stopping_touches_no_other_process(start, mark):
    start(FOREVER, expected=1)
    with subprocess.Popen([sys.executable, *FOREVER]) as stranger:
        processes.stop_all(mark, seconds=0.5)
        still_there = stranger.poll() is None
        stranger.kill()

    assert still_there


def test_the_way_a_child_ended_is_known(start):
    child = start(["-c", "raise SystemExit(7)"], expected=0)

    assert child.wait() == 7
    assert child.ended() == 7
