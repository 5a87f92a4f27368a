"""From an empty draft to a verified PDF in Chromium, where the page answers while one types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from assessments import records
from assessments.enums import Role
from assessments.models import User
from assessments.records import RecordContent
from assessments.records.speech import Language
from assessments.services import issuance
from tests.journeys import journey
from tests.journeys.browser import BrowserVisitor, opened
from tests.journeys.elsewhere import Elsewhere, elsewhere
from tests.journeys.visitor import AnyVisitor, Visitor
from tests.records.rendered import quick

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints() -> list[str]:
    """What the browsers logged as an error, or asked before they left a page."""
    return []


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[journey.Browse]:
    """Everybody has a browser of their own; a second reviewer sees nothing new, and has no JavaScript."""
    screens: list[Page] = []
    reviewers: list[User] = []

    def seated(person: User | None = None, *, language: str = "ko") -> AnyVisitor:
        if person and person.memberships.filter(role=Role.REVIEWER).exists():
            reviewers.append(person)
            if len(reviewers) == 2:
                return Visitor(person, language=language, kind=Elsewhere)
        screens.append(opened(chromium, live_server.url, person, language=language))
        return BrowserVisitor(screens[-1], live_server.url, complaints=complaints)

    yield seated
    for screen in screens:
        screen.context.close()


def _opened_only(content: RecordContent, *, language: Language) -> bytes:
    """Typesets what somebody opens here; the journey without JavaScript has all four documents typeset."""
    opened = language == "ko" and not content.full_digest
    return records.render(content, language=language) if opened else quick(content, language=language)


def test_the_gate_travels_from_an_empty_draft_to_a_verified_record(
    browse, complaints, jobs, tmp_path, capsys, monkeypatch
):
    monkeypatch.setitem(issuance.issue.__kwdefaults__, "render", _opened_only)
    journey.from_draft_to_record(browse, work=lambda: elsewhere(jobs.run), folder=tmp_path, capsys=capsys)

    assert complaints == []
