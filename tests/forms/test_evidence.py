"""Uploaded files are what they say, open for everybody, and do nothing by themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from pikepdf import Array, Dictionary, Name

from assessments.forms import archives, evidence, filenames
from tests.forms import files

GOOD = [
    ("보고서.pdf", files.pdf(), "application/pdf"),
    ("REPORT.PDF", files.pdf(), "application/pdf"),
    ("사진.png", files.image("PNG"), "image/png"),
    ("photo.jpg", files.image("JPEG"), "image/jpeg"),
    ("photo.jpeg", files.image("JPEG"), "image/jpeg"),
    ("지침.docx", files.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("표.xlsx", files.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("공문.hwpx", files.hwpx(), "application/hwp+zip"),
    ("opens-at-page.pdf", files.pdf(OpenAction=Dictionary(S=Name.GoTo, D=Array([0]))), "application/pdf"),
    ("with-table.pdf", files.pdf_with_attachment("data.csv", b"a,b"), "application/pdf"),
]
BAD = [
    ("empty.pdf", b""),
    ("none", files.pdf()),
    ("page.html", b"<html>"),
    ("program.exe", b"MZ"),
    ("legacy.hwp", b"HWP Document File"),
    ("picture.svg", b"<svg/>"),
    ("polyglot.pdf", b"<script>alert(1)</script>\n" + files.pdf()),
    ("cut.pdf", b"%PDF-1.7\nnothing of the kind"),
    ("image-as.pdf", files.image("PNG")),
    ("pdf-as.png", files.pdf()),
    ("jpeg-as.png", files.image("JPEG")),
    ("cut.png", files.image("PNG", (400, 400))[:60]),
    ("huge.png", files.image("PNG", (20_000, 6_000), mode="1")),
    ("locked.pdf", files.encrypted_pdf()),
    ("locked-for-editing.pdf", files.encrypted_pdf(owner_only=True)),
    ("script.pdf", files.script_pdf()),
    ("launch.pdf", files.launching_pdf()),
    ("form.pdf", files.pdf(AcroForm=Dictionary(XFA="<xdp/>"))),
    ("opens-link.pdf", files.pdf(OpenAction=Dictionary(S=Name.URI, URI="https://example.org"))),
    ("carries.pdf", files.pdf_with_attachment("tool.exe", b"MZ\x90\x00")),
    ("carries-renamed.pdf", files.pdf_with_attachment("notes.txt", b"MZ\x90\x00")),
    ("just-a-zip.docx", files.archive({"a.txt": b"a"})),
    ("xlsx-as.docx", files.xlsx()),
    ("not-a-zip.xlsx", b"PK\x03\x04 but nothing else"),
    ("polyglot.docx", b"GIF89a" + files.docx()),
    ("wrong-type.hwpx", files.hwpx(b"application/zip")),
    ("macro.docx", files.docx(**{"word/vbaProject.bin": b"\xd0\xcf"})),
    ("program.docx", files.docx(**{"word/embeddings/run.exe": b"MZ"})),
    ("climbing.docx", files.docx(**{"../../etc/passwd": b"x"})),
    ("bomb.docx", files.docx(**{"word/media/zeros.bin": b"\0" * 50_000_000})),
    ("many.xlsx", files.archive({f"{n}.xml": b"" for n in range(archives.MOST_MEMBERS + 1)})),
]


@pytest.mark.parametrize(("name", "content", "content_type"), GOOD, ids=[row[0] for row in GOOD])
def test_what_it_says_is_taken(name: str, content: bytes, content_type: str) -> None:
    checked = evidence.check(SimpleUploadedFile(name, content, "text/html"))

    assert checked == evidence.CheckedFile(name, content, content_type)


@pytest.mark.parametrize(("name", "content"), BAD, ids=[row[0] for row in BAD])
def test_anything_else_is_refused_with_a_message(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        evidence.check(SimpleUploadedFile(name, content))

    assert len(refusal.value.messages) == 1
    assert refusal.value.messages[0]


def test_a_file_over_the_limit_is_refused_by_size(settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = 100

    with pytest.raises(ValidationError, match="100"):
        evidence.check(SimpleUploadedFile("a.pdf", files.pdf()))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\u1112\u1161\u11ab\u1100\u1173\u11af.pdf", "한글.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\김\\보고서.pdf", "보고서.pdf"),
        ("invoice\u202efdp.docx", "invoicefdp.docx"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('say "hi"?.pdf', "say _hi__.pdf"),
        ("  .hidden.pdf", "hidden.pdf"),
        (".pdf", "pdf"),
        ("", "file"),
        ("가" * 300 + ".pdf", "가" * 196 + ".pdf"),
    ],
)
def test_names_are_made_fit_to_show(raw: str, kept: str) -> None:
    assert filenames.clean_name(raw) == kept


def test_nothing_chosen_is_no_file() -> None:
    assert evidence.EvidenceField().clean(None) is None


def test_a_form_that_needs_a_file_says_so() -> None:
    form = evidence.EvidenceForm({}, MultiValueDict())

    assert list(form.errors) == ["file"]
