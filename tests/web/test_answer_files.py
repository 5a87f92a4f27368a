"""Files that answer questions go up with their page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.queries import revisions
from tests import make
from tests.forms import files
from tests.web import answering
from tests.web.answering import open_page, press, stored, writer

pytestmark = pytest.mark.django_db


def test_a_file_is_attached_kept_beside_an_error_and_removed_again() -> None:
    draft = make.draft(test_source="vendor_only", compare_mode="one_to_one")
    client, _person = writer(draft)
    where = answering.page_address(draft, "tests")
    _html, data = open_page(client, draft, "tests")
    upload = SimpleUploadedFile("성적서.pdf", files.pdf(), "application/pdf")

    html = client.post(where, data | {"test_report": upload, "fmr_percent": "half"}).content.decode()

    file = revisions.open_revision(draft).evidence.get()
    assert answering.address(draft, f"evidence/{file.pk}/") in html
    assert stored(draft)["test_report"] == "성적서.pdf"
    response = client.post(where, answering.posted(html) | {"fmr_percent": "1", "remove-file": str(file.pk)})
    assert response.status_code == 302
    assert "test_report" not in stored(draft)
    assert stored(draft)["fmr_percent"] == 1


@pytest.mark.parametrize("written", ["", "x", "-1", "9" * 40, "\x00", "1 OR 1=1", "²"])
def test_removing_a_file_that_is_none_changes_nothing(written: str) -> None:
    draft = make.draft()
    make.attach(draft, "test_report")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "tests")

    response = client.post(answering.page_address(draft, "tests"), data | {"remove-file": written})

    assert response.status_code == 302
    assert "test_report" in stored(draft)


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field() -> None:
    draft = make.draft(test_source="vendor_only")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "tests")
    upload = SimpleUploadedFile("성적서.pdf", b"MZ this is a program")

    response = press(client, draft, "tests", data | {"test_report": upload, "test_operational": "yes"})

    assert 'id="id_test_report_error"' in response.content.decode()
    assert "test_report" not in stored(draft)
    assert stored(draft)["test_operational"] == "yes"
