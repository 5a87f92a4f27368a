"""The agency's list, and starting an assessment."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments import catalogue
from assessments.enums import Role, State
from assessments.models import Assessment, Membership
from assessments.queries import paging, revisions
from tests import make
from tests.forms import files, nasty
from tests.web import answering

pytestmark = pytest.mark.django_db

LIST = "/assessments/"
START = "/assessments/start/"


def staff(agency: Any = None) -> Client:
    return answering.signed_in(make.member(Role.APPLICANT, of=agency or make.agency()))


def filled(html: str, **values: str) -> dict[str, Any]:
    return answering.posted(html, "data-once") | {"title": "청사 출입", "use_case": "staff_access"} | values


def test_a_new_agency_is_told_how_to_begin() -> None:
    html = staff().get(LIST).content.decode()

    assert f'href="{START}"' in html
    assert "<table" not in html


def test_the_list_shows_the_own_agencys_assessments_only() -> None:
    mine = make.draft(proposal_title="우리 것")
    make.draft(proposal_title="남의 것")

    html = staff(mine.agency).get(LIST).content.decode()

    assert "우리 것" in html
    assert "남의 것" not in html


def test_what_waits_for_the_agency_can_be_seen_alone() -> None:
    agency = make.agency()
    make.draft(of=agency, proposal_title="쓰는 중")
    make.submitted(of=agency, proposal_title="보낸 것")

    html = staff(agency).get(f"{LIST}?waiting").content.decode()

    assert "쓰는 중" in html
    assert "보낸 것" not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = make.agency()
    for _row in range(rows):
        make.draft(of=agency)
    client = staff(agency)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_long_lists_are_turned_page_by_page() -> None:
    agency = make.agency()
    titles = [f"제안 {number:02}" for number in range(paging.PAGE_SIZE + 2)]
    for title in titles:
        make.draft(of=agency, proposal_title=title)
    client = staff(agency)

    first = client.get(LIST).content.decode()
    last = client.get(f"{LIST}?last").content.decode()

    assert titles[-1] in first
    assert titles[0] not in first
    assert titles[0] in last
    assert titles[-1] not in last
    assert "?after=" in first
    assert "?before=" in last


@pytest.mark.parametrize("raw", [*nasty.REFUSED[:-2], "x", "9" * 40, "1_2", "-1", "'", "%00"])
def test_odd_addresses_of_the_list_never_break(raw: str) -> None:
    client = staff(make.draft().agency)

    for name in ("after", "before", "last", "waiting"):
        assert client.get(LIST, {name: raw}).status_code == 200


def test_starting_leads_to_the_task_list_of_a_draft() -> None:
    agency = make.agency()
    client = staff(agency)

    response = client.post(START, filled(client.get(START).content.decode()))

    draft = Assessment.objects.get()
    assert response["Location"] == answering.address(draft)
    assert (draft.agency, draft.title, draft.use_case) == (agency, "청사 출입", "staff_access")
    assert revisions.open_revision(draft).answers == {
        "agency_name": agency.name,
        "proposal_title": "청사 출입",
        "use_case": "staff_access",
    }


def test_starting_twice_by_a_double_click_starts_once() -> None:
    client = staff()
    data = filled(client.get(START).content.decode())

    answers = [client.post(START, data) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Assessment.objects.count() == 1


def test_two_starts_from_two_pages_are_two_drafts() -> None:
    client = staff()

    for _ in range(2):
        client.post(START, filled(client.get(START).content.decode()))

    assert Assessment.objects.count() == 2


def test_a_ticket_of_somebody_else_is_only_paper() -> None:
    first, second = staff(), staff()
    data = filled(first.get(START).content.decode())
    first.post(START, data)

    response = second.post(START, data)

    assert response.status_code == 302
    assert Assessment.objects.count() == 2


@pytest.mark.parametrize("ticket", ["", "x", "\x00", "AAAA-BBBB:forged"])
def test_a_forged_ticket_is_replaced(ticket: str) -> None:
    client = staff()

    response = client.post(START, {"title": "가", "use_case": "staff_access", "ticket": ticket})

    assert response.status_code == 302
    assert "AAAA-BBBB" not in response["Location"]


def test_starting_asks_for_the_agency_only_where_there_are_several() -> None:
    one, other, foreign = make.agency(), make.agency(), make.agency()
    person = make.member(Role.APPLICANT, of=one)
    assert 'name="agency"' not in answering.signed_in(person).get(START).content.decode()
    Membership.objects.create(user=person, organisation=other, role=Role.APPROVER)
    client = answering.signed_in(person)
    data = filled(client.get(START).content.decode())

    unsaid = client.post(START, data)
    refused = client.post(START, data | {"agency": str(foreign.pk)})
    taken = client.post(START, data | {"agency": str(other.pk)})

    assert [unsaid.status_code, refused.status_code, taken.status_code] == [200, 200, 302]
    assert Assessment.objects.get().agency == other


@pytest.mark.parametrize("raw", [*nasty.REFUSED[:-2], "", "x" * 301])
def test_a_title_that_cannot_be_taken_is_shown_again_with_the_rest(raw: str) -> None:
    client = staff()

    response = client.post(START, filled(client.get(START).content.decode(), title=raw))

    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="id_title_error"' in html
    assert answering.posted(html, "data-once")["use_case"] == ["staff_access"]
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.REVIEWER])
def test_the_commission_has_no_list_of_its_own_assessments(role: Role) -> None:
    client = answering.signed_in(make.member(role))

    assert [client.get(LIST).status_code, client.get(START).status_code] == [403, 403]


def test_from_nothing_to_sent_without_javascript() -> None:
    agency = make.agency(name="정부청사관리본부")
    writer, approver = (make.member(role, of=agency) for role in (Role.APPLICANT, Role.APPROVER))
    client, answers = answering.signed_in(writer), answering.example() | {"agency_name": agency.name}

    started = client.post(
        START,
        filled(
            client.get(START).content.decode(), title=answers["proposal_title"], use_case=answers["use_case"]
        ),
    )
    draft = Assessment.objects.get()
    following = answering.page_address(draft, next(iter(catalogue.edition("2026.11-1").pages)))
    while "/answers/" in following:
        page = catalogue.edition("2026.11-1").page(following.split("/answers/")[1].split("/")[0])
        following = answering.fill_in(client, draft, page, answers)["Location"]
    attached = client.post(
        answering.address(draft, "evidence/"),
        {"slot": "E-LAW", "file": SimpleUploadedFile("법령.pdf", files.pdf())},
    )
    checked = client.get(following)
    sent = answering.signed_in(approver).post(answering.address(draft, "send/"), {"truth": "on"}, follow=True)

    draft.refresh_from_db()
    assert started["Location"] == answering.address(draft)
    assert following == answering.address(draft, "check/")
    assert attached.status_code == 302
    assert "summary__row--missing" not in checked.content.decode()
    assert draft.state == State.SUBMITTED
    sealed = revisions.latest_sealed(draft)
    assert sealed.digest in sent.content.decode()
    expected = catalogue.examples.example("EX-1").expected
    assert {name for name, found in sealed.preliminary.items() if found == "not_met"} == set(expected.not_met)
    assert [file.slot for file in sealed.evidence.all()] == ["E-LAW", "hria_file", "test_report"]
