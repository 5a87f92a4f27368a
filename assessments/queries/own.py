"""The assessments of the actor's own agencies, and the people there who may send them."""

from __future__ import annotations

from django.db.models import QuerySet

from assessments.enums import Role
from assessments.models import Assessment, Organisation, User
from assessments.policy import Actor
from assessments.queries.turns import AGENCY_ACTS


def own_assessments(actor: Actor) -> QuerySet[Assessment]:
    """With their agencies; in no order, as ``paging.cut`` orders them."""
    return Assessment.objects.filter(agency__in=list(actor.agency_roles)).select_related("agency")


def waiting(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Those in which the agency has to act next."""
    return rows.filter(state__in=AGENCY_ACTS)


def own_agencies(actor: Actor) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=list(actor.agency_roles)).order_by("name"))


def approvers(agency: Organisation) -> list[User]:
    """Those who may send for the agency, by name."""
    held = User.objects.filter(
        is_active=True, memberships__organisation=agency, memberships__role=Role.APPROVER
    )
    return list(held.distinct().order_by("name"))
