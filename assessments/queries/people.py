"""Organisations with how many belong to them, and who holds which role in one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from assessments.enums import AGENCY_ROLES, COMMISSION_ROLES, Role
from assessments.models import Membership, Organisation, User


@dataclass(frozen=True, slots=True)
class Person:
    user: User
    memberships: tuple[Membership, ...]


def organisations(words: str) -> QuerySet[Organisation]:
    """The commission first, then agencies by name; ``people`` counts each person once."""
    named = Q(name__icontains=words) | Q(name_en__icontains=words) if words else Q()
    counted = Organisation.objects.filter(named).annotate(people=Count("memberships__user", distinct=True))
    return counted.order_by("-kind", "name")


def people_of(organisation: Organisation) -> list[Person]:
    """Everybody with a role there, by name."""
    held: dict[User, list[Membership]] = {}
    memberships = organisation.memberships.select_related("user", "organisation")
    for membership in memberships.order_by("user__name", "user_id", "pk"):
        held.setdefault(membership.user, []).append(membership)
    return [Person(user, tuple(memberships)) for user, memberships in held.items()]


def roles_of(organisation: Organisation) -> list[Role]:
    """The roles that can be held there, in the order of the procedure."""
    fitting = COMMISSION_ROLES if organisation.kind == Organisation.Kind.COMMISSION else AGENCY_ROLES
    return [role for role in Role if role in fitting]
