"""The demonstration: anybody becomes a sample person with one click, and only while DEMO is on."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from assessments.enums import Role
from assessments.models import User
from tests import make
from tests.web import published

pytestmark = pytest.mark.django_db

SWITCH = "/demo/switch/"


@pytest.fixture(autouse=True)
def _people_are_read_anew():
    cache.clear()


def sample(*roles: Role, **fields: object) -> User:
    person = make.member(*roles)
    for name, value in {"is_sample": True, **fields}.items():
        setattr(person, name, value)
    person.save()
    return person


def become(person: User | str, client: Client | None = None) -> tuple[int, str]:
    """The answer, and who the browser is afterwards."""
    client = client or published.reader()
    username = person if isinstance(person, str) else person.username
    response = client.post(SWITCH, {"username": username})
    return response.status_code, client.session.get("_auth_user_id", "")


def test_one_click_makes_a_sample_person(settings):
    settings.DEMO = True
    person = sample(Role.CHAIR)

    assert become(person) == (302, str(person.pk))


def test_another_click_makes_another_person(settings):
    settings.DEMO = True
    first, second, client = sample(Role.CHAIR), sample(Role.REVIEWER), published.reader()

    assert [become(first, client)[1], become(second, client)[1]] == [str(first.pk), str(second.pk)]


def test_without_demo_the_address_does_not_exist(settings):
    settings.DEMO = False

    assert become(sample(Role.CHAIR)) == (404, "")


@pytest.mark.parametrize("fields", [{"is_sample": False}, {"is_active": False}])
def test_nobody_real_and_nobody_who_left_can_be_become(settings, fields):
    settings.DEMO = True

    assert become(sample(Role.CHAIR, **fields)) == (404, "")


@pytest.mark.parametrize("username", ["", "nobody", "' OR 1=1"])
def test_an_unknown_person_is_not_found(settings, username):
    settings.DEMO = True

    assert become(username) == (404, "")


def test_a_link_alone_switches_nobody(settings):
    settings.DEMO = True

    assert published.reader().get(SWITCH, {"username": sample().username}).status_code == 405


def test_the_switch_needs_the_form_of_the_page(settings):
    settings.DEMO = True

    assert Client(enforce_csrf_checks=True).post(SWITCH, {"username": sample().username}).status_code == 403


def test_the_bar_offers_the_people_with_their_roles_only_while_demo_is_on(settings):
    person = sample(Role.CHAIR)
    real = make.member(Role.OFFICER)

    settings.DEMO = True
    shown = published.page("/verify/")
    settings.DEMO = False
    cache.clear()
    hidden = published.page("/verify/")

    assert f'name="username" value="{person.username}"' in shown
    assert real.username not in shown
    assert "Nothing here is a real decision." in shown
    assert SWITCH not in hidden
