"""The demonstration's people on every page: sample people only, cheap, and nobody outside a demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import translation

from assessments.enums import Role
from assessments.http import context
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def desks(settings: Any) -> Any:
    settings.DEMO = True
    return lambda: list(context.portal(RequestFactory().get("/"))["demo_desks"])


def sample(*roles: Role, **organisation: Any) -> Any:
    of = make.agency(**organisation) if organisation else None
    person = make.member(*roles, of=of)
    person.is_sample = True
    person.save()
    return person


def test_people_stand_at_their_desk_with_all_their_roles(desks):
    clerk = sample(Role.APPLICANT, Role.APPROVER, name="청사관리본부", name_en="Complex Office")
    chair = sample(Role.CHAIR)

    with translation.override("en"):
        agency, commission = desks()

    assert (agency.name, commission.name) == ("Complex Office", "Commission")
    assert [(p.username, p.roles) for p in agency.people] == [
        (clerk.username, "Agency staff, Agency approver")
    ]
    assert [p.username for p in commission.people] == [chair.username]


def test_only_sample_people_who_may_sign_in_are_offered(desks):
    make.member(Role.REVIEWER)
    gone = sample(Role.OFFICER)
    gone.is_active = False
    gone.save()

    assert desks() == []


def test_the_list_costs_one_question_to_the_database_and_is_remembered(desks, django_assert_num_queries):
    sample(Role.CHAIR)
    sample(Role.APPLICANT, name="청사관리본부")

    with django_assert_num_queries(1):
        first = desks()
        second = desks()

    assert first == second


def test_outside_a_demonstration_nobody_is_offered_and_nothing_is_read(
    desks, settings, django_assert_num_queries
):
    sample(Role.CHAIR)
    settings.DEMO = False

    with django_assert_num_queries(0):
        assert desks() == []
