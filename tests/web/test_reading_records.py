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
from tests.services import correcting
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


def test_it_says_that_the_public_was_not_asked_and_what_the_agency_argued_and_was_answered(record):
    text = words(published.page(f"/register/{record.number}/record/", language="en"))

    assert "No public comment procedure was held, and nobody but the agency submitted anything." in text
    assert "The agency's case Exact purpose" in text
    assert "Less intrusive alternatives examined alternatives_table 1. Alternative" in text
    assert "No oral hearing was asked for" in text
    assert "The commission's answer The panel upholds its draft." in text


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


@pytest.fixture
def corrected(record: Record) -> Record:
    """The first version, after the second was issued."""
    correcting.issue(correcting.order(record, correcting.slip(record)))
    publication.publish(assessment_of(record))
    return record


WAS_CORRECTED = {
    "ko": "이 판의 결정서는 정정되었습니다. 최신 판({}) 읽기",
    "en": "This version of the record was corrected. Read the newest version, {}",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_version_leads_everybody_to_the_newest(corrected: Record, language: str) -> None:
    newest = Record.objects.get(decision=corrected.decision, version=2)

    pages = {
        one.number: published.page(f"/register/{one.number}/record/", language=language)
        for one in (corrected, newest)
    }

    sentence = WAS_CORRECTED[language].format(newest.number)
    assert [sentence in words(page) for page in pages.values()] == [True, False]
    assert pages[corrected.number].index(f'href="/register/{newest.number}/record/"') < pages[
        corrected.number
    ].index('<article class="record">')


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_version_leads_the_parties_to_the_newest(corrected: Record, language: str) -> None:
    newest = Record.objects.get(decision=corrected.decision, version=2)
    agency = desk(corrected, Role.APPLICANT, language=language)

    old, new = (agency.get(f"/records/{one.number}/").content.decode() for one in (corrected, newest))

    sentence = WAS_CORRECTED[language].format(newest.number)
    assert [sentence in words(page) for page in (old, new)] == [True, False]
    assert old.index(f'href="/records/{newest.number}/"') < old.index('<article class="record">')


@pytest.mark.parametrize("name", ["record-ko.pdf", "record-en.pdf", "record.json"])
def test_the_files_of_a_corrected_version_stay_as_they_were_issued(record: Record, name: str) -> None:
    address = f"/register/{record.number}/{name}"
    before = published.reader().get(address)

    correcting.issue(correcting.order(record, correcting.slip(record)))
    publication.publish(assessment_of(record))
    after = published.reader().get(address)

    assert Record.objects.filter(decision=record.decision).count() == 2
    assert (before.status_code, after.status_code) == (200, 200)
    assert after.content == before.content != b""
