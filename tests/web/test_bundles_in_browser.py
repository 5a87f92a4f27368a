"""A bundle taken in Chromium: the page stays, says how far it is, and how it ended."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from assessments.enums import Event, Outcome, Role
from assessments.models import LedgerEntry, Taking, User
from tests import make
from tests.axe import READ_BY_AXE
from tests.journeys.browser import faults, opened, too_wide
from tests.web import published

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20_000
"""Milliseconds."""
SAMPLE = "/audit/draw/?size=2&seed=4711"


@pytest.fixture
def auditor() -> User:
    """Two decisions lie before them."""
    for number in (1, 2):
        with transaction.atomic():  # a decision is complete, or the database refuses it
            record = published.issued(number=f"NHRC-FR-2026-000{number}")
        case = record.decision.revision.assessment
        published.entry(
            case, number=record.number, outcome=Outcome.CONDITIONAL, decided_on=record.decision.adopted_at
        )
    return make.member(Role.AUDITOR)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, auditor: User) -> Iterator[Page]:
    page = opened(chromium, live_server.url, auditor, language="en")
    yield page
    page.context.close()


@pytest.mark.parametrize("address", ["/audit/", SAMPLE])
def test_the_page_stays_and_says_when_all_was_sent(page: Page, live_server: LiveServer, address: str) -> None:
    page.goto(f"{live_server.url}{address}")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    for _again in range(2):
        with page.expect_download() as started:
            page.locator("form[data-follow] button").click()
        expect(page.locator("#taking")).to_contain_text("Complete: 2 of 2 cases sent.", timeout=PATIENCE)
        page.reload()

    assert (complaints, page.url) == ([], f"{live_server.url}{address}")
    with zipfile.ZipFile(started.value.path()) as archive:
        assert archive.namelist()[-1] == "bundle-2-cases/SHA256SUMS"
    assert LedgerEntry.objects.filter(event=Event.EXPORTED, assessment__isnull=False).count() == 4


@pytest.mark.parametrize("language", ["en", "ko"])
def test_how_far_it_is_and_that_it_stopped_is_said_beside_the_form(
    chromium: Browser, live_server: LiveServer, auditor: User, language: str
) -> None:
    page = opened(chromium, live_server.url, auditor, language=language)
    look = faults if language in READ_BY_AXE else too_wide
    marks: list[str] = []

    def never_begun(route: Route) -> None:
        """Nothing is sent, as long as the test says how far it is."""
        marks.extend(parse_qs(route.request.post_data or "")["mark"])
        route.fulfill(status=204)

    page.route("**/audit/bundle/", never_begun)
    page.goto(f"{live_server.url}/audit/")
    found = look(page, f"bundle-before-{language}")

    page.locator("form[data-follow] button").click()
    expect(page.locator("#taking progress:not([value])")).to_be_visible(timeout=PATIENCE)
    taking = Taking.objects.create(taken_by=auditor, mark=marks[0], sent=12, of=40)
    expect(page.locator("#taking progress[value='12'][max='40']")).to_be_visible(timeout=PATIENCE)
    found += look(page, f"bundle-sent-{language}")
    taking.ended_at = timezone.now()
    taking.save(update_fields=["ended_at"])
    expect(page.locator("#taking .notice--error")).to_contain_text("12", timeout=PATIENCE)
    found += look(page, f"bundle-stopped-{language}")

    assert found == []
    page.context.close()
