"""``issue_record``: starts the making of a missing record again, at once and with all its attempts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from procrastinate.contrib.django import app

from assessments.models import Decision
from assessments.queries.issuing import asking, jobs_of, pending_of
from assessments.queries.register_entry import written
from assessments.tasks import jobs


class Command(BaseCommand):
    help = (
        "Queue the job that makes a decision's record again, where it gave up or waits for its next attempt. "
        "Where the record is there or being made, nothing is done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="NHRC-FR-YYYY-NNNN, with or without -vN")

    @transaction.atomic
    def handle(self, *_: Any, number: str, **__: Any) -> None:
        name = written(number).split("-v", maxsplit=1)[0]
        decision = Decision.objects.select_for_update().filter(number=name).first()
        if decision is None:
            raise CommandError(f"{number}: no such decision")
        self.stdout.write(f"{name}: {_start(decision)}")


def _start(decision: Decision) -> str:
    """Queue a new job, in the place of one that waits for its next attempt; what there is to say of it."""
    if pending_of(decision) is None:
        return "its record is there, nothing to do"
    if not _is_idle(decision):
        return "its record is being made, nothing to do"
    entry = asking(decision).first()
    if entry is None:
        raise CommandError(f"{decision.number}: nothing in the ledger asks for a record")
    jobs.issue_record.defer(entry_id=entry.pk)
    return "queued, the worker makes its record now"


def _is_idle(decision: Decision) -> bool:
    """Whether no job is at work or about to be. One that waits for its next attempt is cancelled."""
    job = jobs_of(decision).values_list("pk", "status", "attempts").first()
    match job:
        case (_, "doing", _) | (_, "todo", 0):
            return False
        case (pk, "todo", _):
            return app.job_manager.cancel_job_by_id(pk)
        case _:
            return True
