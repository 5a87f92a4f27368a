"""What hinders a record is said and passes: the worker tries again by itself until there is exactly one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from assessments.enums import Role
from assessments.models import Decision, Hindrance, Record, RecordDocument
from tests import full_disks, journey, make, worker
from tests.guards.ground import run
from tests.services import racing
from tests.signing.pki import PASSPHRASE, Infrastructure
from tests.web import answering

pytestmark = pytest.mark.django_db(transaction=True)

JOB = "issue_record"
WAITS = [timedelta(seconds=3**power) for power in range(1, 4)]
"""Counted from when the job fails, a little before that is written down."""
Hinder = Callable[[Any, Infrastructure], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _empty_queue(transactional_db: None) -> None:
    """Emptying the database between tests leaves the queue as it is."""
    run("DELETE FROM procrastinate_jobs")


@contextmanager
def signer_away(settings: Any, pki: Infrastructure) -> Iterator[None]:
    """Where the key should be, there is no file."""
    with _signing(settings, PKCS12=str(pki.folder / "away.p12")):
        yield


@contextmanager
def nonsense_for_timestamps(settings: Any, pki: Infrastructure) -> Iterator[None]:
    """What answers is no timestamp service."""
    with _signing(settings, TIMESTAMP_URL=f"{pki.url}/test/crls/root/"):
        yield


@contextmanager
def timestamps_away(settings: Any, _pki: Infrastructure) -> Iterator[None]:
    """Nobody answers."""
    with _signing(settings, TIMESTAMP_URL="http://127.0.0.1:9/"):
        yield


@contextmanager
def database_full(_settings: Any, _pki: Infrastructure) -> Iterator[None]:
    with full_disks.of_the_database("recorddocument"):
        yield


@contextmanager
def _signing(settings: Any, **spoiled: str) -> Iterator[None]:
    usual = settings.SIGNING
    settings.SIGNING = usual | spoiled
    yield
    settings.SIGNING = usual


@pytest.mark.parametrize(
    ("hinder", "in_korean", "in_english"),
    [
        (signer_away, "서명 키를 사용할 수 없었습니다.", "The signing key could not be reached."),
        (nonsense_for_timestamps, "시점확인 서비스가 올바르게", "The timestamp service did not answer"),
        (timestamps_away, "시점확인 서비스가 올바르게", "The timestamp service did not answer"),
        (database_full, "디스크가 가득 찼습니다.", "its operators have to make room."),
    ],
)
def test_the_worker_tries_again_until_what_hinders_a_record_has_passed(
    settings: Any, pki: Infrastructure, hinder: Hinder, in_korean: str, in_english: str
) -> None:
    given = {"PKCS12": str(pki.pkcs12()), "PKCS12_PASSPHRASE": PASSPHRASE, "CHAIN": str(pki.chain)}
    settings.SIGNING = settings.SIGNING | given | {"LEVEL": "B-T", "TIMESTAMP_URL": pki.timestamp_url}
    decision, _ = journey.decided(example="EX-2")
    attempts, pages, found = [], [], []

    with hinder(settings, pki):
        for _ in range(2):
            attempts.append(attempt())
            pages.append([case_page(decision, language) for language in ("ko", "en")])
            found.append(downloads(decision, version=1))
            come_due()
    worker.work()

    assert attempts == [("todo", 1, timedelta(seconds=3)), ("todo", 2, timedelta(seconds=9))]
    for korean, english in pages:
        assert "결정서를 만드는 중입니다. 지난 시도가 실패하여 자동으로 다시 시도합니다." in korean
        assert in_korean in korean
        assert "The record is being made. The last attempt did not succeed" in english
        assert in_english in english
    assert found == [{404}, {404}]
    assert downloads(decision, version=1) == {200}
    assert (Record.objects.count(), RecordDocument.objects.count()) == (1, 4)
    assert {document.level for document in RecordDocument.objects.all()} == {"B-T"}
    assert (Hindrance.objects.count(), racing.faults()) == (0, [])
    assert job().status == "succeeded"


def test_after_the_last_attempt_the_worker_gives_up_until_an_operator_starts_it_again(
    settings: Any, pki: Infrastructure, capsys: Any
) -> None:
    decision, _ = journey.decided(example="EX-2")
    run("UPDATE procrastinate_jobs SET attempts = 12 WHERE task_name = %s", JOB)

    with signer_away(settings, pki):
        worker.work()
    given_up = job().status, case_page(decision, "en"), downloads(decision, version=1)
    for _ in range(2):
        call_command("issue_record", decision.number)
    worker.work()
    call_command("issue_record", f"{decision.number}-v1")

    assert (given_up[0], given_up[2]) == ("failed", {404})
    assert "its operators have to look at the job “issue_record” and start it again." in given_up[1]
    assert capsys.readouterr().out.splitlines() == [
        f"{decision.number}: queued, the worker makes its record now",
        f"{decision.number}: its record is being made, nothing to do",
        f"{decision.number}: its record is there, nothing to do",
    ]
    assert (Record.objects.count(), RecordDocument.objects.count(), racing.faults()) == (1, 4, [])
    assert downloads(decision, version=1) == {200}


def test_a_job_whose_failure_could_not_be_written_down_is_taken_up_again() -> None:
    """The database has no room for the record, nor for what hindered it, nor for the next attempt."""
    decision, _ = journey.decided(example="EX-2")

    with full_disks.of_the_database_and_queue("recorddocument", "hindrance"):
        worker.work()
    left = job().status, Hindrance.objects.count(), downloads(decision, version=1)
    worker.work()

    assert left == ("doing", 0, {404})
    assert downloads(decision, version=1) == {200}
    assert (Record.objects.count(), RecordDocument.objects.count(), racing.faults()) == (1, 4, [])
    assert job().status == "succeeded"


def attempt() -> tuple[str, int, timedelta]:
    """Let the worker try: what became of the job, how often it was tried, and which pause follows."""
    worker.work()
    left = job()
    put_off = ProcrastinateEvent.objects.filter(job=left, type="deferred_for_retry").latest("pk")
    assert left.scheduled_at is not None
    return left.status, left.attempts, min(one for one in WAITS if one >= left.scheduled_at - put_off.at)


def job() -> ProcrastinateJob:
    found: ProcrastinateJob = ProcrastinateJob.objects.get(task_name=JOB)
    return found


def come_due() -> None:
    run("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE task_name = %s", JOB)


def case_page(decision: Decision, language: str) -> str:
    """As the agency reads it, without what is markup."""
    assessment = decision.revision.assessment
    client = answering.signed_in(make.member(Role.APPLICANT, of=assessment.agency))
    response = client.get(answering.address(assessment), headers={"accept-language": language})
    return response.content.decode().replace("<strong>", "").replace("</strong>", "")


def downloads(decision: Decision, *, version: int) -> set[int]:
    """What is answered to an auditor and to the public who ask for a document."""
    auditor = answering.signed_in(make.member(Role.AUDITOR))
    number = f"{decision.number}-v{version}"
    full = [f"/records/{number}/", f"/records/{number}/ko.pdf", f"/records/{number}/en.pdf"]
    public = [f"/register/{number}/record-{language}.pdf" for language in ("ko", "en")]
    return {auditor.get(one).status_code for one in full} | {Client().get(one).status_code for one in public}
