"""The record is made once, says what was decided, and stays as it is."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import TestCase, override_settings
from django.utils import timezone

from assessments import records, signing
from assessments.catalogue import Text
from assessments.enums import Event, Outcome
from assessments.models import (
    Decision,
    FrozenContent,
    Hindrance,
    LedgerEntry,
    Organisation,
    Record,
    RecordDocument,
    SigningCertificate,
    User,
)
from assessments.queries.record_content import content_of
from assessments.queries.record_content.redactions import years_after
from assessments.services import issuance, ledger
from tests import journey, make
from tests.guards.ground import guards_off
from tests.records.rendered import quick
from tests.signing.pki import PASSPHRASE, Infrastructure, infrastructure

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Infrastructure]:
    with infrastructure(tmp_path_factory.mktemp("pki")) as made:
        yield made


@pytest.mark.parametrize(
    ("example", "outcome", "conditions"),
    [
        ("EX-1", Outcome.CONDITIONAL, 9),
        ("EX-2", Outcome.APPROVED, 0),
        ("EX-3", Outcome.REJECTED, 0),
        ("EX-4", Outcome.CONDITIONAL, 7),
        ("EX-6", Outcome.REJECTED, 0),
    ],
)
def test_a_record_says_what_was_decided(jobs, example, outcome, conditions):
    decision, _ = journey.decided(example=example)

    content = content_of(decision, number=f"{decision.number}-v1")

    assert content.outcome == outcome
    assert [condition.number for condition in content.conditions] == [f"C{n + 1}" for n in range(conditions)]
    assert len(content.findings) == 41
    assert sum(len(step.facts) for step in content.facts) == 151
    assert records.freeze(records.thaw(records.freeze(content))) == records.freeze(content)
    assert ledger.audit().chains == 2


def test_what_is_withheld_is_listed_with_its_ground_and_a_day_a_year_after_service(jobs):
    decision, _ = journey.decided(example="EX-1")

    content = content_of(decision, number=f"{decision.number}-v1")
    shown = records.redacted(content)

    grounds = {row.of: row.ground.en for row in content.redactions if isinstance(row.ground, Text)}
    served = timezone.localtime(decision.adopted_at).date()
    assert {row.review_on for row in content.redactions} == {years_after(served, 1)}
    assert "no. 6" in grounds["responsible_official"]
    assert "no. 6" in grounds["contact_email"]
    assert "no. 7" in grounds["test_report"]
    assert "no. 5" in grounds["S1"]
    assert all(row.places for row in shown.redactions)
    frozen = records.freeze(shown).decode()
    for secret in (content.agency.official, content.agency.email, content.submissions[0].text):
        assert str(secret) in records.freeze(content).decode()
        assert str(secret) not in frozen


@pytest.mark.parametrize(
    ("day", "later"), [(date(2026, 11, 20), date(2027, 11, 20)), (date(2028, 2, 29), date(2029, 2, 28))]
)
def test_a_year_later_is_the_same_day_or_the_last_of_february(day, later):
    assert years_after(day, 1) == later


def test_the_record_says_what_was_true_at_adoption_whatever_is_renamed_before_it_is_made(jobs, settings):
    decision, bench = journey.decided(example="EX-2")
    adopted = content_of(decision, number=f"{decision.number}-v1")
    chair = make.person_of(bench.members[0])
    User.objects.update(name="Somebody Else")
    Organisation.objects.update(name=Concat("name", Value(" (renamed)")))
    settings.PUBLIC_URL = settings.DEFAULT_FROM_EMAIL = "https://elsewhere.example"

    record = issuance.issue(decision, render=quick)

    said = records.thaw(record.content)
    assert replace(said, seal=None) == records.thaw(records.freeze(adopted))
    assert said.bodies.chair.name == chair.name
    assert not [word for word in ("Somebody Else", "(renamed)", "elsewhere") if word in record.content]


def test_a_decision_from_before_contents_were_frozen_is_issued_from_its_rows(jobs):
    decision, _ = journey.decided(example="EX-2")
    with guards_off():
        FrozenContent.objects.all().delete()

    record = issuance.issue(decision, render=quick)

    assert records.thaw(record.content).number == f"{decision.number}-v1"


def test_a_rejection_names_the_standards_that_decided(jobs):
    decision, _ = journey.decided(example="EX-3")

    sentence = content_of(decision, number=f"{decision.number}-v1").sentence

    assert isinstance(sentence, Text)
    assert "PRO-1" in sentence.en
    assert "PRO-1" in sentence.ko


def test_the_record_names_the_officer_and_how_to_reach_the_office(jobs, settings):
    settings.OFFICE_ADDRESS, settings.OFFICE_ADDRESS_EN = "서울특별시 중구", "Jung-gu, Seoul"
    settings.OFFICE_TELEPHONE, settings.OFFICE_EMAIL = "02-000-0000", "office@example.go.kr"
    decision, bench = journey.decided(example="EX-2")

    contact = content_of(decision, number=f"{decision.number}-v1").contact

    assert contact == records.Contact(
        officer=str(make.person_of(bench.officer)),
        post=Text("사건 담당관, 위원회 사무처", "Case officer, secretariat of the commission"),
        address=Text("서울특별시 중구", "Jung-gu, Seoul"),
        telephone="02-000-0000",
        email="office@example.go.kr",
    )


def test_the_agency_argues_each_step_of_proportionality_in_words_that_can_be_understood(jobs):
    decision, _ = journey.decided(example="EX-1")

    steps = content_of(decision, number=f"{decision.number}-v1").proportionality

    asked = {str(step.limb): [one.question_id for one in step.arguments or ()] for step in steps}
    assert asked == {
        "purpose": ["purpose_specific", "public_interest"],
        "means": ["problem_evidence", "effectiveness_evidence"],
        "least_restriction": ["alternatives_table", "less_intrusive_sufficient", "fr_role"],
        "balance": ["balance_statement"],
    }
    alternatives = (steps[2].arguments or ())[0]
    assert alternatives.table is not None
    assert len(alternatives.table.rows) >= 2
    assert alternatives.question == Text("검토한 덜 침해적인 대안", "Less intrusive alternatives examined")


class IssuedTest(TestCase):
    """One record for all."""

    decision: ClassVar[Decision]
    record: ClassVar[Record]

    @classmethod
    def setUpTestData(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.enterClassContext(override_settings(DATA_DIR=folder))
        cls.decision, _ = journey.decided(example="EX-2")
        cls.record = issuance.issue(cls.decision, render=quick)

    def test_issuing_twice_makes_one_record_in_two_renderings_and_two_languages(self) -> None:
        assert issuance.issue(self.decision, render=quick) == self.record
        assert self.record.number == f"{self.decision.number}-v1"
        assert Record.objects.count() == 1
        assert LedgerEntry.objects.filter(event=Event.RECORD_ISSUED).count() == 1
        rows = self.record.documents.all()
        documents = {(row.audience, row.language): (bytes(row.pdf), row.sha256) for row in rows}
        assert sorted(documents) == [(who, code) for who in ("parties", "public") for code in ("en", "ko")]
        assert all(pdf.startswith(b"%PDF-") for pdf, _ in documents.values())
        assert all(sha256 == hashlib.sha256(pdf).hexdigest() for pdf, sha256 in documents.values())
        said = LedgerEntry.objects.get(event=Event.RECORD_ISSUED).data
        for who, key in (("parties", "documents"), ("public", "public_documents")):
            assert said[key] == {code: documents[who, code][1] for code in ("en", "ko")}

    def test_its_public_content_is_the_redacted_one(self) -> None:
        full, public = self.record.content, self.record.public_content
        assert self.record.content_sha256 == hashlib.sha256(full.encode()).hexdigest()
        assert self.record.public_content_sha256 == hashlib.sha256(public.encode()).hexdigest()
        assert records.thaw(public) == records.redacted(records.thaw(full))
        assert records.thaw(public).full_digest == self.record.content_sha256
        said = LedgerEntry.objects.get(event=Event.RECORD_ISSUED).data
        assert said["public_content"] == self.record.public_content_sha256

    def test_it_is_signed_with_the_demonstration_key_unless_one_is_given(self) -> None:
        certificate, seal = SigningCertificate.objects.get(), records.thaw(self.record.content).seal
        assert seal is not None
        assert (seal.demonstration, seal.timestamped) == (True, False)
        assert certificate.is_demonstration
        for document in self.record.documents.all():
            found = signing.examine(bytes(document.pdf), known=signing.certificates.read(certificate.pem))
            assert found is not None
            assert found.holds
            assert (document.signed_with, document.level) == (certificate, "B-B")
            assert document.signed_at == found.at
        entry = LedgerEntry.objects.get(event=Event.RECORD_ISSUED)
        assert entry.data["certificate"] == certificate.fingerprint


def test_while_the_signer_or_the_timestamps_are_away_there_is_no_record_and_then_there_is_one(
    jobs, settings, pki
):
    decision, _ = journey.decided(example="EX-2")
    given = {"PKCS12_PASSPHRASE": PASSPHRASE, "CHAIN": str(pki.chain), "LEVEL": "B-T"}
    attempts = {}

    for cause, key, url in (
        ("key", pki.folder / "away.p12", pki.timestamp_url),
        ("certificate", pki.pkcs12("expired-seal"), pki.timestamp_url),
        ("timestamp", pki.pkcs12(), f"{pki.url}/test/crls/root/"),
    ):
        settings.SIGNING = settings.SIGNING | given | {"PKCS12": str(key), "TIMESTAMP_URL": url}
        with pytest.raises(signing.SigningFailed):
            issuance.issue(decision, render=quick)
        attempts[cause] = (Hindrance.objects.get().cause, Record.objects.count(), _documents())
    settings.SIGNING = settings.SIGNING | {"TIMESTAMP_URL": pki.timestamp_url}
    record = issuance.issue(decision, render=quick)

    assert attempts == {cause: (cause, 0, 0) for cause in attempts}
    assert {document.level for document in record.documents.all()} == {"B-T"}
    assert not SigningCertificate.objects.get().is_demonstration
    assert not Hindrance.objects.exists()
    assert LedgerEntry.objects.filter(event=Event.RECORD_ISSUED).count() == 1


def _documents() -> int:
    return RecordDocument.objects.count() + SigningCertificate.objects.count()
