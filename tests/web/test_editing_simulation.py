"""Trying a draft on past cases: asked for at the desk, done in the background, shown with its cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html

from assessments import catalogue
from assessments.catalogue import layout
from assessments.enums import Role
from assessments.models import EditionDraft, Simulation
from assessments.services import edition_drafts, edition_imports, simulation
from tests import make

pytestmark = pytest.mark.django_db

SUGGESTED = catalogue.drafts.FOLDER / "2026.12-draft"


@pytest.fixture(autouse=True)
def _fresh_shelf() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def editor(client: Client) -> Client:
    return signed_in(client, Role.STANDARDS_EDITOR)


def signed_in(client: Client, role: Role) -> Client:
    client.force_login(make.member(role))
    client.cookies["django_language"] = "en"
    return client


def suggested() -> EditionDraft:
    return edition_imports.take_in(actor=make.actor(Role.STANDARDS_EDITOR), unpacked=layout.gather(SUGGESTED))


def of(draft: EditionDraft) -> str:
    return f"/editing/{draft.pk}/simulation/"


def page(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def said(document: Any) -> str:
    return " ".join(document.xpath("//main")[0].text_content().split())


def tried(draft: EditionDraft) -> Simulation:
    asked = simulation.ask(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft)
    simulation.carry_out(asked.pk)
    return asked


def test_it_is_asked_for_watched_and_read_without_javascript(editor, jobs):
    draft = suggested()
    make.submitted()
    assert "has not been tried on past cases yet" in said(page(editor, of(draft)))

    assert editor.post(of(draft)).headers["Location"] == of(draft)

    waiting = page(editor, of(draft))
    assert "It begins in a moment" in said(waiting)
    assert waiting.xpath("//noscript/meta[@http-equiv='refresh']")
    jobs.run()
    found = page(editor, of(draft))
    assert "Version 1 of the draft was tried just now" in said(found)
    assert not found.xpath("//noscript/meta[@http-equiv='refresh']")


def test_while_it_runs_the_page_says_how_far_it_is(editor, jobs):
    draft = suggested()
    asked = simulation.ask(actor=make.actor(Role.CHAIR), draft=draft)
    Simulation.objects.filter(pk=asked.pk).update(done=400, of=1000)

    document = page(editor, of(draft))

    assert "400 of 1000" in said(document)
    (bar,) = document.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("400", "1000")


def test_the_picture_and_the_table_have_the_same_figures(editor):
    draft = suggested()
    for _ in range(3):
        make.submitted()
    result = tried(draft)
    result.refresh_from_db()
    assert result.result

    document = page(editor, of(draft))

    (picture,) = document.xpath("//figure/svg")
    names = [text for text in picture.xpath("text/text()") if "-" in text]
    assert names == sorted(result.result["open_at"], key=[*_order()].index)
    rows = document.xpath("//section[@aria-labelledby='standards']//tbody/tr")
    assert {row.xpath("string(th/a)") for row in rows} == {*names}
    assert all(row.xpath("string(td[2])") == "3" for row in rows)
    assert picture.get("aria-label").startswith(f"{names[0]} open: never asked 3")


def _order() -> list[str]:
    return [standard.id for standard in catalogue.drafts.draft("2026.12-draft").standards]


def test_questions_that_were_never_asked_are_named(editor):
    draft = suggested()
    make.submitted()
    tried(draft)

    text = said(page(editor, of(draft)))

    assert "Is the task that this use serves assigned to your own agency by law?" in text
    assert "task_by_law" in text


def test_cases_are_named_by_standard(editor):
    draft = suggested()
    case = make.submitted()
    tried(draft)

    assert case.reference in said(page(editor, f"{of(draft)}?standard=LEG-7"))
    assert case.reference in said(page(editor, f"{of(draft)}?standard=nothing"))


@pytest.mark.parametrize(("role", "links"), [(Role.CHAIR, True), (Role.STANDARDS_EDITOR, False)])
def test_only_whoever_may_see_a_case_is_led_to_it(client, role, links):
    draft = suggested()
    case = make.submitted()
    tried(draft)

    document = page(signed_in(client, role), of(draft))

    assert bool(document.xpath(f"//a[@href='/assessments/{case.reference}/']")) is links
    assert (str(case.title) in said(document)) is links


def test_a_changed_draft_says_that_the_result_is_old(editor):
    draft = suggested()
    tried(draft)
    edition_drafts.save(
        actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, texts={"standards/PRO.toml": "no ["}, seen=1
    )

    text = said(page(editor, of(draft)))

    assert "The draft was changed since." in text
    assert "The draft cannot be read." in text
    assert "No case has been sent yet." in text


def test_a_draft_that_cannot_be_read_is_not_tried(editor):
    draft = suggested()
    edition_drafts.save(
        actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, texts={"record.toml": "no ["}, seen=1
    )

    response = editor.post(of(draft), follow=True)

    assert "record.toml" in response.content.decode()
    assert not Simulation.objects.exists()


@pytest.mark.parametrize(
    "query", ["?page=2", "?page=-1", "?page=x", "?page=99999999", "?standard=%00&page=²"]
)
def test_odd_addresses_are_no_error(editor, query):
    draft = suggested()
    make.submitted()
    tried(draft)

    page(editor, of(draft) + query)


def test_many_cases_are_turned_over_page_by_page(editor):
    draft = suggested()
    make.submitted()
    done = tried(draft)
    done.refresh_from_db()
    assert done.result
    done.result["listed_open"] *= 120
    done.save()

    document = page(editor, f"{of(draft)}?page=3")

    assert "Page 3 of 3" in said(document)
    assert len(document.xpath("//section[@aria-labelledby='cases']//tbody/tr")) == 20
