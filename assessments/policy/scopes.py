"""What may this actor see? The same answers as ``rules.may_view``, as query sets."""

from __future__ import annotations

from django.db.models import BooleanField, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value

from assessments.enums import Role
from assessments.models import Assessment, Assignment, Declaration, Finding, PanelMember
from assessments.policy.actor import Actor

SEE_ALL_SENT = frozenset({Role.OFFICER, Role.CHAIR, Role.AUDITOR, Role.SYSTEM})
"""These see every assessment that was sent. Reviewers and panel members see those they sit on."""


def viewable_by(actor: Actor) -> QuerySet[Assessment]:
    """The assessments for which ``rules.may_view`` says yes, with the actor's standing in each."""
    return _with_standing(listed_for(actor), actor).select_related("agency")


def listed_for(actor: Actor) -> QuerySet[Assessment]:
    """The same assessments without standing: for lists, where nobody acts."""
    own = Q(agency_id__in=list(actor.agency_roles))
    if actor.is_system:
        return Assessment.objects.all()
    # Sent at least once: a draft that was withdrawn unseen stays the agency's own.
    foreign = Q(submitted_at__isnull=False) & ~own
    if actor.commission_roles & SEE_ALL_SENT:
        return (
            Assessment.objects.filter(own | foreign)
            if actor.agency_roles
            else Assessment.objects.filter(foreign)
        )
    if actor.commission_roles & {Role.REVIEWER, Role.PANEL_MEMBER}:
        sits = Exists(_seats(actor)) | Exists(_panel_seats(actor))
        return Assessment.objects.filter(own | (foreign & Q(sits)))
    return Assessment.objects.filter(own)


def locked(actor: Actor, assessment: Assessment) -> Assessment:
    """The assessment's row as it is now, locked until the transaction ends, with the actor's standing.

    Raises ``Assessment.DoesNotExist`` when the actor may not see it (any more).
    """
    return viewable_by(actor).select_for_update(of=("self",)).get(pk=assessment.pk)


def _with_standing(assessments: QuerySet[Assessment], actor: Actor) -> QuerySet[Assessment]:
    if not actor.commission_roles & {Role.REVIEWER, Role.PANEL_MEMBER, Role.CHAIR}:
        return assessments.annotate(
            my_seat=Value(None, output_field=CharField()),
            my_panel=Value(False, output_field=BooleanField()),
            my_chair=Value(False, output_field=BooleanField()),
            my_conflict=Value(None, output_field=BooleanField()),
            my_lock=Value(False, output_field=BooleanField()),
        )
    declared = Declaration.objects.filter(assessment=OuterRef("pk"), person=actor.user_id)
    mine = Finding.objects.filter(
        revision__assessment=OuterRef("pk"), reviewer=actor.user_id, locked_at__isnull=False
    )
    return assessments.annotate(
        my_seat=Subquery(_seats(actor).values("seat")[:1]),
        my_panel=Exists(_panel_seats(actor)),
        my_chair=Exists(_panel_seats(actor).filter(is_chair=True)),
        my_conflict=Subquery(declared.values("has_conflict")[:1]),
        my_lock=Exists(mine),
    )


def _seats(actor: Actor) -> QuerySet[Assignment]:
    return Assignment.objects.filter(assessment=OuterRef("pk"), reviewer=actor.user_id, ended_at__isnull=True)


def _panel_seats(actor: Actor) -> QuerySet[PanelMember]:
    return PanelMember.objects.filter(
        panel__revision__assessment=OuterRef("pk"), member=actor.user_id, ended_at__isnull=True
    )
