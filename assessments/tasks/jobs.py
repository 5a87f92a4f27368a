"""Background jobs: fetch by id, call one service. A job may run twice, so every service it calls may too."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from assessments.models import LedgerEntry
from assessments.services import edition_tests, issuance, notifications, publication, simulation

RETRY = RetryStrategy(max_attempts=12, exponential_wait=3)


@app.task(name="issue_record", retry=RETRY)
def issue_record(entry_id: int) -> None:
    issuance.issue_after(LedgerEntry.objects.get(pk=entry_id))


@app.task(name="publish", retry=RETRY)
def publish(entry_id: int) -> None:
    publication.publish_after(LedgerEntry.objects.get(pk=entry_id))


@app.task(name="send_notice", retry=RETRY)
def send_notice(entry_id: int) -> None:
    notifications.send_notice(LedgerEntry.objects.get(pk=entry_id))


@app.task(name="send_password_link", retry=RETRY)
def send_password_link(entry_id: int) -> None:
    notifications.send_password_link(LedgerEntry.objects.get(pk=entry_id))


@app.task(name=edition_tests.JOB)
def test_draft(draft_id: int, version: int) -> None:
    edition_tests.carry_out(draft_id, version=version)


@app.task(name=simulation.JOB)
def simulate_draft(simulation_id: int) -> None:
    simulation.carry_out(simulation_id)
