"""What auditors read of a case, and the files they take, stand in its ledger; nobody else's reading does."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from time_machine import travel

from assessments import chain
from assessments.enums import Event, Role
from assessments.models import Assessment, Evidence
from assessments.queries import history, ledger_extracts
from assessments.services import inspection, ledger
from tests import bundles, journey, make
from tests.web import answering

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7 the law"
PAGES = ["", "answers/", "panel/", "panel/findings/NEC-2/", "ledger/", "record/", "record/changes/"]


@pytest.fixture
def decided(jobs: object) -> Assessment:
    return bundles.assessment_of(bundles.issued())


@pytest.fixture
def evidence(jobs: object) -> Evidence:
    draft = make.draft(example="EX-2")
    make.attach(draft, "E-LAW", content=CONTENT, name="법령 근거.pdf")
    journey.before_panel(example="EX-2", draft=draft)
    return Evidence.objects.get(revision__assessment=draft)


def desk(role: Role = Role.AUDITOR, *, of: Assessment | None = None) -> Client:
    client = answering.signed_in(make.member(role, of=of.agency if of else None))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def read(client: Client, assessment: Assessment, page: str) -> str:
    response = client.get(answering.address(assessment, page))
    assert response.status_code == 200, page
    return response.content.decode()


def entered(assessment: Assessment, event: Event = Event.CONSULTED) -> list[int | None]:
    """Who, in the order of the ledger."""
    entries = assessment.ledger.filter(event=event).order_by("sequence")
    return list(entries.values_list("actor_id", flat=True))


def take(client: Client, evidence: Evidence) -> bytes:
    assessment = evidence.revision.assessment
    return bytes(client.get(answering.address(assessment, f"evidence/{evidence.pk}/")).content)


def test_every_page_of_a_case_is_entered_for_whoever_opens_it_first(decided):
    for page in PAGES:
        auditor = make.member(Role.AUDITOR)

        read(answering.signed_in(auditor), decided, page)

        assert entered(decided)[-1] == auditor.pk, page
    assert len(entered(decided)) == len(PAGES)


def test_reading_on_is_entered_once_a_day_for_each_auditor(decided):
    auditor, other = desk(), desk()

    for page in [*PAGES, *PAGES]:
        read(auditor, decided, page)
    read(other, decided, "")

    assert len(entered(decided)) == 2


def test_the_day_is_the_day_in_seoul(decided):
    auditor = make.actor(Role.AUDITOR)

    for hour in ("2027-01-01T14:30Z", "2027-01-01T15:30Z", "2027-01-02T14:30Z"):
        with travel(hour, tick=False):
            inspection.note_consultation(actor=auditor, assessment=make.seen(auditor, decided))

    assert len(entered(decided)) == 2


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.SYSTEM}))
def test_whoever_has_a_part_in_the_case_leaves_no_trace(decided, role):
    for client in (desk(role), desk(role, of=decided)):
        for page in PAGES:
            client.get(answering.address(decided, page))

    assert entered(decided) == []


def test_an_auditor_of_the_agency_itself_comes_as_one_of_the_agency(decided):
    person = make.member(Role.AUDITOR)
    person.memberships.create(organisation=decided.agency, role=Role.APPLICANT)

    read(answering.signed_in(person), decided, "")

    assert entered(decided) == []


def test_the_pages_say_to_auditors_that_it_is_entered(decided):
    auditor, officer = desk(), desk(Role.OFFICER)

    for page in ("", "answers/", "ledger/", "record/"):
        assert "You read this case as an auditor." in read(auditor, decided, page)
        assert "You read this case as an auditor." not in read(officer, decided, page)
    assert "What you read and what you take is entered" in auditor.get("/audit/").content.decode()


def test_a_file_taken_is_entered_each_time_with_what_it_is(evidence):
    assessment, auditor = evidence.revision.assessment, make.member(Role.AUDITOR)
    client = answering.signed_in(auditor)

    taken = [take(client, evidence) for _ in range(2)]

    assert taken == [CONTENT, CONTENT]
    assert entered(assessment, Event.EXPORTED) == [auditor.pk] * 2
    assert assessment.ledger.latest("sequence").data == {
        "extract": "evidence",
        "file": evidence.pk,
        "slot": "E-LAW",
        "name": "법령 근거.pdf",
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
    }


def test_others_take_a_file_without_a_trace(evidence):
    assessment = evidence.revision.assessment

    for client in (desk(Role.OFFICER), desk(Role.APPLICANT, of=assessment)):
        assert take(client, evidence) == CONTENT

    assert entered(assessment, Event.EXPORTED) == []


def test_a_file_that_was_not_sent_is_not_entered(evidence):
    assessment = evidence.revision.assessment

    assert desk().get(answering.address(assessment, "evidence/999999/")).status_code == 404

    assert entered(assessment, Event.EXPORTED) == []


def test_the_agency_does_not_see_that_auditors_read_and_the_commission_does(decided):
    read(desk(), decided, "")

    seen = [[one.event for one in history.case_history(decided, with_names=names)] for names in (False, True)]

    assert [Event.CONSULTED in events for events in seen] == [False, True]


def test_reading_changes_no_bundle_and_the_chain_holds(decided):
    before = ledger_extracts.extract_of_acts(decided)

    read(desk(), decided, "ledger/")

    assert ledger_extracts.extract_of_acts(decided) == before
    entries = ledger_extracts.extract(decided)["entries"]
    assert chain.first_break((entry["hash"], entry["text"]) for entry in entries) is None
    assert ledger.audit_one(decided) == len(entries)


def test_reading_on_costs_one_statement(decided, django_assert_num_queries):
    auditor = make.actor(Role.AUDITOR)
    seen = make.seen(auditor, decided)
    inspection.note_consultation(actor=auditor, assessment=seen)

    with django_assert_num_queries(1):
        inspection.note_consultation(actor=auditor, assessment=seen)
