"""``./run`` itself: started, killed in every way, started again, with nothing lost and nothing left over."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from ops import processes
from portal.localpg import Cluster, processes as servers

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
OURS = {
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "PYTEST_VERSION",
    "PYTEST_CURRENT_TEST",
    "SECRET_KEY",
    "DATA_DIR",
}


class Portal:
    """A portal of its own: another folder and another port than the developer's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.cluster = Cluster(folder / "postgres")
        self.run: subprocess.Popen[bytes] | None = None

    def ensure_up(self) -> None:
        if self.run is None or self.run.poll() is not None:
            self.start()

    def start(self) -> None:
        self.run = self.begin()
        wait_until(lambda: "The portal is at" in self.said() or self.ended(), otherwise=self.said)
        assert not self.ended(), self.said()

    def begin(self) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        environment |= {"LOCAL_DIR": str(self.folder), "PORT": str(self.port), "DEMO": "0"}
        with (self.folder / "output").open("w") as output:
            command = [sys.executable, "-m", "ops.serve"]
            return subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output)

    def said(self) -> str:
        return (self.folder / "output").read_text()

    def ended(self) -> bool:
        return self.run is not None and self.run.poll() is not None

    def kill(self, *programs: str) -> None:
        for pid in self.processes():
            if any(program in command_line(pid) for program in programs):
                with suppress(ProcessLookupError):  # it went with its parent
                    os.kill(pid, signal.SIGKILL)

    def kill_supervisor(self) -> None:
        assert self.run is not None
        self.run.kill()
        self.run.wait()

    def interrupt(self) -> int:
        assert self.run is not None
        self.run.send_signal(signal.SIGINT)
        return self.run.wait(timeout=PATIENCE_SECONDS)

    def processes(self) -> list[int]:
        return processes.marked(str(self.folder)) + servers.servers_in(self.cluster.data)

    def is_ready(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", "/readyz")
            return line.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def write(self, text: str) -> None:
        with psycopg.connect(self.cluster.url) as connection:
            connection.execute("create table if not exists kept (text text)")
            connection.execute("insert into kept values (%s)", [text])

    def kept(self) -> set[str]:
        with psycopg.connect(self.cluster.url) as connection:
            return {text for (text,) in connection.execute("select text from kept")}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def command_line(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_text()
    except OSError:
        return ""


def wait_until(met: Callable[[], object], *, otherwise: Callable[[], str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not met():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.1)


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        portal = Portal(Path(folder))
        yield portal
        if not portal.ended():
            portal.interrupt()


def test_a_first_start_serves_the_portal(portal):
    portal.ensure_up()

    assert portal.is_ready()


def test_a_killed_web_server_and_worker_are_started_again(portal):
    portal.ensure_up()

    portal.kill("gunicorn", "procrastinate")

    wait_until(lambda: portal.said().count("starting it again") == 2, otherwise=portal.said)
    wait_until(portal.is_ready, otherwise=portal.said)


def test_a_killed_database_is_started_again_with_everything(portal):
    portal.ensure_up()
    portal.write("before the database was killed")

    portal.kill("postgres")

    wait_until(lambda: "PostgreSQL ended" in portal.said(), otherwise=portal.said)
    wait_until(portal.is_ready, otherwise=portal.said)
    assert "before the database was killed" in portal.kept()


def test_what_a_killed_start_leaves_behind_is_replaced_by_the_next(portal):
    portal.ensure_up()
    portal.kill_supervisor()
    left = set(processes.marked(str(portal.folder)))

    portal.start()

    assert left
    assert left.isdisjoint(processes.marked(str(portal.folder)))
    assert portal.is_ready()


def test_everything_killed_at_once_is_survived_by_the_next_start(portal):
    portal.ensure_up()
    portal.write("before everything was killed")
    key = (portal.folder / "secret_key").read_text()

    portal.kill_supervisor()
    portal.kill("")
    portal.start()

    assert portal.is_ready()
    assert "before everything was killed" in portal.kept()
    assert (portal.folder / "secret_key").read_text() == key


def test_a_restart_prepares_again_only_what_was_changed_meanwhile(portal):
    portal.ensure_up()
    portal.interrupt()
    note = portal.folder / "postgres" / "prepared"
    before = note.read_text()

    portal.start()

    assert ("migrating" in portal.said()) is (note.read_text() != before)
    assert portal.is_ready()


def test_a_second_start_is_refused_while_the_first_runs(portal):
    portal.ensure_up()
    with Path(portal.folder / "output").open() as before:
        said = before.read()

    second = portal.begin()

    assert second.wait(timeout=PATIENCE_SECONDS) == 1
    assert "This portal is already running: http://127.0.0.1:" in portal.said()
    (portal.folder / "output").write_text(said)
    assert portal.is_ready()


def test_an_interrupt_leaves_no_process(portal):
    portal.ensure_up()

    code = portal.interrupt()

    assert code == 0
    assert portal.processes() == []


def test_a_taken_port_is_named_with_a_way_out(portal):
    if not portal.ended():
        portal.interrupt()
    with socket.socket() as other:
        other.bind(("127.0.0.1", portal.port))
        other.listen()

        refused = portal.begin()
        code = refused.wait(timeout=PATIENCE_SECONDS)

    assert code == 1
    assert f"Port {portal.port} cannot be used" in portal.said()
    assert f"PORT={portal.port + 1} ./run" in portal.said()
    assert portal.processes() == []
