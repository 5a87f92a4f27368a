"""Fixtures that nearly every test may need; anything else lies next to its tests."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection, connections
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from procrastinate import App, testing
from procrastinate.contrib.django import procrastinate_app

from assessments import catalogue
from tests.records import rendered

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage again and again takes long."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for a browser comes first, so that nothing long is left for the end."""
    items.sort(key=lambda item: "chromium" not in getattr(item, "fixturenames", ()))


@dataclass
class Jobs:
    """The queue, in memory."""

    app: App
    connector: testing.InMemoryConnector

    def waiting(self) -> list[str]:
        return [job["task_name"] for job in self.connector.jobs.values() if job["status"] == "todo"]

    def run(self) -> None:
        """Carry out waiting jobs, and those they queue, in this thread and transaction."""
        while waiting := [job for job in self.connector.jobs.values() if job["status"] == "todo"]:
            for job in waiting:
                job["status"] = "succeeded"
                self.app.tasks[job["task_name"]](**job["args"])


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """A real browser: the one ``./test`` found (CHROMIUM), Debian's headless one, or Playwright's own.

    It goes with the module: as long as it runs, Playwright's event loop keeps jobs from being queued in this
    process, so tests of other modules would fail or not depending on their order. Django also gives a thread
    with a loop connections of its own: the database is made before the loop and they are closed in it, or one
    of them would stand in the way when the database is dropped.
    """
    program = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
    arguments = os.environ.get("CHROMIUM_ARGS", "--no-sandbox").split()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program or None, args=[*arguments, "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Jobs]:
    connector = testing.InMemoryConnector()
    with procrastinate_app.current_app.replace_connector(connector) as app:
        monkeypatch.setattr(procrastinate_app, "current_app", app)
        yield Jobs(app, connector)


@pytest.fixture
def in_english() -> Iterator[None]:
    """For tests that read what a refusal says."""
    with translation.override("en"):
        yield


@pytest.fixture
def fresh_shelf() -> Iterator[None]:
    """For tests that publish editions: what was read is forgotten, since it is rolled back."""
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    storages = {name: dict(value) for name, value in settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {"location": tmp_path / "files"}
    settings.STORAGES = storages
    settings.DATA_DIR = tmp_path / "files"


@pytest.fixture(scope="session", autouse=True)
def _typeset_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    rendered.kept_in = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    call_command("translations", "--compile")


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_guarded_tables() -> Iterator[None]:
    """Tests of the browser flush the database with TRUNCATE, which the guards refuse to everyone else."""
    original = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            original(self, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = origin")

    flush.Command.handle = handle  # type: ignore[method-assign]
    yield
    flush.Command.handle = original  # type: ignore[method-assign]
