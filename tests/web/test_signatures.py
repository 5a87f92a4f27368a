"""What is said of signatures: on the record's page, on the verification page, and in the published file."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from cryptography.x509 import load_pem_x509_certificates
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from assessments import signing
from assessments.models import Decision, Hindrance, Record, RecordDocument, SigningCertificate
from assessments.services.issuance import published_as
from assessments.signing import Configuration, Level
from tests.guards.ground import guards_off
from tests.signing.papers import REASON, tiny
from tests.signing.test_levels import IN_2046
from tests.web import published
from tests.web.test_records import auditor, decided, job, shown

pytestmark = pytest.mark.django_db

CERTIFICATES = "/verify/certificate.pem"


def seal(record: Record, folder: Path) -> SigningCertificate:
    """Put a small signed document in the place of each of the record's."""
    with signing.opened(Configuration(level=Level.B, folder=folder)) as signer, guards_off():
        row = published_as(signer.keys)
        for document in record.documents.all():
            made = signer.sign(tiny(), reason=REASON + document.language)
            document.pdf, document.sha256 = made.pdf, hashlib.sha256(made.pdf).hexdigest()
            document.signed_with, document.level, document.signed_at = row, "B-B", made.at
            document.save()
    return row


def verified(document: bytes) -> str:
    file = SimpleUploadedFile("record.pdf", document)
    return published.reader().post("/verify/", {"file": file}).content.decode()


def test_the_record_page_says_who_signed(tmp_path: Path) -> None:
    record = published.issued()
    seal(record, tmp_path)

    html = shown(auditor(), record.decision.revision.assessment)

    assert html.count("Signed with a demonstration key that the portal made for itself") == 2
    assert html.count(f'href="{CERTIFICATES}"') == 2
    assert "PAdES B-B" in html


def test_the_record_page_says_that_nobody_signed() -> None:
    html = shown(auditor(), published.issued().decision.revision.assessment)

    assert html.count("Not electronically signed.") == 2


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("key", "The signing key could not be reached."),
        ("certificate", "The signing certificate is not valid, or its issuer could not be asked."),
        ("timestamp", "The timestamp service did not answer as it should."),
        ("signature", "The signature that was made did not verify."),
        ("storage", "The disk on which the portal keeps its data is full; its operators have to make room."),
    ],
)
@pytest.mark.parametrize(("status", "attempts"), [("todo", 2), ("failed", 12)])
def test_whoever_waits_for_a_record_is_told_what_hinders_it(
    cause: str, words: str, status: str, attempts: int
) -> None:
    assessment = decided()
    job(assessment, status=status, attempts=attempts)
    Hindrance.objects.create(decision=assessment.revisions.get().decision, cause=cause)

    assert words in shown(auditor(), assessment)


def test_verification_says_that_the_signature_holds(tmp_path: Path) -> None:
    record = published.issued()
    seal(record, tmp_path)

    html = verified(published.pdf_of(record))

    assert "The signature holds." in html
    assert "Signed with a demonstration key" in html


@pytest.mark.parametrize(
    ("until", "verdict"),
    [(None, "Authentic and in force"), (date(2028, 11, 20), "Authentic, but expired")],
)
def test_verification_says_so_in_twenty_years(tmp_path: Path, until: date | None, verdict: str) -> None:
    """The certificate has ended by then."""
    record = published.issued()
    row = seal(record, tmp_path)
    with guards_off():
        Decision.objects.filter(pk=record.decision_id).update(valid_until=until)

    with time_machine.travel(IN_2046):
        html = verified(published.pdf_of(record))

    assert row.valid_until < IN_2046
    assert "The signature holds." in html
    assert verdict in html


def test_verification_says_when_the_stored_signature_does_not_hold(tmp_path: Path) -> None:
    """Somebody with the database's password replaced document and digest."""
    record = published.issued()
    seal(record, tmp_path)
    document = record.documents.get(language="ko", audience="parties")
    changed = bytes(document.pdf) + b"\n% added"
    with guards_off():
        RecordDocument.objects.filter(pk=document.pk).update(
            pdf=changed, sha256=hashlib.sha256(changed).hexdigest()
        )

    assert "The signature does not hold, although" in verified(changed)


def test_the_signature_of_a_strangers_file_is_not_looked_at(tmp_path: Path) -> None:
    with signing.opened(Configuration(level=Level.B, folder=tmp_path)) as signer:
        made = signer.sign(tiny(), reason=REASON)

    html = verified(made.pdf)

    assert "Not authentic: not ours" in html
    assert "Not looked at" in html
    assert "PAdES" not in html


def test_the_command_says_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = published.issued()
    row = seal(record, tmp_path)
    file = tmp_path / "record.pdf"
    file.write_bytes(published.pdf_of(record))

    call_command("verify_record", str(file))

    said = "signature holds: B-B by a demonstration key, which vouches for nobody, certificate"
    assert f"{said} {row.fingerprint}" in capsys.readouterr().out


def test_certificates_are_published_and_stay_when_the_key_is_replaced(tmp_path: Path) -> None:
    first = seal(published.issued(), tmp_path / "old")
    second = seal(published.issued(number="NHRC-FR-2026-0008"), tmp_path / "new")

    response = published.reader().get(CERTIFICATES)

    found = load_pem_x509_certificates(response.content)
    assert [signing.certificates.fingerprint(one) for one in found[:2]] == [
        first.fingerprint,
        second.fingerprint,
    ]
    assert len(found) == 4
    assert response["Content-Type"] == "application/pem-certificate-chain"
    assert re.findall("SHA-256: ([0-9a-f]{64})", response.content.decode()) == [
        first.fingerprint,
        second.fingerprint,
    ]


def test_before_the_first_signature_nothing_is_published() -> None:
    response = published.reader().get(CERTIFICATES)

    assert (response.status_code, response.content) == (200, b"")


def test_the_portal_keeps_a_certificate_once(tmp_path: Path) -> None:
    with signing.opened(Configuration(level=Level.B, folder=tmp_path)) as signer:
        rows = [published_as(signer.keys) for _ in range(2)]

    assert rows[0] == rows[1]
    assert rows[0].valid_from < datetime.now(UTC) < rows[0].valid_until
