"""The record as a page and in the mail: the same data, and no more of it than the reader may see."""

from __future__ import annotations

import html
import re

import pytest
from django.core import mail
from django.test import Client

from assessments import records
from assessments.enums import Event, Role
from assessments.models import LedgerEntry, Record
from assessments.records.speech import LANGUAGES, said
from assessments.services import issuance, notifications, publication
from tests import journey, make
from tests.bundles import assessment_of
from tests.conftest import Jobs
from tests.records.rendered import quick
from tests.web import answering, published

pytestmark = pytest.mark.django_db

SECRET = "강새벽담당관"
"""Withheld from the public; invented, and no word of the catalogue."""


@pytest.fixture
def record(jobs: Jobs) -> Record:
    decision, _bench = journey.decided(example="EX-1", responsible_official=SECRET)
    made = issuance.issue(decision, render=quick)
    publication.publish(assessment_of(made))
    return made


def desk(record: Record, role: Role, *, language: str = "ko") -> Client:
    client = answering.signed_in(make.member(role, of=assessment_of(record).agency))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def words(page: str) -> str:
    """As one reads it: no markup, no joiners, one space between words."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u2060", "")
    return " ".join(text.split())


def one_line(text: object) -> str:
    return " ".join(str(text).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_public_rendering_as_a_page(record, language):
    content = records.thaw(record.public_content)

    page = published.page(f"/register/{record.number}/record/", language=language)

    text = words(page)
    assert f'lang="{language}"' in page
    assert one_line(said(content.sentence, language=language)) in text
    assert all(one_line(said(one.text, language=language)) in text for one in content.conditions)
    assert all(f" {finding.standard_id} " in text for finding in content.findings)
    assert [
        remedy for remedy in content.remedies if str(said(remedy.name, language=language)) not in text
    ] == []
    assert f'href="/register/{record.number}/record-ko.pdf"' in page
    assert SECRET in record.content
    assert SECRET not in page


def test_the_agency_reads_all_of_it(record):
    page = desk(record, Role.APPLICANT).get(f"/records/{record.number}/").content.decode()

    assert SECRET in words(page)
    assert f'href="/records/{record.number}/ko.pdf"' in page


def test_strangers_and_other_agencies_do_not(record):
    address = f"/records/{record.number}/"
    other = answering.signed_in(make.member(Role.APPLICANT))

    assert published.reader().get(address).status_code == 302
    assert other.get(address).status_code == 404


def test_what_is_not_on_the_register_is_no_page():
    assert published.reader().get("/register/NHRC-FR-2026-9999-v1/record/").status_code == 404
    assert published.reader().get("/register/a%00b/record/").status_code == 404


def test_an_auditors_reading_is_entered_once(record):
    auditor = desk(record, Role.AUDITOR)

    for _ in range(2):
        assert auditor.get(f"/records/{record.number}/").status_code == 200

    (entry,) = LedgerEntry.objects.filter(event=Event.RECORD_DOWNLOADED)
    assert entry.data == {"record": record.number, "content": record.content_sha256}


def test_the_mail_says_the_outcome_and_the_remedies_and_nothing_withheld(record):
    reader = make.member(Role.APPROVER, of=assessment_of(record).agency)

    notifications.send_notice(LedgerEntry.objects.get(event=Event.RECORD_ISSUED))

    (message,) = [one for one in mail.outbox if one.to == [reader.email]]
    content = records.thaw(record.public_content)
    for language in LANGUAGES:
        assert str(said(content.sentence, language=language)) in message.body
        assert all(str(said(one.name, language=language)) in message.body for one in content.remedies)
    assert record.code in message.body
    assert SECRET not in message.body
