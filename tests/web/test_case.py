"""The page of one assessment, for its agency, for the commission, and for nobody else."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.enums import Outcome, Role, Seat, State
from assessments.models import Assessment, Hindrance
from assessments.policy import Actor
from assessments.queries.issuing import newest_decision
from assessments.services import completeness, decision, deliberation, drafting
from assessments.web import case
from tests import journey, make
from tests.forms import nasty
from tests.policy.cast import declare, seat_on_panel
from tests.web import answering, published
from tests.web.test_records import decided, english, job

pytestmark = pytest.mark.django_db

AGENCY_PAGES = (
    "",
    "answers/comparison/",
    "check/",
    "self-check/",
    "send/",
    "sent/",
    "withdraw/",
    "evidence/",
    "evidence/1/",
    "clarification/",
    "statement/",
)


def client_of(actor: Actor) -> Client:
    return answering.signed_in(make.person_of(actor))


def staff(assessment: Assessment, role: Role = Role.APPLICANT) -> Client:
    return answering.signed_in(make.member(role, of=assessment.agency))


def page(client: Client, assessment: Assessment) -> str:
    response = client.get(answering.address(assessment))
    assert response.status_code == 200
    return response.content.decode()


def labels(actor: Actor, assessment: Assessment) -> set[str]:
    return {
        link.address.rstrip("/").rsplit("/", 1)[-1]
        for link in case.actions(actor, make.seen(actor, assessment))
    }


def bare(html: str, assessment_reference: str) -> str:
    """A page without what differs from one request to the next: the address and the tokens."""
    html = html.replace(assessment_reference, "REFERENCE")
    return re.sub(r'(csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]+"', "TOKEN", html)


@pytest.mark.parametrize("rest", AGENCY_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_agencys_assessment_answers_like_one_that_does_not_exist(rest: str, method: str) -> None:
    theirs, invented = make.draft(), drafting.new_reference()
    stranger = answering.signed_in(make.member(Role.APPLICANT, Role.APPROVER))
    ask = getattr(stranger, method)

    real = ask(answering.address(theirs, rest))
    nothing = ask(f"/assessments/{invented}/{rest}")

    assert (real.status_code, nothing.status_code) == (404, 404)
    assert bare(real.content.decode(), theirs.reference) == bare(nothing.content.decode(), invented)
    assert real.headers.items() == nothing.headers.items()


@pytest.mark.parametrize(
    "reference", ["%00", "a%00b", "%ED%A0%BD", "%E2%80%AE", "x" * 3000, "'", "%25", "..%2f"]
)
def test_odd_references_are_not_found(reference: str) -> None:
    client = answering.signed_in(make.member(Role.APPLICANT))

    for rest in AGENCY_PAGES:
        assert client.get(f"/assessments/{reference}/{rest}").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.AUDITOR])
def test_the_commission_does_not_see_a_draft(role: Role) -> None:
    draft = make.draft(example="EX-1")

    assert answering.signed_in(make.member(role)).get(answering.address(draft)).status_code == 404


def test_a_draft_opens_as_the_list_of_its_pages() -> None:
    draft = make.draft(compare_mode="one_to_one")

    html = page(staff(draft), draft)

    assert html.count('class="task"') + html.count("task--closed") == 37 + 4
    assert (
        f'href="{answering.page_address(draft, "agency")}" class="button' in html or "button--primary" in html
    )
    assert "withdraw" not in html


def test_a_page_that_no_answer_asks_for_is_not_needed() -> None:
    draft = make.draft(example="EX-1")

    html = page(staff(draft), draft)

    assert html.count("tag--done") == 37
    assert "tag--locked" not in html


def test_an_approver_may_withdraw_from_the_list_of_pages() -> None:
    draft = make.draft()

    assert answering.address(draft, "withdraw/") in page(staff(draft, Role.APPROVER), draft)


def test_a_supplement_shows_what_is_lacking_and_where() -> None:
    sent = make.submitted()
    defects = [
        {"question": "alternatives_table", "text": "대안이 하나뿐입니다."},
        {"question": "E-LAW", "text": "법령이 없습니다."},
        {"question": "", "text": "전체를 다시 보십시오."},
    ]
    completeness.request_supplement(actor=make.actor(Role.OFFICER), assessment=sent, defects=defects)

    html = page(staff(sent), sent)

    assert f"{answering.page_address(sent, 'alternatives')}#id_alternatives_table_field" in html
    assert f"{answering.address(sent, 'evidence/')}#E-LAW" in html
    assert "전체를 다시 보십시오." in html
    assert html.count("tag--warn") == 2  # the state, and the page to change


def test_after_sending_the_agency_sees_whose_turn_it_is_and_no_names() -> None:
    assessment, bench = journey.before_panel()

    html = page(staff(assessment), assessment)

    assert str(make.person_of(bench.legal)) not in html
    assert str(make.person_of(bench.officer)) not in html
    assert "panel" not in labels(make.actor(Role.APPLICANT, of=assessment.agency), assessment)


def test_the_officer_sees_the_course_with_names() -> None:
    assessment, bench = journey.before_panel()

    html = page(client_of(bench.officer), assessment)

    assert str(make.person_of(bench.legal)) in html


def test_a_reviewer_sees_the_content_only_after_declaring() -> None:
    sent = make.submitted()
    undeclared = make.reviewer(sent, Seat.LEGAL, declares=None)
    clear = make.reviewer(sent, Seat.TECHNICAL)

    before, after = page(client_of(undeclared), sent), page(client_of(clear), sent)

    assert "SHA-256" not in before
    assert "SHA-256" in after
    assert "declare" in labels(undeclared, sent)


@pytest.mark.parametrize(
    ("role", "offered"),
    [(Role.OFFICER, {"completeness", "assign"}), (Role.AUDITOR, set()), (Role.APPROVER, {"withdraw"})],
)
def test_each_is_offered_what_they_may_do(role: Role, offered: set[str]) -> None:
    sent = make.submitted()
    actor = make.actor(role, of=sent.agency)

    assert labels(actor, sent) == offered


def test_whatever_is_offered_can_be_opened() -> None:
    assessment, bench = journey.before_panel()
    people = [bench.officer, bench.legal, *bench.members, make.actor(Role.AUDITOR)]
    people += [
        make.actor(Role.APPLICANT, of=assessment.agency),
        make.actor(Role.APPROVER, of=assessment.agency),
    ]

    for actor in people:
        seen = make.seen(actor, assessment)
        for link in [*case.actions(actor, seen), *case.readings(actor, seen)]:
            assert client_of(actor).get(link.address).status_code in {200, 302}, (actor.name, link)


def test_a_decided_case_shows_outcome_and_findings() -> None:
    decision, _bench = journey.decided()
    assessment = decision.revision.assessment

    html = page(staff(assessment), assessment)

    assert decision.number in html
    assert "outcome--conditional" in html
    assert "We take note." in html


def test_the_agency_reads_the_answer_to_its_statement_with_the_decision() -> None:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, Outcome.CONDITIONAL)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We take note.")
    journey.answer(assessment, bench)

    before = page(client_of(approver), assessment)
    decision.adopt(actor=bench.members[0], assessment=assessment)

    assert "We take note." in before
    assert "The panel upholds its draft." not in before
    assert "The panel upholds its draft." in page(client_of(approver), assessment)


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.OFFICER, Role.AUDITOR])
def test_a_withdrawn_case_opens_for_everybody_who_saw_it(role: Role) -> None:
    sent = make.submitted()
    where = answering.address(sent, "withdraw/")
    staff(sent, Role.APPROVER).post(where, {"reasons": ""})

    html = page(answering.signed_in(make.member(role, of=sent.agency)), sent)

    sent.refresh_from_db()
    assert sent.state == State.WITHDRAWN
    assert 'class="actions-list"' not in html


def test_a_title_of_any_kind_is_shown_as_text() -> None:
    for title in nasty.TAKEN:
        draft = make.draft(proposal_title=title)

        assert "<script>alert(1)" not in page(staff(draft), draft)


def test_a_draft_withdrawn_before_it_was_sent_has_nothing_to_read() -> None:
    draft = make.draft(example="EX-1")
    client = staff(draft, Role.APPROVER)
    client.post(answering.address(draft, "withdraw/"), {"reasons": ""})

    html = page(client, draft)

    actor = make.actor(Role.APPROVER, of=draft.agency)
    assert case.readings(actor, make.seen(actor, draft)) == []
    assert "SHA-256" not in html


# ---- a record that is not there yet -----------------------------------------------------------------------

FAILED = "The record could not be made"
KEY = "The signing key could not be reached."
RETRYING = "it will be retried by itself"


@pytest.mark.parametrize(
    ("status", "attempts", "said", "unsaid"),
    [
        ("doing", 0, ["The record is being made."], [RETRYING, FAILED, KEY]),
        ("todo", 2, ["The record is being made.", RETRYING, KEY, "Next attempt: 2026-11-23 10:00"], [FAILED]),
        ("failed", 12, [FAILED, "its operators have to", KEY], [RETRYING]),
    ],
)
@pytest.mark.parametrize("role", [Role.APPLICANT, Role.OFFICER, Role.AUDITOR])
def test_the_case_says_how_far_a_missing_record_is(
    status: str, attempts: int, said: list[str], unsaid: list[str], role: Role
) -> None:
    assessment = undocumented(status=status, attempts=attempts)

    html = page(english(make.member(role, of=assessment.agency)), assessment)

    assert [words for words in said if words not in html] == []
    assert [words for words in unsaid if words in html] == []


def test_the_case_says_it_in_korean() -> None:
    assessment = undocumented(status="todo", attempts=2)

    html = page(answering.signed_in(make.member(Role.AUDITOR)), assessment)

    assert "결정서를 만드는 중입니다." in html
    assert "실패하여 자동으로 다시 시도합니다." in html
    assert "서명 키를 사용할 수 없었습니다." in html


def test_whoever_has_a_conflict_is_told_nothing_of_it() -> None:
    assessment = undocumented(status="failed", attempts=12)
    conflicted = declare(seat_on_panel([assessment]), [assessment], has_conflict=True)

    assert FAILED not in page(english(conflicted), assessment)


def test_the_case_says_nothing_of_a_record_that_is_there() -> None:
    record = published.issued()

    html = page(english(make.member(Role.AUDITOR)), record.decision.revision.assessment)

    assert "The record is being made." not in html
    assert FAILED not in html


@pytest.mark.parametrize(("is_there", "statements"), [(True, 1), (False, 2)])
def test_a_missing_record_costs_one_statement_more(
    is_there: bool, statements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assessment = published.issued().decision.revision.assessment if is_there else undocumented()

    with django_assert_num_queries(statements):
        newest_decision(assessment)


def undocumented(*, status: str = "todo", attempts: int = 2) -> Assessment:
    """A decided case without a record, whose job was left like this by the worker for want of the key."""
    assessment = decided()
    job(assessment, status=status, attempts=attempts)
    Hindrance.objects.create(decision=assessment.revisions.get().decision, cause=Hindrance.Cause.KEY)
    return assessment
