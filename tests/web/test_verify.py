"""Verification by file, number and code: a plain answer, whatever is handed in."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from assessments.forms import verification
from assessments.models import Record
from assessments.records.bundle import verify as verifier
from tests.guards.ground import guards_off
from tests.web import published
from tests.web.published import page

pytestmark = pytest.mark.django_db

VERIFY = "/verify/"


def hand_in(content: bytes, *, name: str = "record.pdf", language: str = "en") -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return published.reader(language).post(VERIFY, {"file": file})  # type: ignore[return-value]


def verdict(html: str) -> str:
    """The heading of the answer."""
    found = re.search(r'id="result".*?<h2[^>]*>([^<]+)</h2>', html, re.DOTALL)
    return found[1] if found else ""


def result(html: str) -> str:
    """All of the answer."""
    return html.partition('<div id="result"')[2].partition('<section class="verify"')[0]


def digest_of(answer: str) -> str:
    """The digest of the file handed in, which the answer repeats."""
    found = re.search(r'SHA-256\)</dt><dd class="digest">([0-9a-f]{64})', answer)
    return found[1] if found else ""


def typed(code: str) -> str:
    return published.reader().get(VERIFY, {"code": code}).content.decode()


def test_without_anything_to_verify_there_is_no_answer():
    assert verdict(page(VERIFY)) == ""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_issued_file_is_authentic_in_either_language(language):
    record = published.issued()

    html = hand_in(published.pdf_of(record, language), name="whatever.bin").content.decode()

    assert verdict(html) == "Authentic and in force"
    assert f"it is decision record {record.number} as the commission issued it" in html
    assert record.content_sha256 in html


def test_a_file_with_one_byte_more_is_altered():
    record = published.issued()

    html = hand_in(published.pdf_of(record) + b" ").content.decode()

    assert verdict(html) == "Not authentic: altered"
    assert f"carries the number of decision record {record.number}" in html
    assert "bytes appended to it: 1." in html
    assert html.count("your file was made from this one") == 1


def test_a_number_that_was_never_issued_is_not_ours():
    html = hand_in(b"%PDF-1.7 NHRC-FR-2026-9999-v1").content.decode()

    assert verdict(html) == "Not authentic: not ours"
    assert "NHRC-FR-2026-9999-v1, which the commission never issued" in html


@pytest.mark.parametrize("content", [b"x", b"%PDF-1.7", b"\x00" * 1000, b"stream\nxx" * 500, "한글".encode()])
def test_any_other_file_is_not_ours(content):
    html = hand_in(content).content.decode()

    assert verdict(html) == "Not authentic: not ours"
    assert "the commission never issued it" in html


def test_without_a_file_the_field_says_what_is_missing():
    response = published.reader().post(VERIFY)

    assert response.status_code == 422
    assert "Choose the file first." in response.content.decode()


def test_an_empty_file_is_refused_at_the_field():
    response = hand_in(b"")

    assert response.status_code == 422
    assert "The file is empty." in response.content.decode()


def test_a_file_larger_than_any_record_is_refused_at_the_field(monkeypatch):
    monkeypatch.setattr(verification, "MOST_BYTES", 10)

    response = hand_in(b"%PDF-1.7 too long")

    assert response.status_code == 422
    assert "no record is that large" in response.content.decode()


def test_a_number_or_code_from_paper_finds_the_record_however_it_is_typed():
    record = published.issued()
    newer = published.issued(version=2, decision=record.decision)
    loosely = record.code.replace("-", " ").lower().replace("0", "o").replace("1", "l")

    found = {
        name: typed(name) for name in (record.number, record.code, loosely, f" {record.number.lower()} ")
    }

    assert {verdict(html) for html in found.values()} == {"Issued by the commission"}
    assert all(f"issued decision record {record.number}" in html for html in found.values())
    assert f"issued decision record {newer.number}" in typed(record.decision.number)


def test_the_address_printed_on_the_record_leads_to_its_answer():
    record = published.issued()

    response = published.reader().get(f"{VERIFY}{record.code}", follow=True)

    assert verdict(response.content.decode()) == "Issued by the commission"


@pytest.mark.parametrize(
    "code", ["NHRC-FR-2026-9999-v1", "AAAA-BBBB-CCCC", "\x00", "\ud800", "<b>", "가" * 3_000, "%"]
)
def test_what_was_never_issued_is_said_in_a_sentence(code):
    html = (
        published.reader()
        .get(VERIFY, query_params={"code": code.encode("utf-8", "surrogatepass")})
        .content.decode()
    )

    assert "<b>" not in html.replace("<b>NHRC", "")
    assert verdict(html) in {"No such record", ""}


def test_the_answer_names_what_is_public_and_nothing_else():
    record = published.issued()
    published.decided(
        of=record.decision.revision.assessment, record=record, number=record.number, title="공개 제목"
    )

    html = typed(record.code)

    assert "공개 제목" in html
    assert f'href="/register/{record.number}/"' in html
    assert "Nov" in html or "2026" in html


def test_a_newer_version_is_named():
    record = published.issued()
    newer = published.issued(version=2, decision=record.decision)
    published.decided(of=record.decision.revision.assessment, record=newer, number=newer.number)

    html = typed(record.number)

    assert re.search(rf"<dt>Newer version</dt><dd>{newer.number}</dd>", html)


def test_an_answer_takes_few_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    record = published.issued()

    with django_assert_num_queries(3):
        typed(record.code)


def test_the_data_of_a_record_is_authentic_too() -> None:
    record = published.issued()
    data = b'{"number":"%s"}' % record.number.encode()
    with guards_off():
        Record.objects.filter(pk=record.pk).update(
            content=data.decode(), content_sha256=hashlib.sha256(data).hexdigest()
        )

    html = hand_in(data, name="decision.json").content.decode()

    assert verdict(html) == "Authentic and in force"
    assert "The data carries none; the PDF that holds it may." in html


def test_changed_data_is_altered_and_its_changed_public_parts_are_named_without_what_they_say() -> None:
    record = published.issued()
    said = {"number": record.number, "outcome": "conditional", "contact": "geheim"}
    with guards_off():
        Record.objects.filter(pk=record.pk).update(
            content=json.dumps(said), public_content=json.dumps(said | {"contact": "[withheld W1]"})
        )

    html = hand_in(json.dumps(said | {"outcome": "approved"}).encode()).content.decode()

    assert verdict(html) == "Not authentic: altered"
    assert "<li>Outcome and main reasons</li>" in html
    assert "geheim" not in html


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_guess_of_a_masked_word_gets_the_same_page_right_or_wrong(language: str) -> None:
    record = published.issued()
    said = {"number": record.number, "outcome": "conditional", "contact": "", "advice": "비밀이의 말"}
    known = said | {"advice": "[비공개 W1]의 말"}
    with guards_off():
        Record.objects.filter(pk=record.pk).update(
            content=json.dumps(said), public_content=json.dumps(known | {"full_digest": "0" * 64})
        )

    def answer(**guess: str) -> str:
        document = json.dumps(known | {"contact": "x"} | guess).encode()
        return result(hand_in(document, name="decision.json", language=language).content.decode())

    right, wrong = answer(advice="비밀이의 말"), answer(advice="비밀삼의 말")

    assert right.replace(digest_of(right), "") == wrong.replace(digest_of(wrong), "")
    assert len(right) > 500


def test_the_field_says_what_is_accepted_and_sends_what_is_dropped() -> None:
    html = page(VERIFY)

    assert 'accept=".pdf,.json,application/pdf,application/json"' in html
    assert "data-drop-sends" in html
    assert "data-drop>" in html


def test_the_single_file_verifier_is_offered_with_its_digest() -> None:
    response = published.reader().get(f"{VERIFY}verify.py")

    assert response["Content-Type"].startswith("text/x-python")
    assert response["Content-Disposition"] == 'attachment; filename="verify.py"'
    assert response.content == Path(verifier.__file__).read_bytes()
    assert hashlib.sha256(response.content).hexdigest() in page(VERIFY)
