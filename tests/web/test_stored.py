"""Where a proxy sends the documents of records, it finds exactly what was stored, or the portal sends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.enums import Audience
from tests import full_disks
from tests.web import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def copies(settings: Any) -> Path:
    settings.ACCEL_LOCATION = "/copies/"
    return Path(settings.DATA_DIR) / "copies"


@pytest.fixture
def document():
    record = published.issued()
    published.decided(of=record.decision.revision.assessment, record=record, number=record.number)
    return record.documents.get(language="ko", audience=Audience.PUBLIC)


def get(document):
    return published.reader().get(f"/register/{document.record.number}/record-ko.pdf")


def test_the_proxy_is_told_where_a_copy_lies(copies, document):
    response = get(document)

    assert response["X-Accel-Redirect"] == f"/copies/{document.sha256}"
    assert (response.content, response["ETag"]) == (b"", f'"{document.sha256}"')
    assert (copies / document.sha256).read_bytes() == bytes(document.pdf)


def test_what_was_copied_is_not_read_from_the_database_again(copies, document):
    get(document)

    with CaptureQueriesContext(connection) as asked:
        get(document)

    assert [query for query in asked.captured_queries if '"pdf"' in query["sql"]] == []
    assert len(list(copies.iterdir())) == 1


@pytest.mark.parametrize("spoiled", [b"", b"%PDF-1.7 something else", None])
def test_a_copy_that_is_not_what_was_stored_is_laid_anew(copies, document, spoiled):
    get(document)
    copy = copies / document.sha256
    copy.unlink() if spoiled is None else copy.write_bytes(spoiled)

    get(document)

    assert copy.read_bytes() == bytes(document.pdf)


def test_when_the_disk_is_full_the_portal_sends_it_and_leaves_nothing_half_made(copies, document):
    with full_disks.of_the_process(most_bytes=1):
        response = get(document)

    assert response.content == bytes(document.pdf)
    assert list(copies.iterdir()) == []


def test_where_no_copy_can_be_laid_the_portal_sends_the_document(copies, document):
    copies.parent.mkdir(parents=True, exist_ok=True)
    copies.write_text("a file stands where the folder should be")

    response = get(document)

    assert response.content == bytes(document.pdf)
    assert "X-Accel-Redirect" not in response
