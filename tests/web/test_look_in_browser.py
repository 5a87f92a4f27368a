"""The style page in Chromium: no axe violation, no sideways scroll, and the comforts of portal.js."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from assessments.http.context import DEMO_CACHE_SECONDS, DemoDesk, DemoPerson
from tests.axe import READ_BY_AXE, violations

pytestmark = pytest.mark.urls("tests.web.look_urls")

DESKS = [DemoDesk("Agency", (DemoPerson("one", "Kim", "Approver"), DemoPerson("two", "Lee", "Staff")))]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server without a database: the style page needs none, so no test has to empty one."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def open_style(chromium: Browser, address: str, settings: Any) -> Iterator[Any]:
    settings.DEMO = True
    cache.set_many({"demo-desks-ko": DESKS, "demo-desks-en": DESKS}, DEMO_CACHE_SECONDS)
    pages: list[Page] = []

    def opened(query: str = "", *, width: int = 1280, language: str = "ko", javascript: bool = True) -> Page:
        page = chromium.new_page(
            viewport={"width": width, "height": 900}, locale=language, java_script_enabled=javascript
        )
        pages.append(page)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}/style/{query}")
        return page

    complaints: list[str] = []
    yield opened
    for page in pages:
        page.close()
    assert complaints == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("query", ["", "?errors", "?dense"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(open_style, language, query):
    page = open_style(query, language=language)
    page.click(".demo summary")

    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if language in READ_BY_AXE:
        assert violations(page) == []


def test_a_refused_form_puts_the_reader_at_the_summary(open_style):
    page = open_style("?errors")

    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_characters_are_counted_while_typing(open_style):
    page = open_style(language="en")

    page.fill("#id_purpose", "가" * 401)

    assert page.inner_text(".field__count") == "1 characters too many"


def test_rows_come_and_go_without_losing_what_was_typed(open_style):
    page = open_style()
    page.fill("[name=cameras-0-place]", "정문")

    page.click("[data-rows-add]")
    page.keyboard.type("후문")
    page.click("[data-rows-remove] >> nth=0")

    assert page.locator("[data-rows-body] tr").count() == 1
    assert page.input_value("[name=cameras-1-place]") == "후문"


def test_without_javascript_rows_are_added_by_sending_the_form(open_style):
    page = open_style(javascript=False)

    button = page.locator("[data-rows-add]")
    assert (button.get_attribute("type"), button.get_attribute("name")) == ("submit", "add_row")
    assert page.locator("details.details summary").first.is_visible()
