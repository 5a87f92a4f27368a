"""A draft under an edition no longer in force: told of it, moved over, told what was left."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.enums import Role, State
from assessments.models import Assessment
from tests import make
from tests.services.test_moving import newer
from tests.web import answering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_shelf")]


def writer(draft: Assessment, role: Role = Role.APPLICANT) -> Client:
    client = answering.signed_in(make.member(role, of=draft.agency))
    client.cookies["django_language"] = "en"
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_task_list_and_the_list_of_assessments_tell_of_the_new_edition():
    draft = make.draft(example="EX-1")
    client, to = writer(draft), answering.address(draft, "edition/")
    assert to not in page(client, answering.address(draft))

    newer()

    assert "a new edition of the standards is in force: 2026.12-1" in page(client, answering.address(draft))
    assert to in page(client, answering.address(draft))
    assert to in page(client, "/assessments/")


def test_what_was_sent_is_not_told_of_it():
    sent = make.submitted()
    newer()

    assert "2026.12-1" not in page(writer(sent), answering.address(sent))
    assert "2026.12-1" not in page(writer(sent), "/assessments/")


def test_sending_leads_to_the_move():
    draft = make.draft(example="EX-1")
    client = writer(draft, Role.APPROVER)
    newer()

    said = client.post(answering.address(draft, "send/"), {"truth": "on"})

    assert said.status_code == 200
    assert answering.address(draft, "edition/") in said.content.decode()
    assert "Statement of truth" not in said.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_the_confirmation_says_what_changes_and_what_does_not_move_over():
    draft = make.draft(example="EX-1")
    newer()

    html = page(writer(draft), answering.address(draft, "edition/"))

    assert "Public interest served" in html
    assert "도난 신분증" in html
    assert "Some choices are no longer offered" in html
    assert "Longest list of candidates that is shown" in html
    assert "Never real-time remote" in html
    draft.refresh_from_db()
    assert draft.edition_id == "2026.11-1"


def test_one_button_moves_it_and_shows_what_was_left():
    draft = make.draft(example="EX-1")
    newer()

    response = writer(draft).post(answering.address(draft, "edition/"), {"to": "2026.12-1"}, follow=True)

    draft.refresh_from_db()
    assert draft.edition_id == "2026.12-1"
    html = response.content.decode()
    assert "What did not move over" in html
    assert "도난 신분증" in html


def test_the_task_list_leads_to_what_was_left_until_the_draft_is_sent():
    draft = make.draft(example="EX-1")
    newer()
    client = writer(draft)
    client.post(answering.address(draft, "edition/"), {"to": "2026.12-1"})

    assert "What did not move over" in page(client, answering.address(draft))


def test_moving_twice_shows_what_the_first_did():
    draft = make.draft(example="EX-1")
    newer()
    client = writer(draft)
    client.post(answering.address(draft, "edition/"), {"to": "2026.12-1"})

    response = client.post(answering.address(draft, "edition/"), {"to": "2026.12-1"}, follow=True)

    assert response.status_code == 200
    assert "nothing to move" in response.content.decode()


def test_there_is_nothing_to_move_while_the_edition_is_in_force():
    draft = make.draft()

    response = writer(draft).get(answering.address(draft, "edition/"))

    assert response.status_code == 302


def test_what_was_typed_before_the_move_is_compared_not_lost():
    draft = make.draft(example="EX-1")
    client = writer(draft)
    html, data = answering.open_page(client, draft, "comparison")
    assert html
    newer()
    client.post(answering.address(draft, "edition/"), {"to": "2026.12-1"})

    response = client.post(answering.page_address(draft, "comparison"), data | {"timing": "post"})

    assert "moved to another edition" in response.content.decode()
