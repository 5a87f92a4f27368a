"""The decision record of a case: being made, issued, and downloaded byte for byte."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.enums import AGENCY_ROLES, Event, Outcome, Role, State
from assessments.models import Assessment, Record, User
from assessments.policy import SYSTEM
from assessments.services import ledger
from tests import make
from tests.guards.ground import guards_off, run, write
from tests.policy.cast import declare, seat_on_panel
from tests.web import answering, published

pytestmark = pytest.mark.django_db


def english(person: User) -> Client:
    client = answering.signed_in(person)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def auditor() -> Client:
    return english(make.member(Role.AUDITOR))


def decided() -> Assessment:
    """A decision whose record is not made yet, with the ledger entry that asked for it."""

    decision = write(Outcome.APPROVED, number="NHRC-FR-2026-0008")
    assessment = decision.revision.assessment
    with guards_off():
        Assessment.objects.filter(pk=assessment.pk).update(
            state=State.APPROVED, submitted_at=decision.adopted_at
        )
    ledger.append(Event.DECIDED, actor=SYSTEM, assessment=assessment, data={"decision": decision.number})
    return assessment


def job(assessment: Assessment, *, status: str, attempts: int) -> None:
    """The job that makes the record, as the worker left it."""
    entry = assessment.ledger.get(event=Event.DECIDED)
    run("DELETE FROM procrastinate_jobs")
    run(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, scheduled_at) VALUES"
        " ('default', 'issue_record', jsonb_build_object('entry_id', %s::int), %s, %s, '2026-11-23 01:00Z')",
        entry.pk,
        status,
        attempts,
    )


def shown(client: Client, assessment: Assessment) -> str:
    response = client.get(f"/assessments/{assessment.reference}/record/")
    assert response.status_code == 200
    return response.content.decode()


def pdf(client: Client, record: Record, language: str = "ko", **headers: str) -> Any:
    return client.get(f"/records/{record.number}/{language}.pdf", headers=headers)


# ---- the page ---------------------------------------------------------------------------------------------


def test_a_record_that_is_being_made_says_so_and_looks_again_by_itself():
    assessment = decided()
    job(assessment, status="doing", attempts=0)

    html = shown(auditor(), assessment)

    assert "The record is being made." in html
    assert 'aria-live="polite"' in html
    assert f'hx-get="/assessments/{assessment.reference}/record/" hx-trigger="every 4s"' in html
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html


def test_an_attempt_that_failed_is_said_to_be_retried():
    assessment = decided()
    job(assessment, status="todo", attempts=2)

    html = shown(auditor(), assessment)

    assert "it will be retried by itself" in html
    assert "Next attempt: 2026-11-23 10:00" in html


def test_a_record_that_could_not_be_made_says_who_has_to_look():
    assessment = decided()
    job(assessment, status="failed", attempts=12)

    html = shown(auditor(), assessment)

    assert "The record could not be made" in html
    assert "http-equiv" not in html
    assert "hx-trigger" not in html


def test_a_reconsideration_asks_for_no_record_and_changes_nothing_of_what_is_said_of_one():
    assessment = decided()
    job(assessment, status="failed", attempts=12)
    ledger.append(Event.RECONSIDERED, actor=SYSTEM, assessment=assessment, data={})

    assert "The record could not be made" in shown(auditor(), assessment)


def test_an_issued_record_is_offered_in_both_languages_with_its_digests():
    record = published.issued()

    html = shown(auditor(), record.decision.revision.assessment)

    assert re.findall(rf'href="/records/{record.number}/([^"]*)"', html) == ["", "ko.pdf", "en.pdf"]
    for document in record.documents.all():
        assert (document.sha256 in html) == (document.audience == "parties")
    assert record.code in html
    assert 'hx-trigger="every' not in html


def test_every_version_stays_there_the_newest_first():
    first = published.issued()
    second = published.issued(version=2, decision=first.decision)

    html = shown(auditor(), first.decision.revision.assessment)

    assert re.findall(r'<h2 id="record-\d+">([^<]+)</h2>', html) == [second.number, first.number]


def test_before_the_decision_there_is_no_record_page():
    assessment = make.submitted()
    client = english(make.member(Role.OFFICER))

    assert client.get(f"/assessments/{assessment.reference}/record/").status_code == 403


@pytest.mark.parametrize("versions", [1, 3])
def test_the_page_takes_the_same_statements_however_many_versions_there_are(
    versions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record = published.issued()
    for version in range(2, versions + 1):
        published.issued(version=version, decision=record.decision)
    client = auditor()
    shown(client, record.decision.revision.assessment)  # the first reading is entered

    with django_assert_num_queries(9):
        shown(client, record.decision.revision.assessment)


# ---- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_stored_bytes_are_sent_as_they_are(language):
    record = published.issued()
    stored = record.documents.get(language=language, audience="parties")

    response = pdf(auditor(), record, language)

    assert response.content == bytes(stored.pdf)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{record.number}-{language}.pdf"'
    assert response["ETag"] == f'"{stored.sha256}"'
    assert base64.b64decode(response["Repr-Digest"][len("sha-256=:") : -1]).hex() == stored.sha256
    assert response["Cache-Control"] == "private, no-cache"


def test_whoever_has_the_file_already_gets_no_second_copy():
    record, client = published.issued(), auditor()
    tag = pdf(client, record)["ETag"]

    response = pdf(client, record, **{"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")


def downloads(record: Record) -> list[tuple[str, dict[str, Any]]]:
    entries = record.decision.revision.assessment.ledger.filter(event=Event.RECORD_DOWNLOADED)
    return [(entry.actor.name, entry.data) for entry in entries]  # type: ignore[union-attr]


def test_an_auditors_download_is_entered_in_the_ledger():
    record, person = published.issued(), make.member(Role.AUDITOR)
    stored = record.documents.get(language="en", audience="parties")

    pdf(english(person), record, "en")

    data = {"record": record.number, "language": "en", "sha256": stored.sha256}
    assert downloads(record) == [(person.name, data)]


def test_looking_without_taking_is_not_entered():
    record, client = published.issued(), auditor()

    client.head(f"/records/{record.number}/ko.pdf")
    pdf(client, record, "fr")
    shown(client, record.decision.revision.assessment)

    assert downloads(record) == []


@pytest.mark.parametrize("role", sorted(AGENCY_ROLES))
def test_the_agency_downloads_its_record_without_a_trace(role):
    record = published.issued()
    client = english(make.member(role, of=record.decision.revision.assessment.agency))

    assert pdf(client, record).status_code == 200
    assert downloads(record) == []


def test_everybody_with_a_part_in_the_case_may_have_it():
    record = published.issued()
    case = [record.decision.revision.assessment]
    clear = declare(seat_on_panel(case), case, has_conflict=False)

    clients = [english(make.member(Role.OFFICER)), english(make.member(Role.CHAIR)), english(clear)]

    assert [pdf(client, record).status_code for client in clients] == [200, 200, 200]


def test_nobody_with_a_conflict_of_interest_has_the_full_record():
    record = published.issued()
    case = [record.decision.revision.assessment]
    conflicted = declare(seat_on_panel(case), case, has_conflict=True)

    assert pdf(english(conflicted), record).status_code == 403


def test_nobody_else_gets_the_file_or_learns_that_it_exists():
    record = published.issued()
    strangers = [english(make.member(role)) for role in (Role.APPROVER, Role.REVIEWER, Role.ADMINISTRATOR)]

    for client in strangers:
        existing = pdf(client, record)
        missing = client.get("/records/NHRC-FR-2026-9999-v1/ko.pdf")
        assert (existing.status_code, missing.status_code) == (404, 404)
    assert pdf(Client(), record)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("rest", ["fr.pdf", "%00.pdf", "ko.pdf%00"])
def test_what_is_not_there_is_not_found(rest):
    record = published.issued()

    assert auditor().get(f"/records/{record.number}/{rest}").status_code == 404
