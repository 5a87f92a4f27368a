"""The one who acts: a person together with the roles they hold, read once per request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from assessments.enums import Role
from assessments.errors import NotPermitted
from assessments.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Actor:
    user_id: int | None = None
    name: str = ""
    """As the ledger prints it."""
    agency_roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)
    """Roles by agency id."""
    commission_roles: frozenset[Role] = frozenset()

    @property
    def is_system(self) -> bool:
        return Role.SYSTEM in self.commission_roles

    @property
    def person_id(self) -> int:
        """The id of the person, for columns that name one.

        Raises ``NotPermitted`` for the system and the public.
        """
        if self.user_id is None:
            raise NotPermitted("This act needs a person.")
        return self.user_id

    def roles_towards(self, agency_id: int) -> frozenset[Role]:
        """Every role that counts with regard to one agency's assessments.

        Members of an agency hold no commission role there (NHRCK Act Art. 38: exclusion of a party).
        """
        return self.agency_roles.get(agency_id) or self.commission_roles


PUBLIC = Actor()
SYSTEM = Actor(commission_roles=frozenset({Role.SYSTEM}))


def actor_for(user: User | AnonymousUser) -> Actor:
    """Read the user's memberships (one query)."""
    if not isinstance(user, User):
        return PUBLIC
    agencies: defaultdict[int, set[Role]] = defaultdict(set)
    commission: set[Role] = set()
    for membership in user.memberships.select_related("organisation"):
        role = Role(membership.role)
        if membership.organisation.kind == Organisation.Kind.COMMISSION:
            commission.add(role)
        else:
            agencies[membership.organisation_id].add(role)
    roles = {pk: frozenset(held) for pk, held in agencies.items()}
    return Actor(user.pk, str(user), roles, frozenset(commission))
