"""The record names who gave up a seat, when, and who took it; and those sign who voted."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assessments.catalogue import Text
from assessments.enums import Outcome, Role, Seat
from assessments.models import Assessment, Decision, PanelMember
from assessments.policy import actor_for
from assessments.queries.panels import current_panel
from assessments.queries.record_content import content_of
from assessments.records import RecordContent
from assessments.services import completeness, decision, deliberation, panel, review
from tests import journey, make

pytestmark = pytest.mark.django_db


def said(made: Decision) -> RecordContent:
    return content_of(made, number=f"{made.number}-v1")


def approved(assessment: Assessment, bench: journey.Bench) -> Decision:
    journey.draft(assessment, bench, example="EX-2")
    journey.vote(assessment, bench, Outcome.APPROVED)
    assert bench.chair
    return decision.adopt(actor=bench.chair, assessment=assessment)


def replaced(assessment: Assessment, bench: journey.Bench, *, with_conflict: bool) -> tuple[str, str]:
    """The last member leaves the panel; the names of who left and of who came."""
    *stay, leaves = bench.members
    if with_conflict:
        review.declare(actor=leaves, assessment=assessment, has_conflict=True, ground="party")
    comes = make.member(Role.PANEL_MEMBER)
    people = [make.person_of(one) for one in stay]
    panel.name_members(actor=bench.officer, assessment=assessment, members=[*people, comes], chair=people[0])
    bench.members = (*stay, actor_for(comes))
    for member in bench.members if with_conflict else bench.members[-1:]:
        review.declare(actor=member, assessment=assessment, has_conflict=False)
    return str(make.person_of(leaves)), str(comes)


def test_a_member_with_a_conflict_and_the_successor_are_named_with_the_day() -> None:
    assessment, bench = journey.in_review(example="EX-2")
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
    journey.name_panel(assessment, bench, declares=False)
    left, came = replaced(assessment, bench, with_conflict=True)

    content = said(approved(assessment, bench))

    today = timezone.localtime().date()
    (former,) = content.bodies.former or ()
    assert (former.name, former.ended_on, former.successor) == (left, today, came)
    (conflict,) = [one for one in content.bodies.declarations if one.ground]
    assert conflict.person == left
    assert isinstance(conflict.consequence, Text)
    assert conflict.consequence.en.startswith("Gave up the seat on ")
    assert conflict.consequence.en.endswith(f"; replaced by {came}.")
    assert conflict.consequence.ko != conflict.consequence.en


def test_a_reviewer_who_was_replaced_is_listed_with_the_successor() -> None:
    assessment = make.submitted(example="EX-2")
    first = make.person_of(make.reviewer(assessment, Seat.LEGAL))
    second = make.reviewer(assessment, Seat.LEGAL)
    bench = journey.Bench(make.actor(Role.OFFICER), second, make.reviewer(assessment, Seat.TECHNICAL))
    completeness.accept(actor=bench.officer, assessment=assessment)
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
    journey.name_panel(assessment, bench)

    content = said(approved(assessment, bench))

    (former,) = content.bodies.former or ()
    assert (former.name, former.successor) == (str(first), str(make.person_of(second)))
    assert isinstance(former.post, Text)
    assert former.post.en == "Legal reviewer"


def test_a_vote_of_somebody_who_was_replaced_neither_counts_nor_signs() -> None:
    assessment, bench = journey.before_panel(example="EX-4")
    journey.draft(assessment, bench, example="EX-4")
    outcome = Outcome(current_panel(assessment).draft.outcome)
    leaver, absent = bench.members[-1], bench.members[-2]
    for member in (*bench.members[:3], leaver):
        deliberation.cast_vote(actor=member, assessment=assessment, outcome=outcome)
    left, came = replaced(assessment, bench, with_conflict=False)
    assert bench.chair
    deliberation.send_draft(actor=bench.chair, assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We take note.")
    journey.answer(assessment, bench)

    content = said(decision.adopt(actor=bench.chair, assessment=assessment))

    voters = [str(make.person_of(one)) for one in bench.members[:3]]
    assert [ballot.member for ballot in content.vote.ballots] == voters
    assert [one.name for one in content.signatories] == voters
    assert str(make.person_of(absent)) not in voters
    assert (content.bodies.former or ())[0].successor == came
    assert PanelMember.objects.filter(ended_at__isnull=False).get().member.name == left


def test_of_a_case_in_which_everybody_stayed_no_former_holder_is_told() -> None:
    made, _bench = journey.decided(example="EX-2")

    assert said(made).bodies.former is None
