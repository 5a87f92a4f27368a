"""Who sits on the panel, and what its draft starts from."""

from __future__ import annotations

import pytest

from assessments.enums import Event, Result, Role, State
from assessments.errors import Incomplete, NotPermitted
from assessments.models import Assessment, LedgerEntry, PanelMember, User
from assessments.policy import Actor, actor_for
from assessments.queries import panels, seats, worklists
from assessments.queries.duties import Task
from assessments.queries.panels import current_panel
from assessments.services import panel, review
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def locked(example: str = "EX-1", **differing: Result) -> tuple[Assessment, journey.Bench]:
    """Both have locked; ``differing`` is what the technical reviewer found differently."""
    assessment, bench = journey.in_review(example=example)
    journey.write_findings(assessment, bench.legal)
    journey.write_findings(assessment, bench.technical, **differing)
    for judge in (bench.legal, bench.technical):
        review.lock_findings(actor=judge, assessment=assessment)
    return assessment, bench


def people(size: int = 3) -> list[User]:
    return [make.member(Role.CHAIR), *(make.member(Role.PANEL_MEMBER) for _ in range(size - 1))]


def name(assessment: Assessment, by: Actor, members: list[User]) -> None:
    panel.name_members(actor=by, assessment=assessment, members=members, chair=members[0])


def test_the_draft_starts_from_what_both_reviewers_found() -> None:
    assessment, _bench = locked(NEC_2=Result.PARTLY_MET)

    draft = current_panel(assessment).draft

    assert draft.findings["LEG-2"]["result"] == Result.NOT_MET
    assert draft.findings["LEG-2"]["reasons_ko"] == "LEG-2: seen."
    assert draft.findings["NEC-2"] == {"result": "", "reasons_ko": "", "reasons_en": "", "evidence": []}
    assert draft.findings["PRO-2"]["result"] == Result.NOT_APPLICABLE
    assert len(draft.findings) == 41


@pytest.mark.parametrize(("example", "size"), [("EX-1", 3), ("EX-3", 5), ("EX-4", 5)])
def test_a_search_or_police_use_needs_five_members(example: str, size: int) -> None:
    assessment, _bench = locked(example)

    assert current_panel(assessment).size == size


def test_naming_seats_the_members_and_their_chair() -> None:
    assessment, bench = locked()
    members = people()

    for _ in range(2):
        name(assessment, bench.officer, members)

    seats = panels.members(current_panel(assessment))
    assert [seat.member for seat in seats] == members
    assert [seat.is_chair for seat in seats] == [True, False, False]
    assert LedgerEntry.objects.filter(event=Event.PANEL_JOINED).count() == 3


def test_who_is_no_longer_named_leaves() -> None:
    assessment, bench = locked()
    members = people()
    name(assessment, bench.officer, members)

    name(assessment, bench.officer, [*members[:2], make.member(Role.PANEL_MEMBER)])

    assert PanelMember.objects.get(member=members[2]).ended_at is not None
    assert PanelMember.objects.filter(ended_at=None).count() == 3


def test_the_number_must_be_the_panels_size() -> None:
    assessment, bench = locked()
    members = people(4)

    for wrong in (members[:2], members, [*members[:2], members[1]]):
        with pytest.raises(Incomplete, match="3 members"):
            name(assessment, bench.officer, wrong)

    assert not PanelMember.objects.exists()


def test_a_chair_must_be_among_the_members() -> None:
    assessment, bench = locked()

    with pytest.raises(Incomplete):
        panel.name_members(
            actor=bench.officer, assessment=assessment, members=people(), chair=make.member(Role.CHAIR)
        )

    assert not PanelMember.objects.exists()


def test_reviewers_people_of_the_agency_and_people_without_the_role_do_not_sit() -> None:
    assessment, bench = locked()
    chair, member, _third = people()
    reviewer = make.person_of(bench.legal)
    reviewer.memberships.create(organisation=make.commission(), role=Role.PANEL_MEMBER)
    insider = make.member(Role.PANEL_MEMBER)
    insider.memberships.create(organisation=assessment.agency, role=Role.APPROVER)

    for person in (reviewer, insider, make.member(Role.OFFICER)):
        with pytest.raises(NotPermitted):
            name(assessment, bench.officer, [chair, member, person])
    with pytest.raises(NotPermitted):
        name(assessment, bench.officer, [member, chair, _third])

    assert not PanelMember.objects.exists()


def test_a_conflict_ends_the_seat_and_bars_from_it() -> None:
    assessment, bench = locked()
    members = people()
    name(assessment, bench.officer, members)

    review.declare(actor=actor_for(members[1]), assessment=assessment, has_conflict=True, ground="supplier")

    assert PanelMember.objects.get(member=members[1]).ended_at is not None
    with pytest.raises(NotPermitted, match="declared a conflict"):
        name(assessment, bench.officer, members)


def test_a_panel_waits_for_members_until_every_seat_is_taken() -> None:
    assessment, bench = locked()
    members = people()

    def waits() -> bool:
        rows = worklists.worklist(bench.officer, task=Task.NAME_PANEL).rows
        return [row.assessment.pk for row in rows] == [assessment.pk]

    waited = [waits()]
    name(assessment, bench.officer, members)
    waited.append(waits())
    review.declare(actor=actor_for(members[1]), assessment=assessment, has_conflict=True, ground="supplier")
    waited.append(waits())
    name(assessment, bench.officer, [members[0], *people()[1:]])
    waited.append(waits())

    assert waited == [True, False, True, False]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OFFICER])
def test_only_officer_and_chair_name_a_panel_and_only_before_the_decision(role: Role) -> None:
    assessment, _bench = locked()
    actor = make.actor(role)
    if role == Role.OFFICER:
        Assessment.objects.filter(pk=assessment.pk).update(state=State.WITHDRAWN)

    with pytest.raises(NotPermitted):
        name(assessment, actor, people())

    assert not PanelMember.objects.exists()


def test_who_has_reviewed_is_no_candidate_for_the_panel_and_says_why() -> None:
    assessment, bench = locked()
    make.person_of(bench.legal).memberships.create(organisation=make.commission(), role=Role.PANEL_MEMBER)
    free = make.member(Role.PANEL_MEMBER)

    found = seats.panel_members(assessment, role=Role.PANEL_MEMBER)

    assert [one.person for one in found] == [free, make.person_of(bench.legal)]
    assert found[0].bar == ""
    assert "reviewed" in found[1].bar
