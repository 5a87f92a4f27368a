from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from assessments.enums import Role
from bench.counting import HEADER
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bench.urls")]


@pytest.fixture(autouse=True)
def _counting(settings: Any) -> None:
    settings.MIDDLEWARE = ["bench.counting.Counting", *settings.MIDDLEWARE]


def signed_in() -> Client:
    client = Client()
    client.force_login(make.member(Role.OFFICER))
    return client


def test_the_floor_reads_session_person_and_one_row() -> None:
    assessment = make.draft()

    answer = signed_in().get(f"/floor/{assessment.reference}/")

    assert (answer.status_code, answer.headers[HEADER]) == (200, "3")
    assert f"({assessment.pk}, 'draft')" in answer.text


def test_the_floor_is_for_people_who_are_signed_in() -> None:
    answer = Client().get("/floor/any/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/floor/any/")


def test_every_answer_says_how_many_statements_it_took() -> None:
    queue = signed_in().get("/queue/")

    assert int(queue.headers[HEADER]) > 3


@pytest.mark.urls("portal.urls")
def test_the_portal_itself_has_no_floor() -> None:
    with pytest.raises(Resolver404):
        resolve("/floor/any/")
