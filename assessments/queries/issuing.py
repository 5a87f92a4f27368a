"""How far the newest version of an assessment's record is: issued, being made, or stuck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import Prefetch
from procrastinate.contrib.django.models import ProcrastinateJob

from assessments.enums import Audience, Event
from assessments.models import Assessment, Correction, Decision, Hindrance, Record, RecordDocument

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
class Issuing:
    progress: Progress
    records: tuple[Record, ...]
    """Every version of every decision, newest first, with its documents (without their bytes)."""
    next_attempt_at: datetime | None = None
    hindered_by: str = ""
    """``Hindrance.Cause`` of the last attempt, where one failed."""
    corrections: tuple[Correction, ...] = ()
    """Every one that was ordered, also where its version is still being made."""

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
    decision = Decision.objects.filter(revision__assessment=assessment).order_by("-pk").first()
    corrections = tuple(Correction.objects.filter(decision__revision__assessment=assessment))
    if decision is None or _due(decision, corrections) in {(one.decision_id, one.version) for one in found}:
        return Issuing(Progress.ISSUED, found, corrections=corrections)
    progress, at = _job_of(assessment)
    if progress == Progress.BEING_MADE:
        return Issuing(progress, found, corrections=corrections)
    hindrance = Hindrance.objects.filter(decision=decision).values_list("cause", flat=True).first()
    return Issuing(progress, found, at, hindrance or "", corrections)


def _due(decision: Decision, corrections: tuple[Correction, ...]) -> tuple[int, int]:
    """Decision and version of the newest record there should be."""
    ordered = [one.version for one in corrections if one.decision_id == decision.pk]
    return decision.pk, max(ordered, default=1)


def _job_of(assessment: Assessment) -> tuple[Progress, datetime | None]:
    """What became of the job that the newest decision or correction queued."""
    asking = [Event.DECIDED, Event.RECONSIDERED, Event.RECORD_CORRECTED]
    decided = assessment.ledger.filter(event__in=asking).order_by("-sequence")
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
