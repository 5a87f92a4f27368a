"""What each task of the commission's people is, as the assessments that wait for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assessments.enums import Role, Seat, State
from assessments.evaluation.tally import MAJORITY
from assessments.models import (
    Assessment,
    Assignment,
    Declaration,
    Finding,
    Panel,
    PanelMember,
    Statement,
    Vote,
)
from assessments.policy import Actor
from assessments.policy.rules import REVIEWED_IN
from assessments.queries.deadlines import today


class Task(TextChoices):
    """What somebody is asked to do."""

    DECLARE = "declare", _("Declare conflicts of interest")
    CHECK = "check", _("Check completeness")
    OVERDUE = "overdue", _("Supplement overdue")
    REASSIGN = "reassign", _("Name a reviewer")
    NAME_PANEL = "name_panel", _("Name the panel")
    REVIEW = "review", _("Review")
    VOTE = "vote", _("Deliberate and vote")
    CONCLUDE = "conclude", _("Conclude the vote")
    ADOPT = "adopt", _("Adopt the decision")


Duty = tuple[Task, QuerySet[Assessment]]


def duties(actor: Actor) -> list[Duty]:
    """The actor's tasks; a task may stand twice. Assessments of the actor's own agency never appear."""
    own = list(actor.agency_roles)
    return [(task, rows.exclude(agency__in=own) if own else rows) for task, rows in _duties(actor)]


def _duties(actor: Actor) -> Iterator[Duty]:
    roles = actor.commission_roles
    if Role.OFFICER in roles:
        yield Task.CHECK, Assessment.objects.filter(state=State.SUBMITTED)
        yield Task.OVERDUE, Assessment.objects.filter(state=State.SUPPLEMENT, due_on__lt=today())
        yield Task.REASSIGN, _without_reviewer()
    if roles & {Role.OFFICER, Role.CHAIR}:
        yield Task.NAME_PANEL, _without_panel()
    if Role.REVIEWER in roles:
        yield (
            Task.DECLARE,
            _declared(_with_seat(actor).filter(state__in=REVIEWED_IN), actor, no_conflict=None),
        )
        yield Task.REVIEW, _to_review(actor)
    if roles & {Role.PANEL_MEMBER, Role.CHAIR}:
        yield (
            Task.DECLARE,
            _declared(_before(_panels(actor, State.PANEL), State.PANEL), actor, no_conflict=None),
        )
        yield Task.VOTE, _to_vote(actor)
    if Role.CHAIR in roles:
        yield Task.CONCLUDE, _to_conclude(actor)
        yield Task.ADOPT, _to_adopt(actor)


def _with_seat(actor: Actor) -> QuerySet[Assessment]:
    seats = Assignment.objects.filter(reviewer=actor.user_id, ended_at__isnull=True)
    return Assessment.objects.filter(pk__in=seats.values("assessment"))


def _panels(actor: Actor, state: State, **which: bool) -> QuerySet[Panel]:
    """Panels on which the actor sits, of assessments in one state."""
    seats = PanelMember.objects.filter(
        panel=OuterRef("pk"), member=actor.user_id, ended_at__isnull=True, **which
    )
    return Panel.objects.filter(Exists(seats), revision__assessment__state=state)


def _before(panels: QuerySet[Panel], state: State) -> QuerySet[Assessment]:
    return Assessment.objects.filter(state=state, pk__in=panels.values("revision__assessment"))


def _declared(rows: QuerySet[Assessment], actor: Actor, *, no_conflict: bool | None) -> QuerySet[Assessment]:
    """Those where the actor said that there is no conflict; with ``None`` those without a declaration."""
    said = Declaration.objects.filter(assessment=OuterRef("pk"), person=actor.user_id)
    return (
        rows.exclude(Exists(said))
        if no_conflict is None
        else rows.filter(Exists(said.filter(has_conflict=False)))
    )


def _to_review(actor: Actor) -> QuerySet[Assessment]:
    locked = Finding.objects.filter(
        revision__assessment=OuterRef("pk"), reviewer=actor.user_id, locked_at__isnull=False
    )
    rows = _with_seat(actor).filter(state=State.IN_REVIEW)
    return _declared(rows, actor, no_conflict=True).exclude(Exists(locked))


def _to_vote(actor: Actor) -> QuerySet[Assessment]:
    panels = _panels(actor, State.PANEL).exclude(Exists(_votes().filter(member=actor.user_id)))
    return _declared(_before(panels, State.PANEL), actor, no_conflict=True)


def _to_conclude(actor: Actor) -> QuerySet[Assessment]:
    """The chair has voted, and either an outcome has its majority or everybody has voted."""
    cast = _votes().order_by().values("round").annotate(n=Count("pk")).values("n")
    alike = _votes().order_by().values("outcome").annotate(n=Count("pk")).filter(n__gte=MAJORITY)
    panels = _panels(actor, State.PANEL, is_chair=True).filter(Exists(_votes().filter(member=actor.user_id)))
    decided = panels.annotate(cast=Subquery(cast)).filter(Q(Exists(alike)) | Q(cast__gte=F("size")))
    return _before(decided, State.PANEL)


def _to_adopt(actor: Actor) -> QuerySet[Assessment]:
    """The agency has had its say, or its time."""
    stated = Statement.objects.filter(panel=OuterRef("pk"), made_at__gte=OuterRef("draft__sent_at"))
    over = Q(revision__assessment__due_on__lt=today()) | Q(Exists(stated))
    panels = _panels(actor, State.DRAFT_DECISION, is_chair=True).filter(over)
    return _before(panels, State.DRAFT_DECISION)


def _votes() -> QuerySet[Vote]:
    """The votes of the outer panel's current round."""
    return Vote.objects.filter(panel=OuterRef("pk"), round=OuterRef("round"))


def _without_reviewer() -> QuerySet[Assessment]:
    """A seat was given up during the review."""
    released = Assignment.objects.filter(ended_at__isnull=False)
    held = Assignment.objects.filter(assessment=OuterRef("pk"), ended_at__isnull=True)
    count = held.order_by().values("assessment").annotate(n=Count("pk")).values("n")
    rows = Assessment.objects.filter(
        state__in=[State.IN_REVIEW, State.CLARIFICATION], pk__in=released.values("assessment")
    )
    return rows.annotate(held=Coalesce(Subquery(count), 0)).filter(held__lt=len(Seat))


def _without_panel() -> QuerySet[Assessment]:
    """Before the panel, with a seat on it that is empty."""
    waiting = Panel.objects.filter(is_seated=False).values("revision__assessment")
    return Assessment.objects.filter(state=State.PANEL, pk__in=waiting)
