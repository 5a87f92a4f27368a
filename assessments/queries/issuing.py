"""How far the record of an assessment's newest decision is: issued, being made, or stuck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import Prefetch
from procrastinate.contrib.django.models import ProcrastinateJob

from assessments.enums import Audience, Event
from assessments.models import Assessment, Decision, Hindrance, Record, RecordDocument

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
class Issuing:
    progress: Progress
    records: tuple[Record, ...]
    """Every version of every decision, newest first, with its documents (without their bytes)."""
    next_attempt_at: datetime | None = None
    hindered_by: str = ""
    """``Hindrance.Cause`` of the last attempt, where one failed."""


def issuing_of(assessment: Assessment) -> Issuing:
    issued = Record.objects.filter(decision__revision__assessment=assessment).defer(
        "content", "public_content"
    )
    found = tuple(
        issued.select_related("decision").prefetch_related(DOCUMENTS).order_by("-decision_id", "-version")
    )
    decision = Decision.objects.filter(revision__assessment=assessment).order_by("-pk").first()
    if decision is None or any(record.decision_id == decision.pk for record in found):
        return Issuing(Progress.ISSUED, found)
    progress, at = _job_of(assessment)
    if progress == Progress.BEING_MADE:
        return Issuing(progress, found)
    hindrance = Hindrance.objects.filter(decision=decision).values_list("cause", flat=True).first()
    return Issuing(progress, found, at, hindrance or "")


def _job_of(assessment: Assessment) -> tuple[Progress, datetime | None]:
    """What became of the job that the newest decision queued."""
    decided = assessment.ledger.filter(event__in=[Event.DECIDED, Event.RECONSIDERED]).order_by("-sequence")
    entries = list(decided.values_list("pk", flat=True)[:1])
    jobs = ProcrastinateJob.objects.filter(task_name="issue_record", args__entry_id__in=entries)
    job = jobs.order_by("-pk").values_list("status", "attempts", "scheduled_at").first()
    match job:
        case ("failed" | "aborted" | "cancelled", _, _):
            return Progress.FAILED, None
        case ("todo", attempts, at) if attempts:
            return Progress.RETRYING, at
        case _:
            return Progress.BEING_MADE, None
