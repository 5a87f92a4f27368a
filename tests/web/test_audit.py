"""The auditor's desk: everything decided, found by number, agency, outcome and day, and the ledger of it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments import chain
from assessments.enums import Event, Outcome, Role
from assessments.models import Assessment, Decision
from assessments.queries import search
from assessments.queries.paging import PAGE_SIZE
from tests import make
from tests.guards.ground import guards_off, run
from tests.web import answering, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Client:
    client = answering.signed_in(make.member(Role.AUDITOR))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def decided(
    number: str, *, title: str = "", on: str = "2026-11-10T00:00:00+00:00", **columns: str
) -> Decision:
    record = published.issued(number=number)
    decision, assessment = record.decision, record.decision.revision.assessment
    with guards_off():
        words = search.folded((assessment.reference, title, assessment.agency.name))
        Assessment.objects.filter(pk=assessment.pk).update(title=title, search=words)
        Decision.objects.filter(pk=decision.pk).update(adopted_at=datetime.fromisoformat(on), **columns)
    decision.refresh_from_db()
    return decision


def numbers(client: Client, **query: str) -> list[str]:
    """The decisions listed, in their order."""
    html = client.get("/audit/", query).content.decode()
    return re.findall(r'<a href="/assessments/[^/]+/">(NHRC[^<]+)</a>', html)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.SYSTEM}))
def test_nobody_else_enters_the_desk(role):
    assert answering.signed_in(make.member(role)).get("/audit/").status_code == 403


def test_an_empty_desk_says_so(auditor):
    html = auditor.get("/audit/").content.decode()

    assert "Nothing has been decided yet" in html
    assert "The whole ledger is verified every night. It has not run yet" in html


def test_decisions_stand_newest_first_with_record_and_ledger(auditor):
    first, second = decided("NHRC-FR-2026-0001"), decided("NHRC-FR-2026-0002")

    html = auditor.get("/audit/").content.decode()

    assert numbers(auditor) == [second.number, first.number]
    reference = first.revision.assessment.reference
    for address in (
        f"/assessments/{reference}/",
        f"/assessments/{reference}/record/",
        f"/assessments/{reference}/ledger/",
        f"/records/{first.number}-v1/ko.pdf",
        f"/records/{first.number}-v1/en.pdf",
    ):
        assert f'href="{address}"' in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "NHRC-FR-2026-0001"}, ["NHRC-FR-2026-0001"]),
        ({"q": "nhrc-fr-2026-0001-v1"}, ["NHRC-FR-2026-0001"]),
        ({"q": "NHRC-FR-2026"}, ["NHRC-FR-2026-0002", "NHRC-FR-2026-0001"]),
        ({"q": "광장"}, ["NHRC-FR-2026-0001"]),
        ({"outcome": "rejected"}, ["NHRC-FR-2026-0001"]),
        ({"since": "2026-11-11"}, ["NHRC-FR-2026-0002"]),
        ({"until": "2026-11-11"}, ["NHRC-FR-2026-0002", "NHRC-FR-2026-0001"]),
        ({"since": "2026-11-12"}, []),
        ({"until": "2026-11-10"}, ["NHRC-FR-2026-0001"]),
        ({"since": "yesterday", "outcome": "x", "agency": "x"}, ["NHRC-FR-2026-0002", "NHRC-FR-2026-0001"]),
        ({"q": "\x00"}, ["NHRC-FR-2026-0002", "NHRC-FR-2026-0001"]),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ["NHRC-FR-2026-0002", "NHRC-FR-2026-0001"]),
    ],
)
def test_decisions_are_found_by_number_words_outcome_and_day_in_seoul(auditor, query, found):
    decided("NHRC-FR-2026-0001", title="광장 식별", on="2026-11-10T14:59:00+00:00", outcome=Outcome.REJECTED)
    decided("NHRC-FR-2026-0002", title="청사 출입", on="2026-11-10T15:00:00+00:00")

    assert numbers(auditor, **query) == found


def test_decisions_are_found_by_agency(auditor):
    one, _other = decided("NHRC-FR-2026-0001"), decided("NHRC-FR-2026-0002")

    assert numbers(auditor, agency=str(one.revision.assessment.agency_id)) == [one.number]


def test_auditors_do_not_see_decisions_about_their_own_agency():
    decision = decided("NHRC-FR-2026-0001")
    person = make.member(Role.AUDITOR)
    person.memberships.create(organisation=decision.revision.assessment.agency, role=Role.APPLICANT)

    # They see it as their agency's people do, not in another capacity.
    assert person.memberships.count() == 2
    assert numbers(answering.signed_in(person)) == [decision.number]


def test_the_pages_follow_one_another(auditor):
    made = [decided(f"NHRC-FR-2026-{number:04d}").number for number in range(PAGE_SIZE + 2)]

    first = numbers(auditor)
    older = re.search(r'href="(\?after=[^"]+)"', auditor.get("/audit/").content.decode())
    assert older
    second = re.findall(r">(NHRC[^<]+)</a>", auditor.get("/audit/" + older[1]).content.decode())

    assert [*first, *second[:2]] == made[::-1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_statements_however_long_it_is(
    auditor: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        decided(f"NHRC-FR-2026-{number:04d}")

    with django_assert_num_queries(9):
        auditor.get("/audit/")


@pytest.mark.parametrize(
    ("kind", "words"), [("succeeded", "unbroken"), ("failed", "the verification failed")]
)
def test_the_last_nightly_verification_is_shown(auditor, kind, words):
    run("INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('q', 'audit_ledger', '{}')")
    run(
        "INSERT INTO procrastinate_events (job_id, type, at)"
        " SELECT id, %s::procrastinate_job_event_type, %s FROM procrastinate_jobs WHERE queue_name = 'q'",
        kind,
        datetime(2026, 11, 22, 18, tzinfo=UTC),
    )

    html = auditor.get("/audit/").content.decode()

    assert "last verified 2026-11-23 03:00" in html
    assert words in html


# ---- the ledger to take away ------------------------------------------------------------------------------


def extract(client: Client, assessment: Assessment) -> dict[str, list[dict[str, str]]]:
    response = client.post(f"/assessments/{assessment.reference}/ledger/extract/")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="ledger-{assessment.reference}.json"'
    return json.loads(response.content)  # type: ignore[no-any-return]


def test_an_extract_can_be_verified_by_anybody_with_sha256(auditor):
    assessment = make.submitted()

    entries = extract(auditor, assessment)["entries"]

    assert chain.first_break((entry["hash"], entry["text"]) for entry in entries) is None
    assert [entry["previous"] for entry in entries] == [
        chain.GENESIS,
        *(entry["hash"] for entry in entries[:-1]),
    ]
    assert json.loads(entries[0]["text"])["event"] == Event.OPENED


def test_taking_an_extract_is_its_own_last_entry(auditor):
    assessment = make.submitted()

    first = extract(auditor, assessment)["entries"]
    second = extract(auditor, assessment)["entries"]

    events = [json.loads(entry["text"])["event"] for entry in second]
    assert events[-2:] == [Event.EXPORTED, Event.EXPORTED]
    assert second[: len(first)] == first


def test_the_ledger_page_offers_the_extract_to_auditors_only(auditor):
    assessment = make.submitted()
    address = f"/assessments/{assessment.reference}/ledger/"
    officer = answering.signed_in(make.member(Role.OFFICER))

    assert "extract/" in auditor.get(address).content.decode()
    assert "extract/" not in officer.get(address).content.decode()
    assert officer.post(f"{address}extract/").status_code == 403


def test_a_draft_is_not_the_auditors_business(auditor):
    draft = make.draft()

    assert auditor.post(f"/assessments/{draft.reference}/ledger/extract/").status_code == 404


def test_a_link_alone_takes_no_extract(auditor):
    assessment = make.submitted()

    assert auditor.get(f"/assessments/{assessment.reference}/ledger/extract/").status_code == 405
    assert not assessment.ledger.filter(event=Event.EXPORTED).exists()
