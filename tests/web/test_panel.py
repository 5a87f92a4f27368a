"""The panel in the browser: who sits on it, its agenda, its findings, who may look."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.enums import Outcome, Result, Role
from assessments.models import PanelMember
from assessments.queries.panels import current_panel
from assessments.services import deliberation, review
from tests import journey, make
from tests.journeys.visitor import Visitor
from tests.web.desk import before_panel, ready, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def test_officer_or_chair_name_as_many_members_as_the_use_needs() -> None:
    assessment, bench = journey.in_review(example="EX-4")
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
    chair, *others = make.member(Role.CHAIR), *(make.member(Role.PANEL_MEMBER) for _ in range(4))
    page = visit(bench.officer, assessment, "panel/members/")
    assert page.sees("This panel has 5 members: the use searches among many")

    values = {f"member-{number}": person.pk for number, person in enumerate(others, start=1)}
    page.send(page.form(field="chair"), {"chair": chair.pk} | values)

    assert set(PanelMember.objects.values_list("member", flat=True)) == {one.pk for one in (chair, *others)}
    assert page.sees("The panel is named.")


def test_a_person_named_twice_is_refused_at_the_field() -> None:
    assessment, bench = before_panel()
    page = visit(bench.officer, assessment, "panel/members/")
    form = page.form(field="chair")

    page.send(form, {"member-2": form.fields["member-1"]})

    assert page.sees("This person is named twice.")
    assert PanelMember.objects.filter(ended_at=None).count() == 3


def test_who_reviewed_is_not_offered_for_the_panel() -> None:
    assessment, bench = before_panel()
    reviewer = make.person_of(bench.legal)
    reviewer.memberships.create(organisation=make.commission(), role=Role.PANEL_MEMBER)
    page = visit(bench.officer, assessment, "panel/members/")

    assert str(reviewer.pk) not in page.form(field="chair").inputs["member-1"].value_options
    assert page.sees(f"{reviewer} reviewed this assessment.")


def test_the_agenda_shows_both_reviewers_side_by_side_and_where_they_differ() -> None:
    assessment, bench = before_panel(NEC_2=Result.PARTLY_MET)

    page = visit(bench.members[1], assessment, "panel/")

    assert page.sees("Standards on which the reviewers differ: 1. Without a finding of the panel: 1.")
    differing = [link.text_content() for link in page.page.find_class("is-differing")]
    assert len(differing) == 1
    assert "legal: Met; technical: Partly met; panel: not yet found" in " ".join(differing[0].split())


def test_the_panels_finding_starts_from_what_both_found_and_is_saved() -> None:
    assessment, bench = before_panel(NEC_2=Result.PARTLY_MET)
    page = visit(bench.members[1], assessment, "panel/findings/NEC-2/")
    assert page.sees("NEC-2: seen.")
    values = {"result": "partly_met", "reasons_ko": "매체 내 대조를 시험하지 않았다."}

    page.send(page.form(field="reasons_ko"), values, button=("then", "list"))

    found = current_panel(assessment).draft.findings["NEC-2"]
    assert (found["result"], found["reasons_ko"]) == ("partly_met", "매체 내 대조를 시험하지 않았다.")
    agreed = visit(bench.members[1], assessment, "panel/findings/LEG-2/").form(field="reasons_ko")
    assert agreed.fields["result"] == "not_met"
    assert agreed.fields["reasons_ko"].strip() == "LEG-2: seen."


def test_the_second_of_two_members_is_told_and_keeps_what_was_typed() -> None:
    assessment, bench = before_panel()
    one = visit(bench.members[0], assessment, "panel/findings/NEC-2/")
    two = visit(bench.members[1], assessment, "panel/findings/NEC-2/")
    one.send(one.form(field="reasons_ko"), {"reasons_ko": "하나"}, button=("then", "list"))

    two.send(two.form(field="reasons_ko"), {"reasons_ko": "둘"}, button=("then", "list"))

    assert two.sees("Another member saved this finding meanwhile")
    assert two.sees("하나")
    assert two.form(field="reasons_ko").fields["reasons_ko"].strip() == "둘"
    two.send(two.form(field="reasons_ko"), {}, button=("then", "list"))
    assert current_panel(assessment).draft.findings["NEC-2"]["reasons_ko"] == "둘"


@pytest.mark.parametrize(
    "rest", ["panel/", "panel/decision/", "panel/vote/", "panel/findings/NEC-2/", "panel/adopt/"]
)
def test_the_panels_pages_are_for_its_members(rest: str) -> None:
    assessment, bench = before_panel()

    for person in (make.member(Role.CHAIR), make.person_of(bench.legal), make.person_of(bench.officer)):
        visit(person, assessment, rest, status=403)
    visit(make.member(Role.PANEL_MEMBER), assessment, rest, status=404)


@pytest.mark.parametrize(("rest", "statements"), [("panel/", 14), ("panel/decision/", 9), ("ledger/", 8)])
def test_the_panels_pages_cost_the_same_before_and_after_the_votes(
    rest: str, statements: int, django_assert_num_queries: Any
) -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)
    address = f"/assessments/{assessment.reference}/{rest}"
    client = Visitor(make.person_of(bench.members[0]), language="en").client
    with django_assert_num_queries(statements):
        client.get(address)
    for member in bench.members[1:]:
        deliberation.cast_vote(actor=member, assessment=assessment, outcome=C)

    with django_assert_num_queries(statements):
        client.get(address)


def test_a_decided_case_is_read_only_to_its_panel() -> None:
    made, bench = journey.decided(example="EX-2")
    assessment = made.revision.assessment

    page = visit(bench.members[1], assessment, "panel/findings/TRA-1/")

    assert not page.page.find_class("actions")
    assert visit(bench.members[1], assessment, "panel/").sees("The panel has decided.")
