"""Makes, starts and stops a cluster; survives being killed at any moment and being called by many at once."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import errors, sql

from portal.localpg import processes, programs

ROLE = DATABASE = "portal"
START_SECONDS = 60
STOP_SECONDS = 30.0
ORPHAN_SECONDS = 5.0
LONGEST_SOCKET_PATH = 100
"""The kernel takes 107 bytes, macOS 103."""
FIRST_WITH_ITS_OWN_LOCALE = 17
"""Sorting that no update of the system can change."""
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
}


class ClusterFailed(Exception):
    """A program of PostgreSQL ended with an error; the text is its own."""


@dataclass(frozen=True, slots=True)
class Cluster:
    root: Path
    """Holds the data, the log, the lock and, where its path is short enough, the socket."""
    durable: bool = True
    """False gives up safety against a power cut for speed: for tests."""

    @property
    def data(self) -> Path:
        return self.root.resolve() / "data"

    @property
    def log(self) -> Path:
        return self.data / "portal.log"

    @property
    def url(self) -> str:
        return _url(self._socket_folder(), database=DATABASE)

    def ensure(self) -> str:
        """The address of the running server; makes and starts it when that is needed."""
        with self._locked(), self._connected() as connection:
            _make_database(connection)
        return self.url

    def answers(self) -> bool:
        return processes.answers(self._socket_file())

    def stop(self) -> None:
        """Ends every session, writes everything out and waits for that."""
        with self._locked():
            processes.stop_server(self.data, socket_file=self._socket_file(), seconds=STOP_SECONDS)

    def in_use(self) -> bool:
        """Is anybody connected, beside this question itself?"""
        asked = (
            "select exists (select from pg_stat_activity"
            " where backend_type = 'client backend' and pid <> pg_backend_pid())"
        )
        try:
            with psycopg.connect(_url(self._socket_folder(), database="postgres")) as connection:
                return connection.execute(asked).fetchone() == (True,)
        except errors.OperationalError:
            return False

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._make()
        processes.wait_until_gone(self.data, socket_file=self._socket_file(), seconds=ORPHAN_SECONDS)
        if self.answers():
            return
        self._sweep()
        self._adopt(self.data)
        options = {"unix_socket_directories": f'"{self._socket_folder()}"'} | (
            {} if self.durable else THROW_AWAY
        )
        given = shlex.join(f"--{name}={value}" for name, value in options.items())
        self._run(
            "pg_ctl", "start", "--pgdata=data", "--log=data/portal.log", "--wait", "--silent",
            f"--timeout={START_SECONDS}", f"--options={given}",
        )  # fmt: skip

    def _make(self) -> None:
        """Made under another name and renamed: an interrupted one never looks finished."""
        unfinished = self.root / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._adopt(unfinished)
        version = programs.major_version(programs.choose(self.data))
        locale = ["--locale-provider=builtin"] if version >= FIRST_WITH_ITS_OWN_LOCALE else []
        sync = [] if self.durable else ["--no-sync"]
        self._run(
            "initdb", "--pgdata=data.new", f"--username={ROLE}", "--auth=trust", "--encoding=UTF8",
            "--locale=C.UTF-8", "--data-checksums", *locale, *sync,
        )  # fmt: skip
        with (unfinished / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write("listen_addresses = ''\nunix_socket_permissions = 0700\ntimezone = 'UTC'\n")
        unfinished.rename(self.data)

    def _sweep(self) -> None:
        """Remove what a killed server leaves; its process number may meanwhile be somebody else's."""
        for left in (self.data / "postmaster.pid", *self._socket_folder().glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _adopt(self, folder: Path) -> None:
        """Give the files to whom the server runs as: as root that depends on the machine."""
        owner = programs.owner(self.root)
        if folder.stat().st_uid == owner:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner, -1, follow_symlinks=False)

    def _connected(self) -> psycopg.Connection:
        """A session, once the server is started, has recovered, or has finished dying and is started anew."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            if not self.answers():
                self._start()
            try:
                return psycopg.connect(_url(self._socket_folder(), database="postgres"), autocommit=True)
            except errors.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _run(self, program: str, *arguments: str) -> None:
        """Names in the arguments are relative to the root, so its own name needs no quoting."""
        command = [*programs.disguise(self.root), str(programs.choose(self.data) / program), *arguments]
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            ran = subprocess.run(
                command, cwd=self.root, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
            )
            if ran.returncode:
                output.seek(0)
                raise ClusterFailed(f"{program} failed in {self.root}:\n{output.read()}{self._end_of_log()}")

    def _end_of_log(self) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])

    def _socket_file(self) -> Path:
        return self._socket_folder() / ".s.PGSQL.5432"

    def _socket_folder(self) -> Path:
        root = self.root.resolve()
        if len(os.fsencode(root / ".s.PGSQL.5432")) < LONGEST_SOCKET_PATH:
            return root
        return _private_folder(hashlib.sha256(os.fsencode(root)).hexdigest()[:16])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.root / "lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _private_folder(name: str) -> Path:
    """A short folder that is ours alone; one that somebody else laid there is refused."""
    # Not TMPDIR: every process must come to the same answer.
    folder = Path("/tmp") / f"portal-{os.geteuid()}-{name}"  # noqa: S108
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise ClusterFailed(f"{folder} is not a private folder of this user; remove it.")
    return folder


def _url(folder: Path, *, database: str) -> str:
    return f"postgresql://{ROLE}@{quote(str(folder), safe='')}/{database}"


def _make_database(connection: psycopg.Connection) -> None:
    known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
    if not known:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
