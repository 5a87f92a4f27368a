"""Lays the secrets of the containers into a volume: those of the environment, else random ones, made once.

So ``docker compose up`` needs no preparation, no password stands in a file of the repository, and a value
that is given in the environment (or in ``.env``) wins.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import quote

FOR_ITS_OWNER = 0o400
FOR_THE_DATABASE_TOO = 0o444
"""It runs as another user; only the containers that mount the volume see the file at all."""


def main(folder: Path) -> None:
    _settle(folder / "secret_key", given="SECRET_KEY", mode=FOR_ITS_OWNER)
    password = _settle(folder / "database_password", given="DATABASE_PASSWORD", mode=FOR_THE_DATABASE_TOO)
    url = os.environ.get("DATABASE_URL") or f"postgresql://portal:{quote(password, safe='')}@db:5432/portal"
    _write(folder / "database_url", url, mode=FOR_ITS_OWNER)


def _settle(path: Path, *, given: str, mode: int) -> str:
    """The value that now stands in the file."""
    if value := os.environ.get(given):
        _write(path, value, mode=mode)
    elif not path.exists():
        _write(path, secrets.token_urlsafe(48), mode=mode)
    return path.read_text(encoding="utf-8")


def _write(path: Path, value: str, *, mode: int) -> None:
    """Replaced in one step; never readable by more than ``mode`` allows."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text(value, encoding="utf-8")
    new.chmod(mode)
    new.replace(path)


if __name__ == "__main__":
    main(Path(os.environ["SECRETS_DIR"]))
