"""Containers get random secrets once, and those of the environment whenever there are any."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ops import container_secrets


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in ("SECRET_KEY", "DATABASE_PASSWORD", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_random_secrets_are_made_once(tmp_path):
    container_secrets.main(tmp_path)
    first = contents(tmp_path)

    container_secrets.main(tmp_path)

    assert contents(tmp_path) == first
    assert set(first) == {"secret_key", "database_password", "database_url"}
    assert first["database_url"] == f"postgresql://portal:{first['database_password']}@db:5432/portal"
    assert len(first["secret_key"]) >= 50


def test_the_environment_wins_over_what_was_made(tmp_path, monkeypatch):
    container_secrets.main(tmp_path)
    monkeypatch.setenv("SECRET_KEY", "given")
    monkeypatch.setenv("DATABASE_PASSWORD", "p@ss/word")

    container_secrets.main(tmp_path)

    assert contents(tmp_path) == {
        "secret_key": "given",
        "database_password": "p@ss/word",
        "database_url": "postgresql://portal:p%40ss%2Fword@db:5432/portal",
    }


def test_another_database_may_be_named_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@elsewhere/portal?sslmode=verify-full")

    container_secrets.main(tmp_path)

    assert contents(tmp_path)["database_url"] == "postgresql://me@elsewhere/portal?sslmode=verify-full"


def test_only_the_database_password_may_be_read_by_another_user(tmp_path):
    container_secrets.main(tmp_path)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"secret_key": 0o400, "database_url": 0o400, "database_password": 0o444}
