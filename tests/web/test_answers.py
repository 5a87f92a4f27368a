"""Answering the catalogue's pages in the browser, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments import catalogue
from assessments.enums import Role
from assessments.models import Assessment, User
from assessments.queries import revisions
from tests import make
from tests.forms import nasty
from tests.web import answering

pytestmark = pytest.mark.django_db


def writer(assessment: Assessment) -> tuple[Client, User]:
    person = make.member(Role.APPLICANT, of=assessment.agency)
    return answering.signed_in(person), person


def stored(assessment: Assessment) -> dict[str, Any]:
    return dict(revisions.open_revision(assessment).answers)


def open_page(client: Client, assessment: Assessment, page: str) -> tuple[str, dict[str, list[str]]]:
    response = client.get(answering.page_address(assessment, page))
    assert response.status_code == 200
    html = response.content.decode()
    return html, answering.posted(html)


def press(client: Client, assessment: Assessment, page: str, data: dict[str, Any], then: str = "next") -> Any:
    return client.post(answering.page_address(assessment, page), data | {"then": then})


@pytest.mark.parametrize("page", list(catalogue.current().pages))
def test_every_page_of_the_form_opens(page: str) -> None:
    draft = make.draft(example="EX-1")
    client, _person = writer(draft)

    html, data = open_page(client, draft, page)

    assert set(data["in-form"]) == {question.id for question in catalogue.current().page(page).questions}
    assert "seen-base" in data


@pytest.mark.parametrize("page", list(catalogue.current().pages))
def test_saving_a_page_as_it_is_shown_changes_no_answer(page: str) -> None:
    draft = make.draft(example="EX-1", fmr_percent="0.01", fnmr_percent="0.8", demo_ratio_fnm="1.6")
    client, _person = writer(draft)
    before = stored(draft)
    _html, data = open_page(client, draft, page)

    response = press(client, draft, page, data)

    assert response.status_code == 302
    assert stored(draft) == before


def test_an_empty_draft_page_can_be_saved() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")

    response = press(client, draft, "comparison", data)

    assert response.status_code == 302
    assert response["Location"].endswith("/answers/reference-faces/")
