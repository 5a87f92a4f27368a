"""A person in front of Chromium with JavaScript, who sees what axe and a ruler see."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, expect

from assessments.models import User
from tests.axe import violations
from tests.journeys.visitor import AnyVisitor

PICTURES = Path(os.environ["SCREENSHOTS"]) if "SCREENSHOTS" in os.environ else None
"""Where to keep a picture of every page that is looked at, at both widths; nowhere unless asked for."""

WIDTHS = (360, 1280)

AUTOSAVE_REFUSALS = (" 422 ", " 409 ")
"""How the server tells a page that an answer was not saved. The page says it in words; Chromium logs it."""

LEFT_BEHIND = ("htmx:sendAbort", "htmx:afterRequest")
"""What htmx logs when a page is left, or asks anew, while an answer is on its way: nothing is lost by it.

Of a request that failed it logs ``htmx:sendError`` or ``htmx:responseError`` besides.
"""

LISTEN = """{
    let changes = 0, asked = 0;
    const mark = unheard => document.documentElement.toggleAttribute("data-unheard", unheard);
    for (const kind of ["input", "change"]) {
        document.addEventListener(kind, () => { changes += 1; mark(true); });
    }
    document.addEventListener("htmx:configRequest", () => { asked = changes; });
    document.addEventListener("htmx:afterRequest", () => { if (asked === changes) mark(false); });
}"""
"""Marks the document while the server has not answered for all that was typed."""

PRESS_TWICE = """button => {
    const prevented = [];
    addEventListener("submit", event => prevented.push(event.defaultPrevented));
    button.click();
    button.click();
    return prevented;
}"""
"""A double click in one go, before the browser can leave the page; says which press did nothing."""


ROWS = {"add-row": 1, "remove-row": -1}
"""Buttons that change a table, and by how many rows."""

MARK_ROWS = """button => {
    const box = button.closest("[data-rows]");
    window.stayed = true;
    const number = [...document.querySelectorAll("[data-rows]")].indexOf(box);
    return [number, box.querySelector("[data-rows-body]").children.length];
}"""
"""Which table a button belongs to, and how many rows it has; the mark is lost when the page is left."""


class BrowserVisitor(AnyVisitor):
    """``screen`` is the page as Playwright drives it; ``page`` the document it shows."""

    has_script = True

    def __init__(self, screen: Page, server: str, *, complaints: list[str]) -> None:
        """``complaints`` collects what the browser logs as an error, or asks before leaving a page."""
        self.screen, self.server, self.complaints = screen, server, complaints
        screen.add_init_script(LISTEN)
        screen.on("console", self._hear)
        screen.on("pageerror", lambda error: complaints.append(f"{screen.url}: {error}"))
        screen.on("dialog", self._leave)

    def open(self, address: str, *, status: int = 200) -> Self:
        return self._arrive(self.screen.goto(urljoin(self.server, address)), status)

    def fill_in(self, form: Any, values: dict[str, Any]) -> None:
        self._answer(form, values)
        self._read()

    def send(
        self,
        form: Any,
        values: dict[str, Any] | None = None,
        *,
        button: tuple[str, str] | None = None,
        files: dict[str, SimpleUploadedFile] | None = None,
        status: int = 200,
    ) -> Self:
        here = self._on_screen(form)
        self._answer(form, values or {})
        for name, file in (files or {}).items():
            given = {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}
            here.locator(f"input[type=file][name='{name}']").set_input_files(given)  # type: ignore[arg-type]
        which = f"[name='{button[0]}'][value='{button[1]}']" if button else ""
        pressed = here.locator(f"button[type=submit]{which}:not([aria-hidden])")
        if button and button[0] in ROWS:
            return self._change_rows(pressed, more=ROWS[button[0]])
        with self.screen.expect_navigation() as arrived:
            _press(pressed, once=not _only_saves(form))
        return self._arrive(arrived.value, status)

    def wait_for(self, part_of_address: str) -> None:
        self.screen.locator(f"a[href*='{part_of_address}']").first.wait_for()
        self._read()

    def download(self, part_of_address: str) -> bytes:
        with self.screen.expect_download() as started:
            self.screen.locator(f"a[href*='{part_of_address}']").first.click()
        return Path(started.value.path()).read_bytes()

    def look(self, name: str) -> None:
        language = self.page.get("lang")
        assert faults(self.screen, f"journey-{name}-{language}") == [], f"{name}, {language}"

    def is_refused(self) -> bool:
        """What to mend is said, and is what is read first."""
        return super().is_refused() and bool(
            self.screen.evaluate("document.activeElement.getAttribute('role') === 'alert'")
        )

    def _answer(self, form: Any, values: dict[str, Any]) -> None:
        """Answer, and wait until the server has heard of it where the page tells it at once."""
        here = self._on_screen(form)
        for name, value in values.items():
            _enter(here, form, name, value)
        if values:
            self.screen.evaluate("document.activeElement.blur()")
        if form.xpath(".//*[@hx-post]"):
            self.screen.locator("html:not([data-unheard])").wait_for()

    def _change_rows(self, pressed: Locator, *, more: int) -> Self:
        """Rows come and go in place; what is typed elsewhere is not sent for it."""
        number, before = pressed.evaluate(MARK_ROWS)
        pressed.click()
        rows = self.screen.locator("[data-rows]").nth(number).locator("[data-rows-body] > *")
        expect(rows).to_have_count(before + more)
        assert self.screen.evaluate("window.stayed"), f"{self.address} was left for a row"
        return self._read()

    def _on_screen(self, form: Any) -> Locator:
        number = self.page.xpath("//main//form").index(form)
        return self.screen.locator("main form").nth(number)

    def _arrive(self, response: Any, status: int) -> Self:
        assert response.status == status, f"{response.url} answered {response.status}"
        return self._read()

    def _read(self) -> Self:
        place = urlsplit(self.screen.url)
        self.address = place.path + (f"?{place.query}" if place.query else "")
        self.page = html.document_fromstring(self.screen.content())
        return self

    def _hear(self, said: ConsoleMessage) -> None:
        expected = (*AUTOSAVE_REFUSALS, *LEFT_BEHIND)
        if said.type == "error" and not any(part in f"{said.text} " for part in expected):
            self.complaints.append(f"{self.screen.url}: {said.text}")

    def _leave(self, dialog: Dialog) -> None:
        self.complaints.append(f"{self.screen.url} asks: {dialog.type} {dialog.message}")
        dialog.accept()


def opened(chromium: Browser, server: str, person: User | None, *, language: str) -> Page:
    """A page of its own, signed in by session; signing in by password has tests of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale=language)
    if person:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])
    return context.new_page()


def faults(page: Page, picture: str) -> list[str]:
    """What axe finds, and pages that are wider than the window."""
    return violations(page) + too_wide(page, picture)


def too_wide(page: Page, picture: str) -> list[str]:
    """At which widths it is wider than the window."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (reached := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{reached} pixels wide at {width}")
        if PICTURES:
            page.screenshot(path=PICTURES / f"{picture}-{width}.png", full_page=True)
    return found


def _enter(here: Locator, form: Any, name: str, value: Any) -> None:
    """Choose, tick or type, as far as it is not so already."""
    field, box = form.inputs[name], here.locator(f"[name='{name}']")
    if isinstance(field, html.CheckboxGroup):
        _tick(box, set(value))
    elif isinstance(field, html.RadioGroup) or value is True:
        chosen = box if value is True else here.locator(f"[name='{name}'][value='{value}']")
        _unfold(chosen)
        chosen.check()
    elif isinstance(field, html.SelectElement):
        _unfold(box)
        box.select_option(str(value))
    else:
        _unfold(box)
        if box.input_value() != str(value):
            box.fill(str(value))


def _tick(boxes: Locator, wanted: set[str]) -> None:
    ticked = boxes.evaluate_all("boxes => boxes.map(box => [box.value, box.checked])")
    for number, (value, is_ticked) in enumerate(ticked):
        if is_ticked != (value in wanted):
            _unfold(boxes.nth(number))
            boxes.nth(number).set_checked(value in wanted)


def _unfold(field: Locator) -> None:
    """Open what the field is folded into, from the outside in."""
    closed = field.locator("xpath=ancestor::details[not(@open)]/summary")
    while closed.count():
        closed.first.click()


def _press(button: Locator, *, once: bool) -> None:
    """As people do who double-click; where the second press would send again, it must do nothing."""
    if not once:
        button.click()
        return
    button.click(trial=True)
    assert button.evaluate(PRESS_TWICE) == [False, True], f"{button.page.url} is sent twice by a double click"


def _only_saves(form: Any) -> bool:
    """The pages of questions and the draft decision: saving the same again changes nothing."""
    return "seen-base" in form.fields or form.get("id") == "draft"
