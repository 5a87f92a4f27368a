"""Signing in and out, one's own account, and the link by which a password is chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from assessments.enums import Role
from assessments.models import User
from assessments.services import memberships
from tests import make
from tests.conftest import Jobs
from tests.web import answering, published

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "정말 긴 새 비밀번호"


@pytest.fixture(autouse=True)
def _quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def with_password(*roles: Role) -> User:
    person = make.member(*roles)
    person.set_password(make.PASSWORD)
    person.save()
    return person


def sign_in(client: Client, person: User, *, password: str = make.PASSWORD, to: str = "") -> str:
    """Where the form leads, or blank when it is shown again."""
    response = client.post("/sign-in/", {"username": person.username, "password": password, "next": to})
    return response["Location"] if response.status_code == 302 else ""


def test_whoever_knows_the_password_gets_in_and_is_named():
    client, person = published.reader(), with_password(Role.OFFICER)

    assert sign_in(client, person) == "/"
    assert person.name in client.get("/").content.decode()


def test_signing_in_leads_to_the_page_that_was_wanted():
    client, person = published.reader(), with_password(Role.ADMINISTRATOR)

    wanted = client.get("/organisations/")

    assert wanted["Location"] == "/sign-in/?next=/organisations/"
    assert sign_in(client, person, to="/organisations/") == "/organisations/"


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_out_of_the_portal(to):
    assert sign_in(published.reader(), with_password(), to=to) == "/"


@pytest.mark.parametrize("password", ["", "wrong", make.PASSWORD.upper()])
def test_a_wrong_password_says_so_without_saying_whether_the_person_exists(password):
    person = with_password()

    answers = [
        published.reader().post("/sign-in/", {"username": name, "password": password}).content.decode()
        for name in (person.username, "nobody")
    ]

    errors = [re.findall(r'<div class="error-summary".*?</div>', html, re.DOTALL) for html in answers]
    assert errors[0]
    assert errors[0] == errors[1]


def test_whoever_has_left_cannot_sign_in():
    person = with_password()
    person.is_active = False
    person.save()

    assert sign_in(published.reader(), person) == ""


def test_signing_out_takes_a_click_and_ends_the_session():
    client = answering.signed_in(make.member(Role.OFFICER))

    by_link = client.get("/sign-out/").status_code
    client.post("/sign-out/")

    assert by_link == 405
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_the_account_names_person_and_roles():
    person = make.member(Role.REVIEWER, Role.APPROVER)

    html = answering.signed_in(person).get("/account/", headers={"accept-language": "en"}).content.decode()

    for words in (person.name, person.username, person.email, "Reviewer", "Agency approver"):
        assert words in html


def test_an_account_without_roles_says_who_gives_them():
    html = (
        answering.signed_in(make.user()).get("/account/", headers={"accept-language": "en"}).content.decode()
    )

    assert "You hold no role yet." in html


def test_a_password_is_changed_by_whoever_knows_the_old_one():
    person, client = with_password(), published.reader()
    sign_in(client, person)
    form = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}

    refused = client.post("/account/password/", {"old_password": "wrong", **form})
    changed = client.post("/account/password/", {"old_password": make.PASSWORD, **form})

    assert (refused.status_code, changed["Location"]) == (200, "/account/password/changed/")
    assert client.get("/account/password/changed/").status_code == 200
    assert sign_in(published.reader(), person, password=NEW_PASSWORD) == "/"


@pytest.mark.parametrize("password", ["short", "password12", "1234567890"])
def test_a_weak_password_is_refused(password):
    person, client = with_password(), published.reader()
    sign_in(client, person)

    client.post(
        "/account/password/",
        {"old_password": make.PASSWORD, "new_password1": password, "new_password2": password},
    )

    assert sign_in(published.reader(), person, password=password) == ""


def test_the_language_is_chosen_with_a_button_and_kept():
    client = published.reader("ko")

    response = client.post("/i18n/setlang/", {"language": "en", "next": "/verify/"})

    assert response["Location"] == "/verify/"
    assert "Were you handed a decision record?" in client.get("/verify/").content.decode()


# ---- the link by which a password is chosen ---------------------------------------------------------------


@pytest.fixture
def link(jobs: Jobs, mailoutbox: list[EmailMessage]) -> str:
    """Of somebody whom an administrator has just entered."""
    memberships.add_person(
        actor=make.actor(Role.ADMINISTRATOR),
        organisation=make.agency(),
        username="new.person",
        name="새 사람",
        email="new@example.org",
        role=Role.APPLICANT,
    )
    jobs.run()
    return re.search(r"http://127.0.0.1:8000(\S+)", str(mailoutbox[-1].body))[1]  # type: ignore[index]


def choose(client: Client, link: str, *, password: str = NEW_PASSWORD) -> str:
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    client.post(form, {"new_password1": password, "new_password2": password})
    return page.content.decode()


def test_a_new_person_chooses_a_password_by_the_link_and_signs_in(link):
    choose(published.reader(), link)

    assert sign_in(published.reader(), User.objects.get(username="new.person"), password=NEW_PASSWORD) == "/"


def test_the_link_works_once(link):
    choose(published.reader(), link)

    html = choose(published.reader(), link, password="another long password")

    assert "This link no longer works" in html
    person = User.objects.get(username="new.person")
    assert sign_in(published.reader(), person, password="another long password") == ""


@pytest.mark.parametrize(
    "change", [lambda link: link[:-2] + "/", lambda link: link.replace("word/", "word/x")]
)
def test_a_link_that_was_tampered_with_does_not_work(link: str, change: Callable[[str], str]) -> None:
    html = choose(published.reader(), change(link))

    assert "This link no longer works" in html
    assert not User.objects.get(username="new.person").has_usable_password()
