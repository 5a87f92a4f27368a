"""From an empty draft to a verified PDF in Chromium, where the page answers while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from assessments.models import User
from tests.journeys import journey
from tests.journeys.browser import BrowserVisitor, opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints() -> list[str]:
    """What the browsers logged as an error, or asked before they left a page."""
    return []


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[journey.Browse]:
    """Everybody has a browser window of their own."""
    screens: list[Page] = []

    def seated(person: User | None = None, *, language: str = "ko") -> BrowserVisitor:
        screens.append(opened(chromium, live_server.url, person, language=language))
        return BrowserVisitor(screens[-1], live_server.url, complaints=complaints)

    yield seated
    for screen in screens:
        screen.context.close()


def test_the_gate_travels_from_an_empty_draft_to_a_verified_record(
    browse, complaints, jobs, tmp_path, capsys
):
    journey.from_draft_to_record(browse, work=lambda: _elsewhere(jobs.run), folder=tmp_path, capsys=capsys)

    assert complaints == []


def _elsewhere(act: Callable[[], None]) -> None:
    """In another thread: in this one Playwright keeps an event loop, which jobs start themselves."""

    def alone() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(alone).result()
