"""The administrator's desk: organisations, people and roles, entered and changed by forms."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.enums import Role
from assessments.models import Membership, Organisation, User
from tests import make
from tests.forms import nasty
from tests.web import answering

pytestmark = pytest.mark.django_db

ALL = "/organisations/"


@pytest.fixture
def admin() -> Client:
    client = answering.signed_in(make.member(Role.ADMINISTRATOR))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def of(organisation: Organisation, rest: str = "") -> str:
    return f"{ALL}{organisation.pk}/{rest}"


def person_form(**values: str) -> dict[str, str]:
    plain = {"name": "새 사람", "username": "new.person", "email": "new@example.org", "role": "applicant"}
    return plain | values


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.SYSTEM}))
def test_nobody_else_enters_the_desk(role):
    client, membership = answering.signed_in(make.member(role)), make.member(Role.REVIEWER).memberships.get()

    addresses = [ALL, f"{ALL}new/", of(membership.organisation), of(membership.organisation, "people/new/")]
    answers = [client.get(address).status_code for address in addresses]
    answers.append(client.post(f"{ALL}roles/{membership.pk}/revoke/").status_code)
    answers.append(client.post(f"{ALL}people/{membership.user_id}/link/").status_code)

    assert answers == [403] * 6
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_the_list_names_the_commission_first_and_counts_people_once(admin):
    agency = make.agency(name="가나다 기관")
    person = make.member(Role.APPLICANT, of=agency)
    Membership.objects.create(user=person, organisation=agency, role=Role.APPROVER)

    html = admin.get(ALL).content.decode()

    names = re.findall(r'<a href="/organisations/\d+/">([^<]+)</a>', html)
    assert names == ["Commission", "가나다 기관"]
    assert re.search(r"가나다 기관</a>.*?<span>1</span>", html, re.DOTALL)


def test_organisations_are_found_by_a_part_of_their_name(admin):
    make.agency(name="강원경찰청", name_en="Gangwon Police")
    make.agency(name="시험원")

    found = {
        words: admin.get(ALL, {"q": words}).content.decode() for words in ("경찰", "gangwon", "없는 이름")
    }

    assert "Gangwon Police" in found["경찰"]
    assert "Gangwon Police" in found["gangwon"]
    assert "시험원" not in found["경찰"]
    assert "No organisation matches" in found["없는 이름"]


def test_an_agency_is_entered_and_leads_to_its_page(admin):
    response = admin.post(f"{ALL}new/", {"name": "새 기관", "name_en": "New agency"})

    agency = Organisation.objects.get(name="새 기관")
    assert (response.status_code, response["Location"]) == (302, of(agency))


def test_a_name_that_is_taken_is_refused_at_the_field_and_kept(admin):
    make.agency(name="있는 기관")

    response = admin.post(f"{ALL}new/", {"name": "있는 기관", "name_en": "Kept"})

    html = response.content.decode()
    assert response.status_code == 422
    assert "is there already" in html
    assert 'value="Kept"' in html


def test_a_person_is_entered_with_a_first_role(admin):
    agency = make.agency()

    response = admin.post(of(agency, "people/new/"), person_form())

    person = User.objects.get(username="new.person")
    assert (response.status_code, response["Location"]) == (302, of(agency))
    assert [membership.role for membership in person.memberships.all()] == [Role.APPLICANT]


def test_a_form_sent_twice_enters_one_person(admin):
    agency = make.agency()

    first, second = (admin.post(of(agency, "people/new/"), person_form()) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert User.objects.filter(username="new.person").count() == 1


def test_only_the_roles_of_that_side_are_offered(admin):
    agency, commission = make.agency(), make.commission()

    offered = {
        organisation: set(re.findall(r'<option value="(\w+)"', admin.get(of(organisation)).content.decode()))
        for organisation in (agency, commission)
    }

    assert offered[agency] == {"applicant", "approver"}
    assert offered[commission] == {str(role) for role in Role} - {"applicant", "approver", "system"}


@pytest.mark.parametrize("role", ["chair", "system", "nonsense", ""])
def test_a_role_that_was_not_offered_is_refused(admin, role):
    agency = make.agency()

    response = admin.post(of(agency, "people/new/"), person_form(role=role))

    assert response.status_code == 422
    assert not User.objects.filter(username="new.person").exists()


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@example.org"])
def test_a_person_needs_an_address_for_the_link(admin, email):
    response = admin.post(of(make.agency(), "people/new/"), person_form(email=email))

    assert response.status_code == 422
    assert not User.objects.filter(username="new.person").exists()


@pytest.mark.parametrize(
    "text", [*sorted({*nasty.REFUSED} - {nasty.LONE_SURROGATE}), nasty.DECOMPOSED, "x" * 5_000]
)
def test_odd_text_is_no_server_error(admin, text):
    agency = make.agency()

    answers = [
        admin.post(f"{ALL}new/", {"name": text, "name_en": text}),
        admin.post(of(agency, "people/new/"), person_form(name=text, username=text)),
        admin.post(of(agency), {"username": text, "role": "applicant"}),
        admin.get(ALL, {"q": text}),
    ]

    assert {response.status_code for response in answers} <= {200, 302, 422}


def test_a_role_is_given_to_somebody_who_is_entered_already(admin):
    agency, person = make.agency(), make.user()

    response = admin.post(of(agency), {"username": person.username, "role": "approver"}, follow=True)

    assert [membership.role for membership in person.memberships.all()] == [Role.APPROVER]
    assert "holds the role “Agency approver” now" in response.content.decode()


def test_whoever_is_not_entered_gets_no_role(admin):
    response = admin.post(of(make.agency()), {"username": "nobody", "role": "approver"})

    assert response.status_code == 422
    assert "There is nobody with this user name." in response.content.decode()


def test_what_the_rules_refuse_is_said_in_the_form(admin):
    auditor = make.member(Role.AUDITOR)

    response = admin.post(of(make.commission()), {"username": auditor.username, "role": "chair"})

    assert response.status_code == 422
    assert "An auditor holds no other role" in response.content.decode()


def test_a_role_is_taken_away_and_a_second_click_does_no_harm(admin):
    membership = make.member(Role.REVIEWER).memberships.get()
    address = f"{ALL}roles/{membership.pk}/revoke/"

    first, second = admin.post(address), admin.post(address)

    assert not Membership.objects.filter(pk=membership.pk).exists()
    assert [first["Location"], second["Location"]] == [of(membership.organisation), ALL]


def test_administrators_have_no_button_for_their_own_roles_and_cannot_post_it(admin):
    mine = Membership.objects.get(role=Role.ADMINISTRATOR)

    html = admin.get(of(mine.organisation)).content.decode()
    answer = admin.post(f"{ALL}roles/{mine.pk}/revoke/")

    assert f"/roles/{mine.pk}/revoke/" not in html
    assert answer.status_code == 403
    assert Membership.objects.filter(pk=mine.pk).exists()


def test_a_link_to_choose_a_password_is_asked_for(admin, jobs, mailoutbox):
    person = make.member(Role.REVIEWER)

    admin.post(f"{ALL}people/{person.pk}/link/")
    jobs.run()

    assert [mail.to for mail in mailoutbox] == [[person.email]]


@pytest.mark.parametrize("rest", ["", "people/new/"])
def test_an_organisation_that_does_not_exist_is_not_found(admin, rest):
    assert admin.get(f"{ALL}999999/{rest}").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_take_the_same_statements_however_many_belong_there(
    admin: Client, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = make.agency()
    for _ in range(people):
        make.member(Role.APPLICANT, of=agency)

    with django_assert_num_queries(4):
        admin.get(ALL)
    with django_assert_num_queries(5):
        admin.get(of(agency))
