"""What somebody hands in to be verified goes with the request: no row, file or line of a log has it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection

from assessments.forms import verification
from tests.web import published

pytestmark = pytest.mark.django_db

NAME = "geheimer-name.pdf"
CONTENT = b"geheimer inhalt "
SMALL, LARGE = 1_000, 2 * 1024 * 1024
"""Bytes; a file over 1 MiB is received into a temporary one."""
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "Not authentic: not ours": lambda: CONTENT,
    "Not authentic: altered": lambda: published.pdf_of(published.issued()) + CONTENT,
}


def handed_in(document: bytes) -> str:
    file = SimpleUploadedFile(NAME, document)
    response = published.reader().post("/verify/", {"file": file})
    assert response.cookies.keys() <= {"csrftoken"}
    return response.content.decode()


def rows() -> dict[str, tuple[int, str]]:
    """Number and digest of the rows of every table there is; a reader without account has no session."""
    with connection.cursor() as cursor:
        return {table: _rows_of(cursor, table) for table in connection.introspection.table_names(cursor)}


def _rows_of(cursor: Any, table: str) -> tuple[int, str]:
    said = "md5(coalesce(string_agg(one::text, '' ORDER BY one::text), ''))"
    cursor.execute(f'SELECT count(*), {said} FROM "{table}" AS one')  # noqa: S608 (our own tables)
    count, digest = cursor.fetchone()
    return count, digest


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Temporary files that uploads were received into, in a folder of their own."""
    paths: list[str] = []

    class Noted(TemporaryUploadedFile):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            paths.append(self.temporary_file_path())

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", Noted)
    return paths


@pytest.mark.parametrize("size_bytes", [SMALL, LARGE])
@pytest.mark.parametrize("verdict", DOCUMENTS)
def test_no_table_has_a_row_more_or_another_one(verdict: str, size_bytes: int) -> None:
    document = DOCUMENTS[verdict]().ljust(size_bytes, b" ")
    before = rows()

    page = handed_in(document)

    assert verdict in page
    assert rows() == before
    assert {"assessments_record", "django_session", "procrastinate_jobs"} <= set(before)


@pytest.mark.parametrize(("size_bytes", "temporary_files"), [(SMALL, 0), (LARGE, 1)])
@pytest.mark.parametrize("verdict", DOCUMENTS)
def test_no_file_is_left(verdict: str, size_bytes: int, temporary_files: int, received: list[str]) -> None:
    document = DOCUMENTS[verdict]().ljust(size_bytes, b" ")

    page = handed_in(document)

    assert verdict in page
    assert len(received) == temporary_files
    assert all(path.startswith(str(tempfile.tempdir)) for path in received)
    assert list(Path(str(tempfile.tempdir)).rglob("*")) == []
    assert list(Path(settings.DATA_DIR).rglob("*")) == []


@pytest.mark.parametrize("size_bytes", [SMALL, LARGE])
@pytest.mark.parametrize("verdict", DOCUMENTS)
def test_no_log_has_its_name_or_what_it_says(
    verdict: str, size_bytes: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    document = DOCUMENTS[verdict]().ljust(size_bytes, b" ")
    caplog.set_level(logging.DEBUG)

    page = handed_in(document)

    written = caplog.text + "".join(capfd.readouterr())
    assert [said for said in (NAME, CONTENT.decode()) if said in written or said in page] == []


def test_a_file_too_large_to_be_a_record_is_not_left_either(
    monkeypatch: pytest.MonkeyPatch, received: list[str]
) -> None:
    monkeypatch.setattr(verification, "MOST_BYTES", SMALL)
    before = rows()

    page = handed_in(CONTENT.ljust(LARGE))

    assert "no record is that large" in page
    assert (len(received), rows() == before) == (1, True)
    assert list(Path(str(tempfile.tempdir)).rglob("*")) == []
