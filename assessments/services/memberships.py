"""Who belongs where and may do what: organisations, people and their roles. The ledger has every change."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.enums import Event, Role
from assessments.errors import NotPermitted, WrongState
from assessments.models import Membership, Organisation, User
from assessments.policy import Actor
from assessments.queries.people import roles_of
from assessments.services import ledger

ALONE = frozenset({Role.AUDITOR})
"""Whoever holds such a role holds no other: an auditor changes nothing, in no capacity."""


@transaction.atomic
def add_agency(*, actor: Actor, name: str, name_en: str = "") -> Organisation:
    """Entering an agency again changes nothing. Raises ``WrongState`` when the commission has that name."""
    _must_administer(actor)
    agency, is_new = Organisation.objects.get_or_create(
        name=name, defaults={"kind": Organisation.Kind.AGENCY, "name_en": name_en}
    )
    if agency.kind != Organisation.Kind.AGENCY:
        raise WrongState(_("This is the name of the commission."))
    if is_new:
        ledger.append(Event.ORGANISATION_ADDED, actor=actor, data={"organisation": agency.pk, "name": name})
    return agency


@transaction.atomic
def add_person(
    *, actor: Actor, organisation: Organisation, username: str, name: str, email: str, role: Role
) -> User:
    """Somebody new, with a first role. A link to choose a password is mailed; until then nobody can sign in.

    Raises ``WrongState`` when the user name is taken.
    """
    _must_administer(actor)
    person = _new_person(username=username, name=name, email=email)
    said = {"person": person.pk, "name": name, "username": username}
    ledger.append(Event.PERSON_ADDED, actor=actor, data=said)
    grant(actor=actor, person=person, organisation=organisation, role=role)
    return person


@transaction.atomic
def ask_password_link(*, actor: Actor, person: User) -> None:
    """Have a link to choose a new password mailed to the person, and to nobody else."""
    _must_administer(actor)
    said = {"person": person.pk, "name": str(person), "username": person.username}
    ledger.append(Event.PASSWORD_LINK_ASKED, actor=actor, data=said)


@transaction.atomic
def grant(*, actor: Actor, person: User, organisation: Organisation, role: Role) -> Membership:
    """Give a role. Granting it again changes nothing.

    Raises ``NotPermitted`` for one's own roles, roles of the other side, and an auditor's further roles.
    """
    _must_administer(actor, person)
    _must_fit(organisation, role)
    User.objects.select_for_update().get(pk=person.pk)
    held = Membership.objects.filter(user=person)
    if known := held.filter(organisation=organisation, role=role).first():
        return known
    _must_stand_alone(role, {Role(other) for other in held.values_list("role", flat=True)})
    membership = Membership.objects.create(user=person, organisation=organisation, role=role)
    ledger.append(Event.ROLE_GRANTED, actor=actor, data=_said(membership))
    return membership


@transaction.atomic
def revoke(*, actor: Actor, membership: Membership) -> None:
    """Take a role away; taking it away again changes nothing. Raises ``NotPermitted`` for one's own roles."""
    _must_administer(actor, membership.user)
    held = Membership.objects.select_for_update().filter(pk=membership.pk)
    if not held.exists():
        return
    said = _said(membership)
    held.delete()
    ledger.append(Event.ROLE_REVOKED, actor=actor, data=said)


def _new_person(*, username: str, name: str, email: str) -> User:
    person = User(username=username, name=name, email=email)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise WrongState(_("This user name is taken.")) from None
    return person


def _must_administer(actor: Actor, person: User | None = None) -> None:
    if Role.ADMINISTRATOR not in actor.commission_roles:
        raise NotPermitted(_("Only administrators change organisations, people and roles."))
    if person is not None and person.pk == actor.user_id:
        raise NotPermitted(_("Another administrator has to change your own roles."))


def _must_fit(organisation: Organisation, role: Role) -> None:
    if role not in roles_of(organisation):
        words = {"role": role.label, "organisation": organisation}
        raise NotPermitted(_("The role “%(role)s” cannot be held in “%(organisation)s”.") % words)


def _must_stand_alone(role: Role, held: set[Role]) -> None:
    if held and ({role} | held) & ALONE:
        raise NotPermitted(_("An auditor holds no other role, here or elsewhere."))


def _said(membership: Membership) -> dict[str, Any]:
    return {
        "person": membership.user_id,
        "name": str(membership.user),
        "organisation": membership.organisation_id,
        "organisation_name": str(membership.organisation),
        "role": str(membership.role),
    }
