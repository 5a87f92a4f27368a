"""What surrounds every page's content: the ways per desk, the languages, the demonstration's people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache as kept
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext as _, gettext_lazy

from assessments.enums import AGENCY_ROLES, Role
from assessments.models import Membership, Organisation
from assessments.policy import PUBLIC, Actor

JUDGING = frozenset({Role.OFFICER, Role.REVIEWER, Role.PANEL_MEMBER, Role.CHAIR})
DRAFTING = frozenset({Role.STANDARDS_EDITOR, Role.CHAIR})
ANYONE = frozenset(Role)
FRAME = ("set_language", "account", "sign-in", "sign-out")
"""Addresses that the frame of every page links to."""
DEMO_CACHE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation or the footer."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class DemoPerson:
    username: str
    name: str
    roles: str


@dataclass(frozen=True, slots=True)
class DemoDesk:
    name: str
    people: tuple[DemoPerson, ...]


# fmt: off
WAYS = (
    (AGENCY_ROLES,                       "my-assessments", gettext_lazy("My assessments")),
    (JUDGING,                            "queue",          gettext_lazy("Queue")),
    (JUDGING | {Role.AUDITOR},           "cases",          gettext_lazy("All cases")),
    (frozenset({Role.AUDITOR}),          "audit",          gettext_lazy("Audit")),
    (DRAFTING,                           "editing",        gettext_lazy("Editions")),
    (frozenset({Role.ADMINISTRATOR}),    "organisations",  gettext_lazy("Organisations and people")),
    (ANYONE,                             "standards",      gettext_lazy("Standards")),
    (ANYONE,                             "register",       gettext_lazy("Register")),
    (ANYONE,                             "verify",         gettext_lazy("Verify a record")),
)
# fmt: on


def portal(request: HttpRequest) -> dict[str, Any]:
    """Nothing here asks the database until a template shows it."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    return {
        "actor": actor,
        "addresses": {name.replace("-", "_"): _address(name) for name in FRAME},
        "navigation": SimpleLazyObject(lambda: _navigation(actor, path=request.path)),
        "footer_ways": SimpleLazyObject(lambda: _navigation(PUBLIC, path="")),
        "own_roles": SimpleLazyObject(lambda: ", ".join(_labels(_roles(actor)))),
        "other_languages": [code for code, _name in settings.LANGUAGES if code != get_language()],
        "is_demo": settings.DEMO,
        "demo_desks": SimpleLazyObject(_demo_desks),
        "portal_version": settings.VERSION,
    }


def _navigation(actor: Actor, *, path: str) -> tuple[Way, ...]:
    roles = _roles(actor)
    addresses = [
        (str(label), address)
        for needed, name, label in WAYS
        if (needed is ANYONE or needed & roles) and (address := _address(name))
    ]
    current = max((a for _label, a in addresses if path.startswith(a)), key=len, default=None)
    return tuple(Way(label, address, address == current) for label, address in addresses)


def _address(name: str) -> str | None:
    return _known_address(name, get_urlconf() or settings.ROOT_URLCONF)


@kept
def _known_address(name: str, urlconf: str) -> str | None:
    """None for a page the portal does not have (yet), so that one missing page breaks no other."""
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return None


def _roles(actor: Actor) -> frozenset[Role]:
    return actor.commission_roles.union(*actor.agency_roles.values())


def _labels(roles: Iterable[Role]) -> list[str]:
    order = list(Role)
    return [str(role.label) for role in sorted(roles, key=order.index)]


def _demo_desks() -> list[DemoDesk]:
    """Sample people by organisation; remembered briefly, since every page of a demonstration shows them."""
    if not settings.DEMO:
        return []
    key = f"demo-desks-{get_language()}"
    desks: list[DemoDesk] = cache.get_or_set(key, _read_demo_desks, DEMO_CACHE_SECONDS) or []
    return desks


def _read_demo_desks() -> list[DemoDesk]:
    held: dict[str, dict[str, tuple[str, set[Role]]]] = {}
    memberships = Membership.objects.filter(user__is_sample=True, user__is_active=True)
    for membership in memberships.select_related("user", "organisation").order_by("organisation__kind", "pk"):
        user, desk = membership.user, _organisation_name(membership.organisation)
        _name, roles = held.setdefault(desk, {}).setdefault(user.username, (str(user), set()))
        roles.add(Role(membership.role))
    return [DemoDesk(desk, tuple(_people(people))) for desk, people in held.items()]


def _people(people: dict[str, tuple[str, set[Role]]]) -> Iterable[DemoPerson]:
    for username, (name, roles) in people.items():
        yield DemoPerson(username, name, ", ".join(_labels(roles)))


def _organisation_name(organisation: Organisation) -> str:
    if organisation.kind == Organisation.Kind.COMMISSION:
        return _("Commission")
    return (get_language() == "en" and organisation.name_en) or organisation.name
