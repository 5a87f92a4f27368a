"""A record that is missing is asked for again, once, and one that is there never."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from assessments.enums import Event, Outcome
from assessments.models import Assessment
from tests.guards.ground import run, write
from tests.web import published
from tests.web.test_records import decided, job

pytestmark = pytest.mark.django_db


def left(assessment: Assessment) -> list[tuple[str, int]]:
    """The jobs that make its record, oldest first: status and attempts."""
    entry = assessment.ledger.get(event=Event.DECIDED)
    jobs = ProcrastinateJob.objects.filter(task_name="issue_record", args={"entry_id": entry.pk})
    return list(jobs.order_by("pk").values_list("status", "attempts"))


@pytest.mark.parametrize(
    ("status", "attempts", "said", "jobs"),
    [
        ("failed", 12, "queued", [("failed", 12), ("todo", 0)]),
        ("cancelled", 1, "queued", [("cancelled", 1), ("todo", 0)]),
        ("todo", 7, "queued", [("cancelled", 7), ("todo", 0)]),
        ("todo", 0, "its record is being made", [("todo", 0)]),
        ("doing", 2, "its record is being made", [("doing", 2)]),
    ],
)
def test_it_is_queued_again_where_nobody_is_about_to_make_it(status, attempts, said, jobs, capsys):
    assessment = decided()
    job(assessment, status=status, attempts=attempts)

    call_command("issue_record", "nhrc-fr-2026-0008")

    assert capsys.readouterr().out.startswith(f"NHRC-FR-2026-0008: {said}")
    assert left(assessment) == jobs


def test_a_second_time_it_is_queued_already():
    assessment = decided()
    job(assessment, status="failed", attempts=12)

    for _ in range(3):
        call_command("issue_record", "NHRC-FR-2026-0008-v1")

    assert left(assessment) == [("failed", 12), ("todo", 0)]


def test_a_queue_that_was_lost_is_no_hindrance():
    assessment = decided()
    run("DELETE FROM procrastinate_jobs")

    call_command("issue_record", "NHRC-FR-2026-0008")

    assert left(assessment) == [("todo", 0)]


def test_a_record_that_is_there_is_not_asked_for(capsys):
    record = published.issued()
    before = ProcrastinateJob.objects.count()

    call_command("issue_record", record.number)

    assert capsys.readouterr().out == f"{record.decision.number}: its record is there, nothing to do\n"
    assert ProcrastinateJob.objects.count() == before


def test_a_decision_that_no_entry_announced_is_said():
    decision = write(Outcome.APPROVED, number="NHRC-FR-2026-0009")

    with pytest.raises(CommandError, match="nothing in the ledger asks for a record"):
        call_command("issue_record", decision.number)


def test_an_unknown_number_is_said():
    with pytest.raises(CommandError, match="no such decision"):
        call_command("issue_record", "NHRC-FR-2026-9999")
