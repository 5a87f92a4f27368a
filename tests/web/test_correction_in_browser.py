"""The pages of a correction in Chromium: no axe violation, nothing over the edge."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from assessments.enums import Role
from assessments.services import publication
from tests import bundles, make
from tests.services.correcting import issue, order, slip
from tests.web import answering

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = os.environ.get("SCREENSHOTS", "")
"""A folder to keep a picture of each page in; nowhere unless asked for."""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_from_the_form_to_the_register(
    chromium: Browser, live_server: LiveServer, language: str
) -> None:
    record = bundles.issued()
    assessment, passage = bundles.assessment_of(record), slip(record)
    client = answering.signed_in(make.member(Role.CHAIR))
    context = chromium.new_context()
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    page = context.new_page()
    case = f"{live_server.url}/assessments/{assessment.reference}"
    page.goto(f"{case}/record/correct/")
    page.select_option("[name=section]", "outcome")
    page.fill("[name=old]", passage.old)
    page.fill("[name=new]", "바로잡은 말")
    page.click("button[value=preview]")
    look_at(page, f"{language}-errors")
    page.check("[name=asked_by][value=agency]")
    page.fill("[name=reason_ko]", "기관이 오기를 알려 왔다.")
    page.click("button[value=preview]")
    look_at(page, f"{language}-preview")
    issue(order(record, passage))
    publication.publish(assessment)
    for address in (f"{case}/record/", f"{live_server.url}/register/{record.number}/"):
        page.goto(address)
        look_at(page, f"{language}-{address.split('/')[3]}")
    context.close()


def look_at(page: Page, name: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = [(one["id"], one["nodes"][0]["target"]) for one in Axe().run(page).response["violations"]]
        assert not found, page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
