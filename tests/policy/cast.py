"""One assessment of two agencies in every state, and everybody who may come asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from assessments import catalogue
from assessments.enums import Role, Seat, State
from assessments.models import (
    Assessment,
    Assignment,
    Declaration,
    Membership,
    Organisation,
    Panel,
    PanelMember,
    Revision,
    User,
)
from assessments.policy import PUBLIC, SYSTEM, Actor, actor_for
from tests import make
from tests.guards.ground import guards_off

EVERY = frozenset(State)
SENT = EVERY - {State.DRAFT}


@dataclass(frozen=True)
class World:
    ours: Organisation
    theirs: Organisation
    cases: tuple[Assessment, ...]

    @property
    def agencies(self) -> tuple[Organisation, Organisation]:
        return self.ours, self.theirs

    def of(self, agency: Organisation, state: State) -> Assessment:
        return next(case for case in self.cases if (case.agency_id, case.state) == (agency.pk, state))


def world() -> World:
    """Both agencies have one assessment in every state, and one withdrawn before it was ever sent."""
    ours, theirs = make.agency(name="Ours"), make.agency(name="Theirs")
    writer, now = make.user(), timezone.now()
    cases = [
        Assessment(
            reference=f"{agency.pk}-{number}",
            agency=agency,
            state=state,
            edition_id=catalogue.edition("2026.11-1").id,
            opened_by=writer,
            submitted_at=now if was_sent and state != State.DRAFT else None,
        )
        for agency in (ours, theirs)
        for number, (state, was_sent) in enumerate(
            [*((state, True) for state in State), (State.WITHDRAWN, False)]
        )
    ]
    with guards_off():
        Assessment.objects.bulk_create(cases)
        Revision.objects.bulk_create(
            Revision(assessment=case, number=1, edition_id=case.edition_id) for case in cases
        )
    return World(ours, theirs, tuple(cases))


def everybody(world: World) -> dict[str, Actor]:
    """One actor per role, and those who hold several; named for test reports."""
    alone = {f"{role}": make.actor(role, of=world.ours) for role in Role if role != Role.SYSTEM}
    seated = {
        "reviewer with seats": actor_for(seat_reviewer(world.cases[::2])),
        "panel member with seats": actor_for(seat_on_panel(world.cases[1::2])),
        "chair with seats": actor_for(seat_on_panel(world.cases[::3], role=Role.CHAIR)),
    }
    several = {
        "officer of our agency": _both(world.ours, Role.APPLICANT, Role.OFFICER),
        "reviewer of our agency": _both(world.ours, Role.APPROVER, Role.REVIEWER),
        "staff of both agencies": _staff_of(world.ours, world.theirs),
    }
    return {"the public": PUBLIC, "the portal": SYSTEM, **alone, **seated, **several}


def seat_reviewer(cases: Iterable[Assessment], *, seat: Seat = Seat.LEGAL) -> User:
    reviewer = make.member(Role.REVIEWER)
    Assignment.objects.bulk_create(
        Assignment(assessment=case, reviewer=reviewer, seat=seat, assigned_by=reviewer) for case in cases
    )
    return reviewer


def seat_on_panel(cases: Iterable[Assessment], *, role: Role = Role.PANEL_MEMBER) -> User:
    member = make.member(role)
    for case in cases:
        panel, _created = Panel.objects.get_or_create(revision=case.revisions.get(), defaults={"size": 3})
        PanelMember.objects.create(panel=panel, member=member, is_chair=role == Role.CHAIR)
    return member


def declare(person: User, cases: Iterable[Assessment], *, has_conflict: bool) -> User:
    """The person said in every case whether there is a conflict of interest."""
    Declaration.objects.bulk_create(
        Declaration(
            assessment=case,
            person=person,
            role=Role.REVIEWER,
            has_conflict=has_conflict,
            ground="party" if has_conflict else "",
        )
        for case in cases
    )
    return person


def _both(agency: Organisation, agency_role: Role, commission_role: Role) -> Actor:
    person = make.member(commission_role)
    Membership.objects.create(user=person, organisation=agency, role=agency_role)
    return actor_for(person)


def _staff_of(*agencies: Organisation) -> Actor:
    person = make.user()
    for agency in agencies:
        Membership.objects.create(user=person, organisation=agency, role=Role.APPLICANT)
    return actor_for(person)
