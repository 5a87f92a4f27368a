"""All assessments of the commission, filtered and searched, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from assessments.models import Assessment, Decision, Organisation
from assessments.policy import Actor, scopes
from assessments.queries import paging, search
from assessments.queries.deadlines import today
from assessments.queries.worklists import SHOWN
from assessments.workflow import BEFORE_DECISION

KEY: paging.Key = {"submitted_at": datetime.fromisoformat, "pk": int}
"""For ``paging.cut``; the index ``assessments_newest_sent`` has this order."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; everything blank means all cases."""

    words: str = ""
    state: str = ""
    agency: int | None = None
    outcome: str = ""
    use: str = ""
    is_overdue: bool = False


def cases(actor: Actor, filters: Filters) -> QuerySet[Assessment]:
    """Every case the actor may see; in no order. What was never sent is no case."""
    return _filtered(scopes.listed_for(actor).filter(submitted_at__isnull=False), filters)


def listed() -> QuerySet[Assessment]:
    """What a list shows of a case."""
    return Assessment.objects.select_related("agency").only(*SHOWN, "submitted_at")


def agencies() -> list[tuple[int, str]]:
    """Every agency, by name: id and name."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.AGENCY).order_by("name")
    return list(rows.values_list("pk", "name"))


def _filtered(rows: QuerySet[Assessment], filters: Filters) -> QuerySet[Assessment]:
    rows = search.matching(rows, filters.words)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.agency:
        rows = rows.filter(agency=filters.agency)
    if filters.use:
        rows = rows.filter(use_case=filters.use)
    if filters.outcome:
        decided = Decision.objects.filter(revision__assessment=OuterRef("pk"), outcome=filters.outcome)
        rows = rows.filter(Exists(decided))
    if filters.is_overdue:
        rows = rows.filter(due_on__lt=today(), state__in=BEFORE_DECISION)
    return rows
