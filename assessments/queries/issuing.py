"""How far the newest version of an assessment's record is: issued, being made, or stuck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import BigIntegerField, Exists, JSONField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from procrastinate.contrib.django.models import ProcrastinateJob

from assessments.enums import Audience, Event
from assessments.models import Assessment, Correction, Decision, LedgerEntry, Record, RecordDocument

DOCUMENTS = Prefetch(
    "documents",
    RecordDocument.objects.filter(audience=Audience.PARTIES)
    .select_related("signed_with")
    .defer("pdf", "signed_with__pem", "signed_with__chain")
    .order_by("-language"),
    to_attr="documents_without_bytes",
)
"""Those for the parties. Korean first: it is the authentic one."""


class Progress(Enum):
    ISSUED = "issued"
    BEING_MADE = "being made"
    RETRYING = "retrying"
    """An attempt failed; there will be another."""
    FAILED = "failed"
    """Every attempt failed: somebody has to look."""


@dataclass(frozen=True, slots=True)
class Version:
    """A record, and what was corrected in it later."""

    record: Record
    corrected_by: Correction | None
    """None for the newest version of a decision's record, and while the next is being made."""
    next_number: str = ""
    """Of the record that says the correction."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A version that is due and not there."""

    progress: Progress
    next_attempt_at: datetime | None = None
    hindered_by: str = ""
    """``Hindrance.Cause`` of the last attempt, where one failed."""

    @property
    def is_retrying(self) -> bool:
        return self.progress == Progress.RETRYING

    @property
    def has_failed(self) -> bool:
        return self.progress == Progress.FAILED


@dataclass(frozen=True, slots=True)
class Issuing:
    pending: Pending | None
    """The newest version, where it is not there yet."""
    records: tuple[Record, ...]
    """Every version of every decision, newest first, with its documents (without their bytes)."""
    corrections: tuple[Correction, ...] = ()
    """Every one that was ordered, also where its version is still being made."""

    @property
    def progress(self) -> Progress:
        return self.pending.progress if self.pending else Progress.ISSUED

    @property
    def versions(self) -> list[Version]:
        """The records, each with what corrected it."""
        by_place = {(one.decision_id, one.version): one for one in self.corrections}
        numbers = {(one.decision_id, one.version): one.number for one in self.records}
        return [self._version(record, by_place, numbers) for record in self.records]

    def _version(
        self,
        record: Record,
        corrections: Mapping[tuple[int, int], Correction],
        numbers: Mapping[tuple[int, int], str],
    ) -> Version:
        after = (record.decision_id, record.version + 1)
        return Version(record, corrections.get(after) if after in numbers else None, numbers.get(after, ""))


def issuing_of(assessment: Assessment) -> Issuing:
    issued = Record.objects.filter(decision__revision__assessment=assessment).defer(
        "content", "public_content"
    )
    found = tuple(
        issued.select_related("decision").prefetch_related(DOCUMENTS).order_by("-decision_id", "-version")
    )
    corrections = tuple(Correction.objects.filter(decision__revision__assessment=assessment))
    return Issuing(newest_decision(assessment)[1], found, corrections)


def newest_decision(assessment: Assessment) -> tuple[Decision | None, Pending | None]:
    """The newest decision, and how far its record is where the version that is due is not there.

    One statement where nothing is pending, else two.
    """
    decision = _with_due(Decision.objects.filter(revision__assessment=assessment)).order_by("-pk").first()
    return decision, None if decision is None or decision.has_record else _pending(decision)


def pending_of(decision: Decision) -> Pending | None:
    """How far the decision's record is, where the version that is due is not there."""
    found = _with_due(Decision.objects.filter(pk=decision.pk)).get()
    return None if found.has_record else _pending(found)


def _with_due(decisions: QuerySet[Decision]) -> QuerySet[Any]:
    """Each with the number of the version there should be, whether it is there, and what hinders it."""
    ordered = Correction.objects.filter(decision=OuterRef("pk")).order_by("-version").values("version")[:1]
    issued = Record.objects.filter(decision=OuterRef("pk"), version=OuterRef("due"))
    due = decisions.annotate(due=Coalesce(Subquery(ordered), 1), has_record=Exists(issued))
    return due.select_related("hindrance")


def _pending(decision: Decision) -> Pending:
    """What became of the job that the decision or its newest correction queued."""
    job = jobs_of(decision).values_list("status", "attempts", "scheduled_at").first()
    hindrance = getattr(decision, "hindrance", None)
    cause = hindrance.cause if hindrance else ""
    match job:
        case ("failed" | "aborted" | "cancelled", _, _):
            return Pending(Progress.FAILED, hindered_by=cause)
        case ("todo", attempts, at) if attempts:
            return Pending(Progress.RETRYING, at, cause)
        case _:
            return Pending(Progress.BEING_MADE)


def asking(decision: Decision) -> QuerySet[LedgerEntry]:
    """The entries that ask for a version of the decision's record, the newest first."""
    asking = LedgerEntry.objects.filter(event__in=[Event.DECIDED, Event.RECORD_CORRECTED])
    of_case = asking.filter(assessment__revisions=decision.revision_id).order_by("-sequence")
    said = of_case.annotate(said=Cast("text", JSONField()))
    return said.filter(said__data__decision=decision.number)


def jobs_of(decision: Decision) -> QuerySet[ProcrastinateJob]:
    """Those that make, or made, the newest version that was asked for; the newest first."""
    jobs = ProcrastinateJob.objects.filter(task_name="issue_record")
    of_entries = jobs.annotate(entry=Cast(KT("args__entry_id"), BigIntegerField())).order_by("-pk")
    newest: QuerySet[ProcrastinateJob] = of_entries.filter(entry=Subquery(asking(decision).values("pk")[:1]))
    return newest
