"""Hostile words of a record stand as they were typed in its pages and in the mail that announces it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from assessments import records
from assessments.enums import Event, Role
from assessments.models import Record, SentNotice
from assessments.policy import SYSTEM
from assessments.records import RecordContent, redacted
from assessments.services import ledger, notifications
from tests import make
from tests.bundles import assessment_of
from tests.guards.ground import guards_off
from tests.records import hostile, markup
from tests.web import answering, published

pytestmark = pytest.mark.django_db

ATTACKS = " ".join(hostile.vectors("http://127.0.0.1:9", "file:///secret.txt").values())
WORDS = hostile.marked([ATTACKS])


@pytest.fixture
def record() -> Record:
    made = published.issued()
    published.decided(of=assessment_of(made), record=made, number=made.number)
    return made


def page(client: Client, address: str, content: RecordContent, *, column: str) -> str:
    """The page with this content in the record's row, without the digest and what is made of it."""
    with guards_off():
        Record.objects.update(**{column: records.freeze(content).decode()})
    response = client.get(address)
    assert response.status_code == 200
    return hostile.undigested(response.content.decode(), content)


def test_hostile_words_are_words_on_the_full_page(record):
    client = answering.signed_in(make.member(Role.APPLICANT, of=assessment_of(record).agency))
    address = f"/records/{record.number}/"

    harmless, attacked = (
        page(client, address, hostile.filled(hostile.target(), *said), column="content")
        for said in (WORDS, WORDS.values())
    )

    assert "<article" in harmless
    assert markup.differences(attacked, harmless=harmless, instead=WORDS) == []
    assert hostile.unseen(hostile.target(), WORDS, text=markup.texts(harmless)) == hostile.NOT_PRINTED


@pytest.mark.parametrize("language", ["ko", "en"])
def test_hostile_words_are_words_on_the_public_page(record, language):
    content, client = redacted(hostile.target()), published.reader(language)
    address = f"/register/{record.number}/record/"

    harmless, attacked = (
        page(client, address, hostile.filled(content, *said), column="public_content")
        for said in (WORDS, WORDS.values())
    )

    assert "<article" in harmless
    assert markup.differences(attacked, harmless=harmless, instead=WORDS) == []
    assert hostile.unseen(content, WORDS, text=markup.texts(harmless)) == hostile.NOT_PRINTED


def announced(record: Record, content: RecordContent, *, title: str) -> Any:
    """The mail that says this content is the record's."""
    with guards_off():
        Record.objects.update(public_content=records.freeze(content).decode())
        SentNotice.objects.all().delete()
    entry = assessment_of(record).ledger.get(event=Event.RECORD_ISSUED)
    assert entry.assessment
    entry.assessment.title = title
    assert notifications.send_notice(entry) > 0
    return mail.outbox[-1]


def test_hostile_words_are_plain_text_in_the_mail(record):
    case = assessment_of(record)
    make.member(Role.APPROVER, of=case.agency)
    ledger.append(Event.RECORD_ISSUED, actor=SYSTEM, assessment=case, data={"record": record.number})
    content = redacted(hostile.target())

    harmless, attacked = (
        announced(record, hostile.filled(content, *said), title=next(iter(said)))
        for said in (WORDS, WORDS.values())
    )

    assert attacked.body == hostile.MARKED.sub(lambda hit: WORDS[hit[0]], harmless.body)
    assert attacked.body.count(ATTACKS) >= 1 + 2 * (2 + 2 * len(content.remedies))
    assert attacked.subject == harmless.subject
    sent = attacked.message()
    assert (sent.get_content_type(), sent.is_multipart()) == ("text/plain", False)
    assert sent.keys() == harmless.message().keys()
