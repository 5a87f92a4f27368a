"""The answers of /verify in Chromium, every status in both languages; and a file dropped on the page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, Route

from assessments.models import Record, RegisterEntry
from assessments.queries.verification import Status
from tests.guards.ground import guards_off
from tests.web import published
from tests.web.test_verify_statuses import SITUATIONS

pytestmark = pytest.mark.django_db(transaction=True)
"""So that they run after all that share a transaction: once Chromium is driven, no job can be queued."""

HOST = "http://portal.test"
PICTURES = Path(os.environ["SCREENSHOTS"]) if "SCREENSHOTS" in os.environ else None
DROP = """place => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["%PDF-1.7 mine"], "mine.pdf", {type: "application/pdf"}));
    for (const kind of ["dragenter", "drop"]) {
        place.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
    }
}"""


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 360, "height": 900})
    page.route("**/*", _static)
    yield page
    page.close()


def _static(route: Route) -> None:
    path = finders.find(route.request.url.removeprefix(f"{HOST}/static/"))
    if path:
        route.fulfill(path=str(path))
    else:
        route.fulfill(status=404, body="")


def answered(document: bytes, language: str) -> str:
    file = SimpleUploadedFile("record.pdf", document)
    return published.reader(language).post("/verify/", {"file": file}).content.decode()


def show(page: Page, html: str) -> None:
    page.route(
        f"{HOST}/verify/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    page.goto(f"{HOST}/verify/")


def in_register(record: Record) -> bytes:
    published.decided(of=record.decision.revision.assessment, record=record, number=record.number)
    return published.pdf_of(record)


def follow(record: Record) -> None:
    """As publication does when the case moves."""
    now = Record.objects.get(pk=record.pk).decision
    state = now.revision.assessment.state
    RegisterEntry.objects.filter(record=record).update(state=state, outcome=now.outcome)


def altered(record: Record) -> bytes:
    return in_register(record) + b"\n"


def strange(_record: Record) -> bytes:
    return b"%PDF-1.7 NHRC-FR-2026-9999-v1"


SHOWN: dict[Status, Callable[[Record], bytes]] = dict.fromkeys(SITUATIONS, in_register)
SHOWN |= {Status.ALTERED: altered, Status.NOT_OURS: strange}
LOOKED_AT = tuple(SHOWN) if PICTURES else (Status.IN_FORCE, Status.CORRECTED, Status.ALTERED)
"""The others differ in words and colour only."""


@pytest.mark.parametrize("status", LOOKED_AT, ids=str)
def test_an_answer_is_accessible_and_fits_in_either_language(screen: Page, status: Status) -> None:
    with guards_off():
        record = published.issued()
    document = SHOWN[status](record)
    if status in SITUATIONS:
        SITUATIONS[status](record)
        follow(record)

    for language in ("ko", "en"):
        show(screen, answered(document, language))
        assert faults(screen, f"verify-{status}-{language}") == []


def faults(screen: Page, name: str) -> list[str]:
    """With the details open, at both widths."""
    screen.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    wide = []
    for width in (1280, 360):
        screen.set_viewport_size({"width": width, "height": 900})
        if screen.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(f"wider than {width}")
        if PICTURES:
            screen.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
    violations = Axe().run(screen).response["violations"]
    return wide + [f"{one['id']} at {one['nodes'][0]['target']}" for one in violations]


@pytest.mark.parametrize("place", ["[data-drop]", "h1"])
def test_a_file_dropped_anywhere_on_the_page_is_sent(screen: Page, place: str) -> None:
    show(screen, published.page("/verify/"))

    with screen.expect_request(lambda request: request.method == "POST") as sent:
        screen.eval_on_selector(place, DROP)

    assert b"%PDF-1.7 mine" in (sent.value.post_data_buffer or b"")
