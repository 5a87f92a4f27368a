"""Every page of every desk in Chromium, with the sample data, in both languages and at two widths."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from playwright.sync_api import Page

from assessments.enums import Outcome
from assessments.models import Decision, User
from assessments.services import issuance, publication
from tests.journeys.browser import faults, opened, too_wide
from tests.journeys.elsewhere import elsewhere
from tests.records.rendered import quick

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
        "public-pdf",
        "public-json",
        "certificates",
        "verifier",
        "edition-archive",
        "editing-export",
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


@pytest.fixture
def examples() -> None:
    call_command("load_examples", "--force", verbosity=0)
    elsewhere(_publish_a_record)


def _publish_a_record() -> None:
    """What the worker would do in a while, without typesetting what nobody opens here."""
    decision = Decision.objects.filter(outcome=Outcome.CONDITIONAL).earliest("pk")
    issuance.issue(decision, render=quick)
    publication.publish(decision.revision.assessment)


def test_every_page_is_accessible_and_fits_in_both_languages(examples, live_server, chromium):
    """Axe reads the Korean pages; the English ones are made of the same elements."""
    seen: set[str] = set()
    found: list[str] = []
    for username in DESKS:
        person = User.objects.get(username=username) if username else None
        korean, english = (
            opened(chromium, live_server.url, person, language=language) for language in ("ko", "en")
        )
        for name, address in _walk(korean, live_server.url, seen):
            where = f"{name} ({username or 'stranger'}, {address})"
            english.goto(live_server.url + address)
            found += [f"{where}, ko: {fault}" for fault in faults(korean, f"{name}-ko")]
            found += [f"{where}, en: {fault}" for fault in too_wide(english, f"{name}-en")]
        korean.context.close()
        english.context.close()

    assert found == []
    assert len(seen) > 40
    assert seen >= {"record", "read-record", "read-public-record", "record-changes", "verify"}


def _walk(page: Page, server: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Follow links from the front page on; yields name and address of each kind of page, once."""
    waiting, met = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        if address != "/" and not _is_worth_a_visit(address, seen):
            continue
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
