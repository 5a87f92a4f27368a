"""Lays the secrets of the containers into a volume: those of the environment, else random ones, made once.

So ``docker compose up`` needs no preparation, no password stands in a file of the repository, and a value
that is given in the environment (or in ``.env``) wins.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import quote


def main(folder: Path) -> None:
    _settle(folder / "secret_key", given="SECRET_KEY")
    password = _settle(folder / "database_password", given="DATABASE_PASSWORD")
    url = os.environ.get("DATABASE_URL") or f"postgresql://portal:{quote(password, safe='')}@db:5432/portal"
    _write(folder / "database_url", url)


def _settle(path: Path, *, given: str) -> str:
    """The value that now stands in the file."""
    if value := os.environ.get(given):
        _write(path, value)
    elif not path.exists():
        _write(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")


def _write(path: Path, value: str) -> None:
    """Replaced in one step, readable by its owner alone."""
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o400)
    new.chmod(0o600)
    new.write_text(value, encoding="utf-8")
    new.chmod(0o400)
    new.replace(path)


if __name__ == "__main__":
    main(Path(os.environ["SECRETS_DIR"]))
