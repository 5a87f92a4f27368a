"""A stored record is proved to be what its frozen content gives, or what differs is named."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments import records
from assessments.enums import Event, Outcome
from assessments.management.commands import rerender_record
from assessments.models import Record, RecordDocument
from assessments.policy import SYSTEM
from assessments.queries import rerendering
from assessments.records.toolchain import toolchain
from assessments.services import ledger
from tests.guards.ground import guards_off, write
from tests.records import rendered, sample

pytestmark = pytest.mark.django_db


def plain(content: records.RecordContent, *, language: str) -> bytes:
    """Stands in for the typesetter, which takes seconds."""
    return f"%PDF-1.7 {language} ".encode() + records.freeze(content)


def issued(*, pdfs: dict[str, bytes] | None = None, made_with: dict[str, str] | None = None) -> Record:
    """A record of the short content, and the ledger entry that announced it."""
    content = sample.brief()
    decision = write(Outcome.APPROVED, number=content.number.removesuffix("-v1"))
    digest = records.digest(content)
    record = Record.objects.create(
        decision=decision,
        version=1,
        number=content.number,
        code=records.verification_code(digest),
        content=records.freeze(content).decode(),
        content_sha256=digest,
    )
    for language, pdf in (pdfs or {code: plain(content, language=code) for code in ("ko", "en")}).items():
        sha256 = hashlib.sha256(pdf).hexdigest()
        RecordDocument.objects.create(
            record=record, language=language, pdf=pdf, sha256=sha256, size_bytes=len(pdf)
        )
    data: dict[str, Any] = {"record": record.number, "content": digest}
    data |= {"made_with": made_with} if made_with else {}
    assessment = decision.revision.assessment
    ledger.append(Event.RECORD_ISSUED, actor=SYSTEM, assessment=assessment, data=data)
    return record


def again(record: Record) -> rerendering.Rendered:
    return rerendering.render_again(Record.objects.get(pk=record.pk), render=plain)


def test_the_stored_record_comes_out_of_its_frozen_content(capsys):
    record = issued(pdfs={"ko": rendered.brief("ko")}, made_with=toolchain())

    call_command("rerender_record", record.number.lower())

    assert capsys.readouterr().out.splitlines() == [
        f"{record.number}, content: whole",
        f"{record.number}, ko: the same bytes, SHA-256 {hashlib.sha256(rendered.brief('ko')).hexdigest()}",
    ]


def test_a_changed_document_is_named_and_the_command_fails():
    content = sample.brief()
    record = issued(
        pdfs={"ko": plain(content, language="ko"), "en": b"%PDF-1.7 other"}, made_with={"weasyprint": "1.0"}
    )

    found = again(record)

    assert [(document.language, document.is_same) for document in found.documents] == [
        ("ko", True),
        ("en", False),
    ]
    assert not found.is_same
    assert found.tools == {"weasyprint": ("1.0", toolchain()["weasyprint"])}


def test_the_command_says_which_language_differs_and_which_library():
    record = issued(pdfs={"ko": b"%PDF-1.7 other"}, made_with={"weasyprint": "1.0"})

    said = "\n".join(rerender_record.words(record, again(record)))

    assert f"{record.number}, ko: OTHER bytes" in said
    assert f"rendered with weasyprint 1.0, here is {toolchain()['weasyprint']}" in said


def test_the_command_fails_when_anything_differs():
    """Without documents nothing takes time."""
    record = issued()
    with guards_off():
        RecordDocument.objects.filter(record=record).delete()

    with pytest.raises(CommandError, match="has no documents"):
        call_command("rerender_record", record.decision.number)


@pytest.mark.parametrize("spoil", [{"content_sha256": "0" * 64}, {"content": " "}])
def test_changed_content_is_found(spoil):
    record = issued()
    with guards_off():
        Record.objects.filter(pk=record.pk).update(
            **{name: value if name != "content" else record.content + value for name, value in spoil.items()}
        )

    assert not again(record).content_is_whole
    assert not again(record).is_same


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"number": 1}'])
def test_content_that_cannot_be_read_is_said(content):
    record = issued()
    with guards_off():
        Record.objects.filter(pk=record.pk).update(content=content)

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("rerender_record", record.number)


def signed(pdf: bytes, *, unsigned: bytes) -> RecordDocument:
    document = RecordDocument(language="ko", pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())
    vars(document)["unsigned_sha256"] = hashlib.sha256(unsigned).hexdigest()
    return document


@pytest.mark.parametrize(
    ("stored", "is_same"), [(b"rendered, signature", True), (b"Rendered, signature", False)]
)
def test_a_signed_document_is_proved_by_the_bytes_it_was_signed_over(stored, is_same):
    document = signed(stored, unsigned=b"rendered")

    assert rerendering.compared(document, b"rendered").is_same == is_same


def test_a_record_without_documents_proves_nothing():
    record = issued()
    with guards_off():
        RecordDocument.objects.filter(record=record).delete()

    assert not again(record).is_same


def test_records_from_before_the_tools_were_noted_say_so():
    assert not again(issued()).tools_are_known


def test_an_unknown_number_is_said():
    with pytest.raises(CommandError, match="no such record"):
        call_command("rerender_record", "NHRC-FR-2026-9999-v1")
