"""Everybody gets the public rendering of a published record, as it was issued, and never the full one."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from assessments.enums import Audience
from assessments.models import Record, RegisterEntry
from assessments.queries.verification import verify_file
from tests.guards.ground import guards_off
from tests.web import published

pytestmark = pytest.mark.django_db


def published_record() -> Record:
    record = published.issued()
    published.decided(of=record.decision.revision.assessment, record=record, number=record.number)
    return record


def get(address: str, **headers: str) -> Any:
    return published.reader().get(address, headers=headers)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_public_document_is_sent_as_it_was_issued(language):
    record = published_record()
    stored = record.documents.get(language=language, audience=Audience.PUBLIC)

    response = get(f"/register/{record.number}/record-{language}.pdf")

    assert response.content == bytes(stored.pdf)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{record.number}-{language}-public.pdf"'
    assert response["ETag"] == f'"{stored.sha256}"'
    assert base64.b64decode(response["Repr-Digest"][len("sha-256=:") : -1]).hex() == stored.sha256


def test_the_public_content_is_sent_as_json():
    record = published_record()

    response = get(f"/register/{record.number}/record.json")

    assert response.content == record.public_content.encode()
    assert response["Content-Type"] == "application/json"
    assert response["ETag"] == f'"{record.public_content_sha256}"'


@pytest.mark.parametrize("name", ["record-ko.pdf", "record.json"])
def test_whoever_has_it_already_gets_no_second_copy(name):
    address = f"/register/{published_record().number}/{name}"

    response = get(address, **{"if-none-match": get(address)["ETag"]})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("name", ["record-ko.pdf", "record-fr.pdf", "record.json"])
@pytest.mark.parametrize("number", ["NHRC-FR-2026-9999-v1", "nothing", "a%00b"])
def test_what_was_never_published_is_not_there(number, name):
    published_record()

    status = get(f"/register/{number}/{name}").status_code

    assert status == 404


@pytest.mark.parametrize("name", ["record-ko.pdf", "record.json"])
def test_before_the_register_shows_it_nobody_gets_it(name):
    record = published_record()
    RegisterEntry.objects.update(record=None)

    assert get(f"/register/{record.number}/{name}").status_code == 404


@pytest.mark.parametrize("name", ["record-ko.pdf", "record.json"])
def test_of_a_record_from_before_there_was_a_public_rendering_nothing_is_sent(name):
    record = published_record()
    with guards_off():
        Record.objects.update(public_content="", public_content_sha256="")
        record.documents.filter(audience=Audience.PUBLIC).delete()

    assert get(f"/register/{record.number}/{name}").status_code == 404
    assert f"/register/{record.number}/record" not in published.page(f"/register/{record.number}/")


@pytest.mark.parametrize("address", ["/register/{}/", "/verify/{}/"])
def test_the_register_and_the_verification_lead_to_it(address):
    record = published_record()

    html = published.page(address.format(record.number))

    for name in ("record-ko.pdf", "record-en.pdf", "record.json"):
        assert f'href="/register/{record.number}/{name}"' in html
    assert f"/records/{record.number}" not in html


@pytest.mark.parametrize("audience", list(Audience))
def test_a_file_of_either_rendering_is_authentic_and_says_which_it_is(audience):
    record = published_record()

    found = verify_file(published.pdf_of(record, audience=audience))

    assert found.is_authentic
    assert found.known
    assert (found.rendering, found.known.record) == (audience, record)


def test_the_public_json_is_authentic():
    record = published_record()

    found = verify_file(record.public_content.encode())

    assert found.is_authentic
    assert (found.rendering, found.is_data) == (Audience.PUBLIC, True)
