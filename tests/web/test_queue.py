"""The queue and all cases: who sees what, in which order, at what cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from assessments.enums import Outcome, Role, Seat, State
from assessments.models import Assessment
from assessments.policy import Actor, actor_for
from assessments.queries import worklists
from assessments.queries.deadlines import today
from assessments.queries.duties import Task
from assessments.queries.paging import Place
from assessments.queries.worklists import worklist
from assessments.services import closing, completeness, deliberation, review
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def tasks(actor: Actor) -> list[tuple[str, str]]:
    """Task and reference of everything that waits."""
    return [(str(row.task), row.assessment.reference) for row in worklist(actor).rows]


def due(assessment: Assessment, days: int) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(due_on=today() + timedelta(days=days))


def browser(person: Any) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def test_the_officer_gets_completeness_checks_by_their_deadline() -> None:
    late, early, middle = (make.submitted() for _ in range(3))
    for assessment, days in ((late, 9), (early, 1), (middle, 4)):
        due(assessment, days)

    assert tasks(make.actor(Role.OFFICER)) == [
        ("check", early.reference),
        ("check", middle.reference),
        ("check", late.reference),
    ]


def test_the_officer_hears_of_supplements_only_when_they_are_overdue() -> None:
    assessment = make.submitted()
    officer = make.actor(Role.OFFICER)
    defects = [{"question": "", "text": "Incomplete."}]
    completeness.request_supplement(actor=officer, assessment=assessment, defects=defects)
    assert tasks(officer) == []

    due(assessment, -1)

    assert tasks(officer) == [("overdue", assessment.reference)]


def test_a_seat_given_up_during_the_review_comes_back_to_the_officer() -> None:
    assessment, bench = journey.in_review()
    assert tasks(bench.officer) == []

    review.hand_back(actor=bench.legal, assessment=assessment, reasons="On leave.")

    assert tasks(bench.officer) == [("reassign", assessment.reference)]


def test_a_reviewer_declares_then_reviews_and_sees_how_far_the_review_is() -> None:
    assessment = make.submitted()
    officer = make.actor(Role.OFFICER)
    judge = make.reviewer(assessment, Seat.LEGAL, declares=None)
    make.reviewer(assessment, Seat.TECHNICAL)
    assert tasks(judge) == [("declare", assessment.reference)]
    review.declare(actor=judge, assessment=assessment, has_conflict=False)
    assert tasks(judge) == []
    completeness.accept(actor=officer, assessment=assessment)

    journey.write_findings(assessment, judge)
    row = worklist(judge).rows[0]

    assert row.task == Task.REVIEW
    assert row.progress == worklists.Progress(33, 33)
    review.lock_findings(actor=judge, assessment=assessment)
    assert tasks(judge) == []


def test_the_panel_is_named_declares_votes_and_its_chair_concludes() -> None:
    assessment, bench = journey.in_review()
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
    assert tasks(bench.officer) == [("name_panel", assessment.reference)]
    journey.name_panel(assessment, bench)
    assert tasks(bench.officer) == []
    chair, member = bench.members[:2]
    assert tasks(chair) == [("vote", assessment.reference)]
    journey.draft(assessment, bench, example="EX-1")

    journey.vote(assessment, bench, Outcome.CONDITIONAL)

    assert tasks(member) == []
    assert tasks(chair) == [("conclude", assessment.reference)]
    deliberation.send_draft(actor=chair, assessment=assessment)
    assert tasks(chair) == []
    due(assessment, -1)
    assert tasks(chair) == [("adopt", assessment.reference)]


def test_a_member_of_the_panel_declares_first() -> None:
    assessment, bench = journey.in_review()
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)

    journey.name_panel(assessment, bench, declares=False)

    assert tasks(bench.members[1]) == [("declare", assessment.reference)]


def test_nothing_of_the_own_agency_waits() -> None:
    assessment = make.submitted()
    officer = make.member(Role.OFFICER)
    officer.memberships.create(organisation=assessment.agency, role=Role.APPLICANT)

    assert tasks(actor_for(officer)) == []


def test_pages_lead_through_everything_once_forwards_and_backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklists, "PAGE_SIZE", 2)
    references = []
    for days in (3, 1, 1, None, 2):
        assessment = make.submitted()
        date = None if days is None else today() + timedelta(days=days)
        Assessment.objects.filter(pk=assessment.pk).update(due_on=date)
        references.append(assessment.reference)
    order = [references[1], references[2], references[4], references[0], references[3]]
    officer = make.actor(Role.OFFICER)

    forwards, place = [], Place()
    while True:
        page = worklist(officer, place=place)
        forwards.append([row.assessment.reference for row in page.rows])
        if page.next is None:
            break
        place = Place(after=str(page.next))
    backwards: list[list[str]] = []
    place = Place(is_last=True)
    while True:
        page = worklist(officer, place=place)
        backwards.insert(0, [row.assessment.reference for row in page.rows])
        if page.previous is None:
            break
        place = Place(before=str(page.previous))

    assert forwards == [order[:2], order[2:4], order[4:]]
    assert backwards == [order[:1], order[1:3], order[3:]]


@pytest.mark.parametrize(
    "address", ["?task=nonsense", "?after=x", "?before=99999999999999999999", "?end", "?after="]
)
def test_an_address_that_makes_no_sense_shows_the_queue(address: str) -> None:
    assessment = make.submitted()

    page = browser(make.member(Role.OFFICER)).get(f"/queue/{address}")

    assert page.status_code == 200
    assert assessment.reference in page.content.decode()


def test_the_queue_shows_the_next_best_case_and_counts_per_task() -> None:
    first, second = make.submitted(), make.submitted()
    due(first, 5)
    due(second, 2)

    page = browser(make.member(Role.OFFICER)).get("/queue/").content.decode()

    best = page[page.index("Next best case") :][:600]
    assert second.reference in best
    assert f"/assessments/{second.reference}/completeness/" in best
    assert '<span class="count">2</span>' in page


def test_an_empty_queue_says_what_to_do() -> None:
    page = browser(make.member(Role.REVIEWER)).get("/queue/").content.decode()

    assert "Nothing waits for you" in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.STANDARDS_EDITOR, Role.APPLICANT])
def test_the_queue_is_for_those_who_judge(role: Role) -> None:
    assert browser(make.member(role)).get("/queue/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "statements"), [(Role.OFFICER, 5), (Role.REVIEWER, 8)])
def test_the_queue_costs_the_same_with_one_row_and_with_three(
    role: Role, statements: int, count: int, django_assert_num_queries: Any
) -> None:
    person = make.member(role)
    for _ in range(count):
        if role == Role.OFFICER:
            make.submitted()
            continue
        assessment = make.submitted()
        review.assign(actor=make.actor(Role.OFFICER), assessment=assessment, reviewer=person, seat=Seat.LEGAL)
        review.declare(actor=actor_for(person), assessment=assessment, has_conflict=False)
        make.reviewer(assessment, Seat.TECHNICAL)
        completeness.accept(actor=make.actor(Role.OFFICER), assessment=assessment)
    client = browser(person)

    with django_assert_num_queries(statements):
        page = client.get("/queue/")

    assert page.content.decode().count('<th scope="row">') == count


@pytest.mark.parametrize("count", [1, 3])
def test_all_cases_cost_the_same_with_one_row_and_with_three(
    count: int, django_assert_num_queries: Any
) -> None:
    agency = make.agency()
    for _ in range(count):
        make.submitted(of=agency)
    client = browser(make.member(Role.OFFICER))

    with django_assert_num_queries(7):
        page = client.get("/cases/")

    assert page.content.decode().count('<th scope="row">') == count


def references(client: Client, query: str) -> set[str]:
    rows = client.get(f"/cases/{query}").context["rows"]
    return {row.case.reference for row in rows}


def test_cases_are_filtered_by_state_agency_use_outcome_and_deadline() -> None:
    gate, licence = make.submitted(), make.submitted(example="EX-2")
    decided, _bench = journey.decided(example="EX-2")
    draft = make.draft()
    due(gate, -1)
    client = browser(make.member(Role.OFFICER))
    done = decided.revision.assessment

    assert references(client, "") == {gate.reference, licence.reference, done.reference}
    assert draft.reference not in references(client, "")
    assert references(client, "?state=approved") == {done.reference}
    assert references(client, f"?agency={gate.agency_id}") == {gate.reference}
    assert references(client, f"?use={gate.use_case}") == {gate.reference}
    assert references(client, "?outcome=approved") == {done.reference}
    assert references(client, "?overdue=1") == {gate.reference}
    assert references(client, f"?q={licence.reference.lower()}") == {licence.reference}


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?agency=0", "?q=%00", "?after=zzz", "?use=x&outcome=y"]
)
def test_filters_that_make_no_sense_are_left_out(query: str) -> None:
    assessment = make.submitted()

    assert references(browser(make.member(Role.OFFICER)), query) == {assessment.reference}


def test_reviewers_find_only_cases_in_which_they_have_a_seat() -> None:
    assessment, bench = journey.in_review()
    make.submitted()

    assert references(browser(make.person_of(bench.legal)), "") == {assessment.reference}


def test_a_draft_withdrawn_unseen_is_no_case_of_the_commission() -> None:
    assessment = make.draft(example="EX-1")
    closing.withdraw(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)
    assert assessment.state == State.WITHDRAWN

    assert references(browser(make.member(Role.OFFICER)), "") == set()
    assert browser(make.member(Role.OFFICER)).get(f"/assessments/{assessment.reference}/").status_code == 404
