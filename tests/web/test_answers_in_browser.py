"""The agency's pages in Chromium: what JavaScript adds, no axe violation, nothing over the edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from assessments.enums import Role
from assessments.models import Assessment
from assessments.queries import revisions
from assessments.services import completeness
from tests import make
from tests.axe import READ_BY_AXE, violations
from tests.web import answering

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (1280, 768, 360)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained about; nothing at the end of a test."""
    said: list[str] = []
    yield said
    assert said == []


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Any]:
    pages: list[Page] = []

    def opened(
        assessment: Assessment, rest: str, *, language: str = "ko", role: Role = Role.APPLICANT
    ) -> Page:
        client = answering.signed_in(make.member(role, of=assessment.agency))
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        words = {"name": "django_language", "value": language, "url": live_server.url}
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([session, words])  # type: ignore[list-item]
        page = context.new_page()
        pages.append(page)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(live_server.url + answering.address(assessment, rest))
        return page

    yield opened
    for page in pages:
        page.context.close()


def stored(assessment: Assessment) -> dict[str, Any]:
    return dict(revisions.open_revision(assessment).answers)


def saved(page: Page, act: Any) -> None:
    """Do something, and wait until the server has saved it."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        act()


def test_a_controlling_answer_shows_and_hides_questions_and_nothing_typed_is_lost(browse: Any) -> None:
    draft = make.draft(proposal_kind="new")
    page = browse(draft, "answers/use/")
    number, summary = page.locator("#id_prior_decision_no"), page.locator("#id_summary_plain")
    assert not number.is_visible()
    summary.fill("반쯤 쓴 글")

    saved(page, lambda: page.check("input[name=proposal_kind][value=change]"))
    number.wait_for(state="visible")
    number.fill("NHRC-1")
    saved(page, lambda: page.check("input[name=proposal_kind][value=new]"))
    number.wait_for(state="hidden")

    assert summary.input_value() == "반쯤 쓴 글"
    saved(page, lambda: page.check("input[name=proposal_kind][value=renewal]"))
    number.wait_for(state="visible")
    assert number.input_value() == "NHRC-1"
    assert page.evaluate("document.activeElement.value") == "renewal"
    assert stored(draft)["prior_decision_no"] == "NHRC-1"


def test_none_excludes_the_other_ticks(browse: Any) -> None:
    draft = make.draft()
    page = browse(draft, "answers/other-use/")
    page.check("input[name=secondary_use][value=ai_training]")

    saved(page, lambda: page.check("input[name=secondary_use][value=none]"))

    assert not page.is_checked("input[name=secondary_use][value=ai_training]")
    page.locator("[data-question=secondary_use_basis][hidden]").wait_for(state="attached")
    assert stored(draft)["secondary_use"] == ["none"]


def test_rows_are_added_in_place_and_saved(browse: Any) -> None:
    draft = make.draft()
    page = browse(draft, "answers/alternatives/")
    page.fill("[name=alternatives_table-0-alternative]", "카드")

    page.click("[data-rows-add]")
    page.keyboard.type("경비")
    page.click("button[value=next] >> nth=-1")

    page.wait_for_url("**/answers/limits/")
    assert [row[0] for row in stored(draft)["alternatives_table"]] == ["카드", "경비"]


def test_enter_saves_and_continues(browse: Any) -> None:
    draft = make.draft()
    page = browse(draft, "answers/agency/")
    page.fill("#id_responsible_unit", "청사보안과")

    page.press("#id_responsible_unit", "Enter")

    page.wait_for_url("**/answers/use/")
    assert stored(draft)["responsible_unit"] == "청사보안과"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_on_the_agencys_pages(browse: Any, language: str) -> None:
    draft = make.submitted()
    defects = [{"question": "timing", "text": "시점을 다시 보십시오."}]
    completeness.request_supplement(actor=make.actor(Role.OFFICER), assessment=draft, defects=defects)
    make.attach(draft, "hria_file")
    page = browse(draft, "", language=language, role=Role.APPROVER)
    found = {}

    for rest in (
        "",
        "answers/comparison/",
        "answers/alternatives/",
        "answers/hria/",
        "check/",
        "self-check/",
        "evidence/",
        "send/",
        "withdraw/",
        "../start/",
        "../",
    ):
        page.goto(page.url.split("/assessments/")[0] + answering.address(draft, rest))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, rest
        found[rest] = violations(page) if language in READ_BY_AXE else []

    assert {rest: faults for rest, faults in found.items() if faults} == {}
