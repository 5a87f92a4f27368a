"""Who may be given a seat, as reviewer or on the panel; who may not and why; how much each has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from assessments.enums import Role, Seat, State
from assessments.models import Assessment, Assignment, Declaration, Finding, Membership, PanelMember, User
from assessments.policy import Actor
from assessments.workflow import BEFORE_DECISION


@dataclass(frozen=True, slots=True)
class Candidate:
    person: User
    workload: int
    """Undecided assessments this person has a seat in now."""
    bar: str
    """Why this person cannot have the seat; empty when nothing stands in the way."""
    has_declared: bool
    """That there is no conflict of interest."""


@dataclass(frozen=True, slots=True)
class Held:
    """One of the two reviewers' seats, and who holds it now."""

    seat: Seat
    assignment: Assignment | None
    has_declared: bool = False
    """That there is no conflict of interest."""
    has_locked: bool = False


def seats_of(assessment: Assessment) -> list[Held]:
    """Both seats, the legal one first."""
    declared = Declaration.objects.filter(
        assessment=assessment, person=OuterRef("reviewer"), has_conflict=False
    )
    locked = Finding.objects.filter(
        revision__assessment=assessment, reviewer=OuterRef("reviewer"), locked_at__isnull=False
    )
    held = assessment.assignments.filter(ended_at__isnull=True).select_related("reviewer")
    found = {
        row.seat: Held(Seat(row.seat), row, vars(row)["declared"], vars(row)["locked"])
        for row in held.annotate(declared=Exists(declared), locked=Exists(locked))
    }
    return [found.get(seat, Held(seat, None)) for seat in Seat]


def conflicts(assessment: Assessment) -> list[Declaration]:
    """Declared conflicts of interest with their persons, in the order in which they were declared."""
    found = assessment.declarations.filter(has_conflict=True).select_related("person")
    return list(found.order_by("declared_at"))


def stood_down(actor: Actor, reference: str) -> bool:
    """Whether the actor declared a conflict of interest there."""
    found = Declaration.objects.filter(
        assessment__reference=reference, person=actor.user_id, has_conflict=True
    )
    return found.exists()


def reviewers(assessment: Assessment) -> list[Candidate]:
    """Everybody who holds the role, those who may be assigned first, the least burdened first."""
    busy = Count(
        "assignments",
        filter=Q(assignments__ended_at__isnull=True, assignments__assessment__state__in=BEFORE_DECISION),
        distinct=True,
    )
    return _ordered(_people(assessment, role=Role.REVIEWER).annotate(workload=busy), _bar_to_review)


def panel_members(assessment: Assessment, *, role: Role) -> list[Candidate]:
    """Everybody who holds the role of panel member, or of chair; in the same order."""
    busy = Count(
        "panel_seats",
        filter=Q(
            panel_seats__ended_at__isnull=True,
            panel_seats__panel__revision__assessment__state__in=[State.PANEL, State.DRAFT_DECISION],
        ),
        distinct=True,
    )
    return _ordered(_people(assessment, role=role).annotate(workload=busy), _bar_to_panel)


def bar_to_review(assessment: Assessment, person: User) -> str:
    """Why this person cannot review it; empty when nothing stands in the way."""
    found = _people(assessment, role=Role.REVIEWER).filter(pk=person.pk).first()
    return _bar_to_review(found) if found else _("This person is not a reviewer.")


def bar_to_panel(assessment: Assessment, person: User, *, role: Role) -> str:
    """Why this person cannot sit on its panel; empty when nothing stands in the way."""
    found = _people(assessment, role=role).filter(pk=person.pk).first()
    if found is None:
        return _("%(name)s does not hold the role needed for this seat.") % {"name": person}
    return _bar_to_panel(found)


def _people(assessment: Assessment, *, role: Role) -> QuerySet[User]:
    """Active holders of a role, with what speaks against a seat in this assessment."""
    holders = Membership.objects.filter(user=OuterRef("pk"), role=role)
    own = Membership.objects.filter(user=OuterRef("pk"), organisation=assessment.agency_id)
    declared = Declaration.objects.filter(assessment=assessment, person=OuterRef("pk"))
    seat = Assignment.objects.filter(assessment=assessment, reviewer=OuterRef("pk"))
    panel_seat = PanelMember.objects.filter(panel__revision__assessment=assessment, member=OuterRef("pk"))
    people = User.objects.filter(Exists(holders), is_active=True)
    return people.annotate(
        of_agency=Exists(own),
        in_conflict=Exists(declared.filter(has_conflict=True)),
        is_clear=Exists(declared.filter(has_conflict=False)),
        reviewed=Exists(seat),
        deliberated=Exists(panel_seat),
    )


def _bar(person: User) -> str:
    found = vars(person)
    if found["of_agency"]:
        return _("%(name)s belongs to the agency itself.") % {"name": person}
    if found["in_conflict"]:
        return _("%(name)s declared a conflict of interest.") % {"name": person}
    return ""


def _bar_to_review(person: User) -> str:
    if vars(person)["deliberated"]:
        return _("%(name)s sits on the panel.") % {"name": person}
    return _bar(person)


def _bar_to_panel(person: User) -> str:
    if vars(person)["reviewed"]:
        return _("%(name)s reviewed this assessment.") % {"name": person}
    return _bar(person)


def _ordered(people: Iterable[User], bar: Callable[[User], str]) -> list[Candidate]:
    found = [
        Candidate(person, vars(person)["workload"], bar(person), vars(person)["is_clear"])
        for person in people
    ]
    return sorted(found, key=lambda one: (bool(one.bar), one.workload, str(one.person)))
