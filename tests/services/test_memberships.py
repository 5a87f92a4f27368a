"""Organisations, people and roles: who may change them, what fits where, and the ledger of it."""

from __future__ import annotations

import pytest

from assessments.enums import AGENCY_ROLES, COMMISSION_ROLES, Event, Role
from assessments.errors import NotPermitted, WrongState
from assessments.models import LedgerEntry, Membership, Organisation, User
from assessments.policy import PUBLIC, SYSTEM, Actor
from assessments.services import memberships
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Actor:
    return make.actor(Role.ADMINISTRATOR)


def acts() -> list[str]:
    """The events of the common chain, oldest first, without the editions'."""
    entries = LedgerEntry.objects.filter(assessment=None).exclude(event=Event.EDITION_PUBLISHED)
    return list(entries.order_by("sequence").values_list("event", flat=True))


def roles(person: User) -> set[str]:
    return set(person.memberships.values_list("role", flat=True))


def test_an_agency_is_entered_once(admin):
    first = memberships.add_agency(actor=admin, name="새 기관", name_en="New agency")
    second = memberships.add_agency(actor=admin, name="새 기관")

    assert (first.kind, first.name_en, second) == (Organisation.Kind.AGENCY, "New agency", first)
    assert acts() == [Event.ORGANISATION_ADDED]


def test_the_commissions_name_is_taken(admin):
    with pytest.raises(WrongState):
        memberships.add_agency(actor=admin, name=make.commission().name)

    assert acts() == []


def test_a_new_person_has_a_first_role_and_no_password_until_they_choose_one(admin, jobs, mailoutbox):
    agency = make.agency()

    person = memberships.add_person(
        actor=admin,
        organisation=agency,
        username="new",
        name="새 사람",
        email="new@example.org",
        role=Role.APPLICANT,
    )
    jobs.run()

    assert (roles(person), person.has_usable_password()) == ({Role.APPLICANT}, False)
    assert acts() == [Event.PERSON_ADDED, Event.ROLE_GRANTED]
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
    assert "/account/choose-password/" in mailoutbox[0].body


def test_a_taken_user_name_is_refused_and_nothing_is_written(admin):
    taken = make.user()

    with pytest.raises(WrongState):
        memberships.add_person(
            actor=admin,
            organisation=make.agency(),
            username=taken.username,
            name="다른 사람",
            email="other@example.org",
            role=Role.APPLICANT,
        )

    assert (acts(), roles(taken)) == ([], set())


@pytest.mark.parametrize("role", sorted(AGENCY_ROLES))
def test_agency_roles_are_held_in_agencies_only(admin, role):
    person = make.user()

    memberships.grant(actor=admin, person=person, organisation=make.agency(), role=role)
    with pytest.raises(NotPermitted):
        memberships.grant(actor=admin, person=person, organisation=make.commission(), role=role)

    assert (roles(person), acts()) == ({role}, [Event.ROLE_GRANTED])


@pytest.mark.parametrize("role", sorted(COMMISSION_ROLES))
def test_commission_roles_are_held_in_the_commission_only(admin, role):
    person = make.user()

    memberships.grant(actor=admin, person=person, organisation=make.commission(), role=role)
    with pytest.raises(NotPermitted):
        memberships.grant(actor=admin, person=person, organisation=make.agency(), role=role)

    assert (roles(person), acts()) == ({role}, [Event.ROLE_GRANTED])


def test_nobody_can_be_the_portal_itself(admin):
    for organisation in (make.agency(), make.commission()):
        with pytest.raises(NotPermitted):
            memberships.grant(actor=admin, person=make.user(), organisation=organisation, role=Role.SYSTEM)


@pytest.mark.parametrize(("held", "wanted"), [(Role.REVIEWER, Role.AUDITOR), (Role.AUDITOR, Role.CHAIR)])
def test_an_auditor_holds_no_other_role(admin, held, wanted):
    person = make.member(held)

    with pytest.raises(NotPermitted):
        memberships.grant(actor=admin, person=person, organisation=make.commission(), role=wanted)

    assert (roles(person), acts()) == ({held}, [])


def test_people_of_an_agency_cannot_become_auditors(admin):
    person = make.member(Role.APPROVER)

    with pytest.raises(NotPermitted):
        memberships.grant(actor=admin, person=person, organisation=make.commission(), role=Role.AUDITOR)


def test_a_role_is_granted_once_however_often_it_is_sent(admin):
    person, agency = make.user(), make.agency()

    first, second = (
        memberships.grant(actor=admin, person=person, organisation=agency, role=Role.APPROVER)
        for _ in range(2)
    )

    assert (first, acts()) == (second, [Event.ROLE_GRANTED])


def test_a_role_is_taken_away_once_however_often_it_is_sent(admin):
    membership = make.member(Role.REVIEWER).memberships.get()

    for _ in range(2):
        memberships.revoke(actor=admin, membership=Membership(pk=membership.pk, **said(membership)))

    entry = LedgerEntry.objects.filter(event=Event.ROLE_REVOKED).get()
    assert (entry.data["role"], entry.data["person"]) == (Role.REVIEWER, membership.user_id)
    assert acts() == [Event.ROLE_REVOKED]


def said(membership: Membership) -> dict[str, object]:
    return {"user": membership.user, "organisation": membership.organisation, "role": membership.role}


def test_administrators_do_not_change_their_own_roles(admin):
    me = User.objects.get(pk=admin.user_id)

    with pytest.raises(NotPermitted):
        memberships.grant(actor=admin, person=me, organisation=make.commission(), role=Role.CHAIR)
    with pytest.raises(NotPermitted):
        memberships.revoke(actor=admin, membership=me.memberships.get())

    assert (roles(me), acts()) == ({Role.ADMINISTRATOR}, [])


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.SYSTEM}))
def test_nobody_else_changes_anything(role):
    actor, membership = make.actor(role), make.member(Role.REVIEWER).memberships.get()
    attempts = refused_by(actor, membership)

    assert attempts == 5
    assert acts() == []


@pytest.mark.parametrize("actor", [PUBLIC, SYSTEM], ids=["public", "system"])
def test_neither_the_public_nor_the_portal_changes_anything(actor):
    assert refused_by(actor, make.member(Role.REVIEWER).memberships.get()) == 5


def refused_by(actor: Actor, membership: Membership) -> int:
    """How many of the five acts are refused."""
    person, organisation = membership.user, membership.organisation
    new = {"username": "n", "name": "n", "email": "n@example.org", "role": Role.APPLICANT}
    attempts = (
        lambda: memberships.add_agency(actor=actor, name="x"),
        lambda: memberships.add_person(actor=actor, organisation=make.agency(), **new),  # type: ignore[arg-type]
        lambda: memberships.grant(actor=actor, person=person, organisation=organisation, role=Role.CHAIR),
        lambda: memberships.revoke(actor=actor, membership=membership),
        lambda: memberships.ask_password_link(actor=actor, person=person),
    )
    count = 0
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
        count += 1
    return count


def test_a_password_link_goes_to_the_person_alone(admin, jobs, mailoutbox):
    person = make.member(Role.REVIEWER)

    memberships.ask_password_link(actor=admin, person=person)
    jobs.run()

    assert [mail.to for mail in mailoutbox] == [[person.email]]
    assert acts() == [Event.PASSWORD_LINK_ASKED]


def test_a_mail_that_could_not_be_sent_is_sent_by_the_next_attempt(admin, jobs, mailoutbox, settings):
    settings.EMAIL_BACKEND = "nowhere.Backend"
    memberships.ask_password_link(actor=admin, person=make.member(Role.REVIEWER))
    (job,) = [job for job in jobs.connector.jobs.values() if job["task_name"] == "send_password_link"]

    with pytest.raises(ModuleNotFoundError):
        jobs.app.tasks["send_password_link"](**job["args"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for _ in range(2):
        jobs.app.tasks["send_password_link"](**job["args"])

    assert len(mailoutbox) == 1
