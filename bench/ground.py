"""A database of its own, files of its own and the real server to measure; all of it goes again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from portal.localpg import Cluster

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT / ".local" / "bench"
DATABASE = "portal_bench"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Ground:
    environment: dict[str, str]
    port: int

    def manage(self, *command: str) -> None:
        """Raises ``CalledProcessError`` when the command fails."""
        self.python("manage.py", *command)

    def told(self, *command: str) -> str:
        """What the command prints."""
        line = [sys.executable, "manage.py", *command]
        done = subprocess.run(line, cwd=CHECKOUT, env=self.environment, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    def python(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=CHECKOUT, env=self.environment, check=True)

    @contextmanager
    def serving(self, **settings: str) -> Iterator[None]:
        """The server as ``./run`` starts it: gunicorn, two workers; with further ``settings``."""
        command = [sys.executable, "-m", "gunicorn", "-c", "ops/gunicorn.py"]
        server = subprocess.Popen(command, cwd=CHECKOUT, env=self.environment | settings)
        try:
            wait_for_an_answer(self.port, server)
            yield
        finally:
            server.terminate()
            server.wait(timeout=30)


@contextmanager
def laid(*, keep: bool) -> Iterator[Ground]:
    """``keep`` leaves the database where it is; the next run starts afresh all the same."""
    cluster = Cluster(CHECKOUT / ".local" / "postgres")
    was_running = cluster.answers()
    base = cluster.ensure()
    shutil.rmtree(FOLDER, ignore_errors=True)
    _drop(base)
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    try:
        yield _ground(base)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
        if not keep:
            _drop(base)
        if not was_running:
            cluster.stop()


def _ground(base: str) -> Ground:
    port, url = free_port(), base.rpartition("/")[0] + f"/{DATABASE}"
    own = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATA_DIR": str(FOLDER / "data"),
        "STATIC_ROOT": str(FOLDER / "static"),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "0",
        "DEMO": "0",
    }
    return Ground({**os.environ, **own}, port)


def _drop(base: str) -> None:
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


def wait_for_an_answer(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start; its reason stands above.")
