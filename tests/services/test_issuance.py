"""The record is made once, says what was decided, and stays as it is."""

from __future__ import annotations

import hashlib

import pytest

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Event, Outcome
from assessments.models import LedgerEntry, Record
from assessments.queries.record_content import content_of
from assessments.services import issuance, ledger
from tests import journey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("example", "outcome", "conditions"),
    [
        ("EX-1", Outcome.CONDITIONAL, 9),
        ("EX-2", Outcome.APPROVED, 0),
        ("EX-3", Outcome.REJECTED, 0),
        ("EX-4", Outcome.CONDITIONAL, 7),
        ("EX-6", Outcome.REJECTED, 0),
    ],
)
def test_a_record_says_what_was_decided(jobs, example, outcome, conditions):
    decision, _ = journey.decided(example=example)

    content = content_of(decision, number=f"{decision.number}-v1")

    assert content.outcome == outcome
    assert [condition.number for condition in content.conditions] == [f"C{n + 1}" for n in range(conditions)]
    assert len(content.findings) == 41
    assert sum(len(step.facts) for step in content.facts) == 151
    assert records.freeze(records.thaw(records.freeze(content))) == records.freeze(content)
    assert ledger.audit().chains == 2


def test_a_rejection_names_the_standards_that_decided(jobs):
    decision, _ = journey.decided(example="EX-3")

    sentence = content_of(decision, number=f"{decision.number}-v1").sentence

    assert isinstance(sentence, Text)
    assert "PRO-1" in sentence.en
    assert "PRO-1" in sentence.ko


def test_issuing_twice_makes_one_record_in_two_languages(jobs):
    decision, _ = journey.decided(example="EX-2")

    first, second = issuance.issue(decision), issuance.issue(decision)

    assert first == second
    assert first.number == f"{decision.number}-v1"
    assert Record.objects.count() == 1
    assert LedgerEntry.objects.filter(event=Event.RECORD_ISSUED).count() == 1
    documents = {row.language: (bytes(row.pdf), row.sha256) for row in first.documents.all()}
    assert sorted(documents) == ["en", "ko"]
    assert all(pdf.startswith(b"%PDF-1.7") for pdf, _ in documents.values())
    assert all(sha256 == hashlib.sha256(pdf).hexdigest() for pdf, sha256 in documents.values())
    assert first.content_sha256 == hashlib.sha256(first.content.encode()).hexdigest()
