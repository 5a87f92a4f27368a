"""The pages of the move in Chromium: no axe violation, nothing over the edge, and one press moves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from assessments.enums import Role
from tests import make
from tests.axe import READ_BY_AXE, violations
from tests.services.test_moving import newer
from tests.web import answering

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fresh_shelf")]

PICTURES = os.environ.get("SCREENSHOTS", "")
"""A folder to keep a picture of each page in; nowhere unless asked for."""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_on_the_way_over(chromium: Browser, live_server: LiveServer, language: str) -> None:
    draft = make.draft(example="EX-1")
    make.attach(draft, "E-CHILD", name="child.pdf")
    newer()
    client = answering.signed_in(make.member(Role.APPROVER, of=draft.agency))
    context = chromium.new_context()
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    page = context.new_page()
    place = live_server.url + answering.address(draft, "edition/")
    for address in (f"{live_server.url}/assessments/", live_server.url + answering.address(draft), place):
        page.goto(address)
        look_at(page, language)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()

    assert page.url == place
    look_at(page, f"{language}-after")
    draft.refresh_from_db()
    assert draft.edition_id == "2026.12-1"
    context.close()


def look_at(page: Page, name: str) -> None:
    if name[:2] in READ_BY_AXE:
        assert violations(page) == [], page.url
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        if PICTURES:
            picture = page.url.rstrip("/").rsplit("/", 1)[-1]
            page.screenshot(path=Path(PICTURES) / f"{name}-{picture}-{width}.png", full_page=True)
