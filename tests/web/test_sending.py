"""Checking, self-check, sending by an approver, and withdrawing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.enums import Event, Role, Seat, State
from assessments.models import Assessment
from assessments.queries import revisions
from assessments.services import completeness
from tests import make
from tests.web import answering

pytestmark = pytest.mark.django_db


def staff(assessment: Assessment, role: Role = Role.APPLICANT) -> Client:
    return answering.signed_in(make.member(role, of=assessment.agency))


def page(client: Client, assessment: Assessment, rest: str) -> str:
    response = client.get(answering.address(assessment, rest))
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, assessment: Assessment, **data: Any) -> Any:
    return client.post(answering.address(assessment, "send/"), {"truth": "on"} | data)


def test_checking_shows_every_question_answered_missing_or_not_asked_and_why() -> None:
    draft = make.draft(example="EX-1", responsible_unit=None)

    html = page(staff(draft), draft, "check/")

    assert html.count('class="summary__row') == 151
    assert html.count("summary__row--missing") == 1
    assert html.count("summary__row--unasked") == 151 - 126
    assert f"{answering.page_address(draft, 'agency')}?back=check#id_responsible_unit_field" in html
    assert "12,000,000" in html
    assert "0.01 %" in html


def test_checking_names_what_contradicts_and_what_to_look_at() -> None:
    draft = make.draft(example="EX-1", planned_end="2026-01-01", template_store="device_only")

    html = page(staff(draft), draft, "check/")

    assert "종료일은 시작일 뒤여야 합니다." in html
    assert "3단계와 6단계의 저장 위치가 서로 다릅니다." in html


def test_the_self_check_counts_and_explains_every_standard() -> None:
    draft = make.draft(example="EX-1")

    html = page(staff(draft), draft, "self-check/")

    assert html.count('class="judged"') == 41
    assert html.count('<rect class="chart__bar') == 4
    assert html.count('class="is-not_met"') == 9
    assert f"{answering.page_address(draft, 'choice')}?back=self-check#id_participation_field" in html


def test_the_self_check_of_an_empty_draft_tells_nothing() -> None:
    draft = make.draft()

    html = page(staff(draft), draft, "self-check/")

    assert html.count('class="is-undetermined"') == 41


def test_an_approver_sends_and_is_shown_reference_and_digest() -> None:
    draft = make.draft(example="EX-1")
    client = staff(draft, Role.APPROVER)
    assert 'name="truth"' in page(client, draft, "send/")

    response = send(client, draft)

    draft.refresh_from_db()
    assert response["Location"] == answering.address(draft, "sent/")
    assert draft.state == State.SUBMITTED
    html = page(client, draft, "sent/")
    assert draft.reference in html
    assert revisions.latest_sealed(draft).digest in html


def test_sending_twice_has_one_effect_and_the_same_confirmation() -> None:
    draft = make.draft(example="EX-1")
    client = staff(draft, Role.APPROVER)

    answers = [send(client, draft) for _ in range(2)]

    assert {response["Location"] for response in answers} == {answering.address(draft, "sent/")}
    assert draft.ledger.filter(event=Event.SUBMITTED).count() == 1
    assert draft.revisions.count() == 1


def test_the_statement_of_truth_must_be_made() -> None:
    draft = make.draft(example="EX-1")

    response = send(staff(draft, Role.APPROVER), draft, truth="")

    draft.refresh_from_db()
    assert 'id="id_truth_error"' in response.content.decode()
    assert draft.state == State.DRAFT


def test_what_is_missing_is_listed_and_stops_sending() -> None:
    draft = make.draft(example="EX-1", responsible_unit=None)
    client = staff(draft, Role.APPROVER)

    html = send(client, draft).content.decode()

    draft.refresh_from_db()
    assert f'href="{answering.page_address(draft, "agency")}#id_responsible_unit_field"' in html
    assert 'name="truth"' not in html
    assert draft.state == State.DRAFT


def test_staff_is_told_who_can_send_and_cannot() -> None:
    draft = make.draft(example="EX-1")
    approver = make.member(Role.APPROVER, of=draft.agency)
    client = staff(draft)

    html = page(client, draft, "send/")

    assert str(approver) in html
    assert 'name="truth"' not in html
    assert send(client, draft).status_code == 403
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_the_confirmation_leads_to_the_case_once_the_case_moves_on() -> None:
    sent = make.submitted()
    client = staff(sent)
    make.reviewer(sent, Seat.LEGAL)
    make.reviewer(sent, Seat.TECHNICAL)
    completeness.accept(actor=make.actor(Role.OFFICER), assessment=sent)

    response = client.get(answering.address(sent, "sent/"))

    assert response["Location"] == answering.address(sent)


def test_a_supplement_sent_without_the_changes_is_warned_about() -> None:
    sent = make.submitted()
    defects = [{"question": "alternatives_table", "text": "대안이 하나뿐입니다."}]
    completeness.request_supplement(actor=make.actor(Role.OFFICER), assessment=sent, defects=defects)
    client = staff(sent, Role.APPROVER)

    before = page(client, sent, "send/")
    revision = revisions.open_revision(sent)
    rows = [["카드", "예", "느림", "공유"], ["경비", "예", "혼잡", "한도"]]
    revision.answers = {**revision.answers, "alternatives_table": rows}
    revision.save()
    after = page(client, sent, "send/")

    assert "notice--warning" in before
    assert "notice--warning" not in after
    assert send(client, sent)["Location"] == answering.address(sent, "sent/")


@pytest.mark.parametrize("rest", ["check/", "self-check/", "send/", "evidence/"])
def test_once_sent_the_pages_of_the_draft_lead_to_the_case(rest: str) -> None:
    sent = make.submitted()

    response = staff(sent).get(answering.address(sent, rest))

    assert response.status_code == 302
    assert response["Location"] in {answering.address(sent), answering.address(sent, "sent/")}


def test_an_approver_withdraws_with_reasons_and_twice_is_once() -> None:
    draft = make.draft(example="EX-1")
    client = staff(draft, Role.APPROVER)
    where = answering.address(draft, "withdraw/")
    assert client.get(where).status_code == 200

    answers = [client.post(where, {"reasons": "사업이 취소되었습니다."}) for _ in range(2)]

    draft.refresh_from_db()
    assert {response["Location"] for response in answers} == {answering.address(draft)}
    assert draft.state == State.WITHDRAWN
    assert draft.ledger.get(event=Event.WITHDRAWN).data["reasons"] == "사업이 취소되었습니다."


def test_staff_cannot_withdraw() -> None:
    draft = make.draft()

    response = staff(draft).post(answering.address(draft, "withdraw/"))

    draft.refresh_from_db()
    assert response.status_code == 403
    assert draft.state == State.DRAFT
