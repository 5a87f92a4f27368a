"""Every page of every desk in Chromium, with the sample data, in both languages and at two widths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from playwright.sync_api import Browser, Page

from assessments.models import User

pytestmark = pytest.mark.django_db(transaction=True)

DESKS = (
    "",
    "applicant",
    "approver",
    "applicant7",
    "officer",
    "reviewer1",
    "reviewer2",
    "panel1",
    "chair",
    "auditor",
    "admin",
    "editor",
)
"""Who walks, in this order; the first is a stranger. A page is looked at by the first who reaches it."""

NO_PAGES = frozenset(
    {
        "set_language",
        "sign-out",
        "demo-switch",
        "healthz",
        "readyz",
        "register-csv",
        "register-feed",
        "record-pdf",
        "evidence",
        "vote-again",
        "revoke-role",
        "send-password-link",
        "review-next",
        "style",
    }
)
"""Addresses that answer with a file, a redirect or to POST alone; the style page has tests of its own."""

LEADING = frozenset({"assessment", "queue", "my-assessments", "panel", "review"})
"""Pages that lead elsewhere depending on the state of the case."""

PICTURES = Path(os.environ["SCREENSHOTS"]) if "SCREENSHOTS" in os.environ else None
"""Where to keep a picture of every page, at both widths and in both languages; nowhere unless asked for."""


@pytest.fixture
def examples() -> None:
    call_command("load_examples", "--force", verbosity=0)


def test_every_page_is_accessible_and_fits_in_both_languages(examples, live_server, chromium):
    seen: set[str] = set()
    faults: list[str] = []
    for username in DESKS:
        korean, english = (
            _opened(chromium, live_server.url, username, language) for language in ("ko", "en")
        )
        for name, address in _walk(korean, live_server.url, seen):
            where = f"{name} ({username or 'stranger'}, {address})"
            english.goto(live_server.url + address)
            faults += [f"{where}, ko: {fault}" for fault in _faults(korean, f"{name}-ko")]
            faults += [f"{where}, en: {fault}" for fault in _faults(english, f"{name}-en")]
        korean.context.close()
        english.context.close()

    assert faults == []
    assert len(seen) > 40


def _walk(page: Page, server: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Follow links from the front page on; yields name and address of each kind of page, once."""
    waiting, met = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(server + address)
        assert answer is not None
        assert answer.status < 400, f"{address} answered {answer.status}"
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        if (name := _name(address)) not in seen:
            seen.add(name)
            yield name, address
        for path in [urlsplit(link).path for link in links if link.startswith(server)]:
            if path not in met and _is_worth_a_visit(path, seen):
                met.add(path)
                waiting.append(path)


def _is_worth_a_visit(path: str, seen: set[str]) -> bool:
    """Pages of a kind that was seen are not opened again, save those that lead to others."""
    name = _name(path)
    return name not in NO_PAGES and (name not in seen or name in LEADING)


def _faults(page: Page, picture: str) -> list[str]:
    """What axe finds, and pages that are wider than the window."""
    violations = Axe().run(page).response["violations"]
    found = [f"{violation['id']} at {violation['nodes'][0]['target']}" for violation in violations]
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if (reached := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{reached} pixels wide at {width}")
        if PICTURES:
            page.screenshot(path=PICTURES / f"{picture}-{width}.png", full_page=True)
    return found


def _opened(chromium: Browser, server: str, username: str, language: str) -> Page:
    """A page of its own, signed in by session; signing in by password has tests of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale=language)
    if username:
        client = Client()
        client.force_login(User.objects.get(username=username))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])
    return context.new_page()


def _name(path: str) -> str:
    try:
        return resolve(path).url_name or path
    except Resolver404:
        return path


def test_the_walk_leaves_out_only_what_is_no_page():
    """Negative control of the list above: each of its names exists."""
    names = {pattern.name for pattern in _patterns(get_resolver(settings.ROOT_URLCONF))}

    assert names >= NO_PAGES


def _patterns(resolver: object) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:  # type: ignore[attr-defined]
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from _patterns(entry)
