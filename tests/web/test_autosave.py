"""With JavaScript a change is saved at once, and the page learns what is asked now."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from assessments import catalogue
from assessments.models import Assessment
from assessments.queries import revisions
from tests import make
from tests.web import answering
from tests.web.answering import open_page, press, stored, writer

pytestmark = pytest.mark.django_db


def autosave(
    client: Client, draft: Assessment, page: str, data: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    response = client.post(answering.page_address(draft, page), data, headers={"HX-Request": "true"})
    return response.status_code, json.loads(response["HX-Trigger"])["answersSaved"]


def test_with_javascript_a_change_is_saved_and_says_what_is_asked_now() -> None:
    draft = make.draft(links_other_systems="no")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "linkage")

    status, told = autosave(client, draft, "linkage", data | {"links_other_systems": "yes"})

    assert status == 204
    assert told["shown"] == {
        "learning_after_deploy": True,
        "links_other_systems": True,
        "linkage_total_n": True,
        "links_table": True,
    }
    page = catalogue.edition("2026.11-1").page("linkage")
    assert told["base"] == revisions.page_base(page, revisions.open_revision(draft))
    assert stored(draft)["links_other_systems"] == "yes"


def test_a_press_of_the_button_right_after_a_saved_change_is_no_conflict() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")
    autosave(client, draft, "comparison", data | {"timing": "live"})

    response = press(client, draft, "comparison", data | {"timing": "live", "compare_mode": "one_to_one"})

    assert response.status_code == 302
    assert stored(draft)["compare_mode"] == "one_to_one"


def test_a_change_that_cannot_be_read_is_not_called_saved() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "place")

    status, told = autosave(client, draft, "place", data | {"persons_enrolled_n": "many"})

    assert status == 422
    assert told["state"]


def test_a_change_after_somebody_elses_is_not_saved_over_theirs() -> None:
    draft = make.draft()
    mine, _person = writer(draft)
    theirs, _other = writer(draft)
    _html, my_form = open_page(mine, draft, "comparison")
    _html, their_form = open_page(theirs, draft, "comparison")
    press(theirs, draft, "comparison", their_form | {"timing": "post"})

    status, told = autosave(mine, draft, "comparison", my_form | {"timing": "live"})

    assert status == 409
    assert told["base"] == my_form["seen-base"][0]
    assert stored(draft)["timing"] == "post"
