"""Where a portal started by ``./run`` lives, and what it is told through its environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
LOCAL = (CHECKOUT / os.environ.get("LOCAL_DIR", ".local")).resolve()
"""Everything it makes: database, files, secret key. Removing it begins anew."""
PORT = int(os.environ.get("PORT") or "8000")
ADDRESS = f"http://127.0.0.1:{PORT}"


def names_a_database() -> bool:
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def environment() -> dict[str, str]:
    """The caller's variables, and below them what a demonstration on this machine needs."""
    given = {
        "DEMO": "1",
        "DATA_DIR": str(LOCAL / "data"),
        "STATIC_ROOT": str(LOCAL / "static"),
        "SECRET_KEY": _secret_key(),
        "PUBLIC_URL": ADDRESS,
    }
    return given | dict(os.environ) | {"PORT": str(PORT)}


def _secret_key() -> str:
    """Made once and kept, so that people stay signed in over a restart."""
    kept = LOCAL / "secret_key"
    if not kept.exists():
        new = LOCAL / f"secret_key.{os.getpid()}"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        new.rename(kept)
    return kept.read_text(encoding="utf-8")
