"""Everything that was decided, newest first, for those who check it; and the ledger's last verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent

from assessments.models import Decision, Organisation, Record
from assessments.policy import Actor, scopes
from assessments.queries import search
from assessments.queries.issuing import DOCUMENTS
from assessments.queries.paging import Key
from assessments.queries.register_entry import written

KEY: Key = {"id": int}
RECORDS = Prefetch(
    "records",
    Record.objects.defer("content", "public_content").prefetch_related(DOCUMENTS).order_by("-version"),
    to_attr="issued",
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What an auditor looks for; blank means everything. Days are days in Seoul, both included."""

    words: str = ""
    agency: int | None = None
    outcome: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.agency or self.outcome or self.since or self.until)


def decisions(actor: Actor, sought: Sought) -> QuerySet[Decision]:
    """With assessment, agency, records and documents (without bytes); the order is the page's."""
    cases = scopes.listed_for(actor)
    if sought.agency:
        cases = cases.filter(agency=sought.agency)
    rows = Decision.objects.filter(_adopted(sought))
    if written(sought.words).startswith("NHRC"):
        rows = rows.filter(number__startswith=written(sought.words).split("-v", maxsplit=1)[0])
    else:
        cases = search.matching(cases, sought.words)
    if sought.outcome:
        rows = rows.filter(outcome=sought.outcome)
    return (
        rows.filter(revision__assessment__in=cases)
        .select_related("revision__assessment__agency")
        .defer(*LONG_COLUMNS)
        .prefetch_related(RECORDS)
    )


def agencies() -> list[Organisation]:
    return list(Organisation.objects.filter(kind=Organisation.Kind.AGENCY).order_by("name"))


@dataclass(frozen=True, slots=True)
class NightlyAudit:
    """The last time the whole ledger was verified by itself."""

    at: datetime
    is_unbroken: bool


def last_audit() -> NightlyAudit | None:
    """None while it never ran."""
    ran = ProcrastinateEvent.objects.filter(job__task_name="audit_ledger", type__in=["succeeded", "failed"])
    event = ran.order_by("-pk").values_list("at", "type").first()
    return NightlyAudit(event[0], event[1] == "succeeded") if event else None


LONG_COLUMNS = (
    "advice",
    "scope_ko",
    "scope_en",
    "reasons_ko",
    "reasons_en",
    "revision__answers",
    "revision__sealed_text",
    "revision__preliminary",
    "revision__assessment__search",
    "revision__assessment__search_grams",
)


def _adopted(sought: Sought) -> Q:
    since = Q(adopted_at__gte=_begin(sought.since)) if sought.since else Q()
    until = Q(adopted_at__lt=_begin(sought.until + timedelta(days=1))) if sought.until else Q()
    return since & until


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
