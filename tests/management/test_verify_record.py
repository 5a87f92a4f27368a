"""``verify_record``: a plain verdict and an exit code for scripts."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.web import published

pytestmark = pytest.mark.django_db


def verdict(file: Path) -> tuple[int, str]:
    """Exit code and first line."""
    out = StringIO()
    try:
        call_command("verify_record", file, stdout=out)
    except CommandError as error:
        return error.returncode, str(error).splitlines()[0]
    return 0, out.getvalue().splitlines()[0]


def test_an_issued_file_is_authentic(tmp_path):
    record, file = published.issued(), tmp_path / "any name.pdf"
    file.write_bytes(published.pdf_of(record, "en"))

    assert verdict(file) == (0, f"authentic: record {record.number}, as the commission issued it")


def test_a_changed_file_is_altered(tmp_path):
    record, file = published.issued(), tmp_path / "x.pdf"
    file.write_bytes(published.pdf_of(record).replace(b"issued", b"ISSUED"))

    code, said = verdict(file)

    assert (code, said.split(":")[0]) == (1, "altered")
    assert record.number in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "not ours: names no record"),
        (b"", "not ours: names no record"),
        (b"NHRC-FR-2026-9999-v1", "not ours: names NHRC-FR-2026-9999-v1, which was never issued"),
    ],
)
def test_anything_else_is_not_ours(tmp_path, content, said):
    file = tmp_path / "x.pdf"
    file.write_bytes(content)

    assert verdict(file) == (1, said)


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    code, said = verdict(tmp_path / name)

    assert code == 1
    assert str(tmp_path) in said


def test_the_digest_is_printed_for_comparison(tmp_path):
    record, file, out = published.issued(), tmp_path / "x.pdf", StringIO()
    file.write_bytes(published.pdf_of(record))

    call_command("verify_record", file, stdout=out)

    assert record.documents.get(language="ko", audience="parties").sha256 in out.getvalue()
