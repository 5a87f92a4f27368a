"""The agencies and people of synthetic cases. They hold their roles but cannot sign in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from django.db import transaction

from assessments.enums import Role
from assessments.models import Membership, Organisation, User
from assessments.samples import people
from assessments.samples.people import People
from assessments.samples.volume import names

_POOLS = {Role.OFFICER: 4, Role.REVIEWER: 12, Role.PANEL_MEMBER: 16, Role.CHAIR: 2}
"""How many more of each there are, beside the sample people."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part in one case, by the part's name: the sample person's username in the mould."""

    agency: Organisation
    parts: Mapping[str, User]


@dataclass(slots=True)
class Staff:
    agencies: list[tuple[Organisation, User, User]] = field(default_factory=list)
    """With applicant and approver."""
    pools: dict[Role, list[User]] = field(default_factory=dict)

    def cast(self, random: Random) -> Cast:
        agency, applicant, approver = random.choice(self.agencies)
        judges = random.sample(self.pools[Role.REVIEWER], 3)
        members = random.sample(self.pools[Role.PANEL_MEMBER], 5)
        parts = {
            "officer": random.choice(self.pools[Role.OFFICER]),
            "chair": random.choice(self.pools[Role.CHAIR]),
        }
        for sample in people.AGENCIES:
            parts |= dict(
                zip([username for _role, username, _name in sample.staff], (applicant, approver), strict=True)
            )
        parts |= {f"reviewer{number}": person for number, person in enumerate(judges, start=1)}
        parts |= {f"panel{number}": person for number, person in enumerate(members, start=1)}
        return Cast(agency, parts)


@transaction.atomic
def enter(sample: People) -> Staff:
    """Everybody, entered if they are not there yet; the commission's sample people take part too."""
    staff = Staff()
    for number, (name, name_en) in enumerate(names.agencies(), start=1):
        agency, _ = Organisation.objects.get_or_create(
            name=name, defaults={"kind": Organisation.Kind.AGENCY, "name_en": name_en, "is_sample": True}
        )
        pair = [_person(f"agency{number}-{role}", agency, role) for role in (Role.APPLICANT, Role.APPROVER)]
        staff.agencies.append((agency, pair[0], pair[1]))
    for role, size in _POOLS.items():
        more = [_person(f"{role}-{number}", people.commission(), role) for number in range(1, size + 1)]
        staff.pools[role] = [*_holders(role, sample), *more]
    return staff


def _holders(role: Role, sample: People) -> Iterable[User]:
    return (sample.users[username] for held, username, _name in people.COMMISSION if held == role)


def _person(username: str, organisation: Organisation, role: Role) -> User:
    username = f"volume-{username}"
    known = User.objects.filter(username=username).first()
    if known:
        return known
    person = User(username=username, name=names.person(username), is_sample=True, is_active=False)
    person.set_unusable_password()
    person.save()
    Membership.objects.create(user=person, organisation=organisation, role=role)
    return person
