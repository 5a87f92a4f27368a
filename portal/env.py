"""Typed readers for environment variables; a bad value stops the process at start."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable itself, or the content of the file that ``<name>_FILE`` points at."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is required")
    return value


def flag(name: str) -> bool:
    """True for ``1``, False for ``0``, empty or unset."""
    value = text(name, "0") or "0"
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def words(name: str, default: str) -> list[str]:
    """The parts of a comma-separated list, without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
