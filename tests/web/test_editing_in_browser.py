"""The editor's desk in Chromium: every page accessible and narrow enough, and the reader answers at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from assessments.catalogue import Text
from assessments.enums import DraftState, Role
from assessments.models import EditionDraft
from assessments.services import edition_drafts
from tests import make
from tests.axe import READ_BY_AXE
from tests.journeys.browser import faults, opened, too_wide

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20_000
"""Milliseconds."""

PAGES = {
    "editions": "",
    "start": "new/",
    "draft": "{pk}/",
    "standard": "{pk}/standards/PRO-2/",
    "standard-faulty": "{pk}/standards/PRO-1/",
    "new-standard": "{pk}/standards/new/PRO/",
    "remove-standard": "{pk}/standards/PRO-3/remove/",
    "new-trial": "{tested}/standards/PRO-2/new-trial/",
    "question": "{pk}/questions/agency_type/",
    "file": "{pk}/files/trials/PRO.toml",
    "submit": "{pk}/submit/",
    "discard": "{pk}/discard/",
    "publish": "{other}/publish/",
    "submitted": "{other}/",
    "tested": "{tested}/",
}


def drafts() -> dict[str, int]:
    """One with a fault, one submitted, and one whose trials were found wanting."""
    actor = make.actor(Role.STANDARDS_EDITOR)
    faulty, other, tested = (
        edition_drafts.start_from(actor=actor, edition_id=f"2039.01-{number}", based_on="2026.11-1")
        for number in (1, 2, 3)
    )
    text = faulty.files["standards/PRO.toml"].replace("rt_statute == 'yes'", "rt_statute == 'si'", 1)
    edition_drafts.save(actor=actor, draft=faulty, texts={"standards/PRO.toml": text}, seen=1)
    text = tested.files["standards/PRO.toml"].replace("offence_max_years >= 4", "offence_max_years >= 5")
    edition_drafts.save(actor=actor, draft=tested, texts={"standards/PRO.toml": text}, seen=1)
    found = {"killed": 2000, "total": 2453, "survivors": ["PRO-1 test, >= for >"]}
    edition_drafts.note_tested(tested, version=2, found=found)
    reason = Text(ko="기준을 높인다.", en="The line is raised.")
    EditionDraft.objects.filter(pk=other.pk).update(
        state=DraftState.SUBMITTED,
        submitted_by_id=actor.person_id,
        submitted_at=other.opened_at,
        reason_ko=reason.ko,
        reason_en=reason.en,
    )
    return {"pk": faulty.pk, "other": other.pk, "tested": tested.pk}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_the_desk_is_accessible_and_fits(
    chromium: Browser, live_server: LiveServer, language: str
) -> None:
    known = drafts()
    page = opened(chromium, live_server.url, make.member(Role.STANDARDS_EDITOR), language=language)
    found: list[str] = []

    for name, rest in PAGES.items():
        answer = page.goto(f"{live_server.url}/editing/{rest.format(**known)}")
        assert answer is not None
        assert answer.status == 200, name
        look = faults if language in READ_BY_AXE else too_wide
        found += [f"{name}: {fault}" for fault in look(page, f"editing-{name}-{language}")]

    page.context.close()
    assert found == []


def test_while_somebody_types_the_reader_answers_at_the_field(
    chromium: Browser, live_server: LiveServer
) -> None:
    known = drafts()
    page = opened(chromium, live_server.url, make.member(Role.STANDARDS_EDITOR), language="en")
    page.goto(f"{live_server.url}/editing/{known['tested']}/standards/PRO-2/")
    expect(page.locator("#reading")).to_contain_text("5 or more")

    page.locator("#id_number_1").fill("6")
    expect(page.locator("#reading")).to_contain_text("6 or more", timeout=PATIENCE)
    page.locator("#id_number_1").fill("5")
    page.locator("#id_test").fill("offence_max_years >= 'much'")
    live = page.locator("#id_test_live")
    expect(live).to_contain_text("a number cannot be compared with a string", timeout=PATIENCE)
    page.locator("#id_test").fill("offence_max_years >= 9")
    expect(live).to_be_hidden(timeout=PATIENCE)
    expect(page.locator("#reading")).to_contain_text("9 or more", timeout=PATIENCE)

    assert EditionDraft.objects.get(pk=known["tested"]).version == 2
    assert faults(page, "editing-live") == []
    page.context.close()
