"""The record is made once, says what was decided, and stays as it is."""

from __future__ import annotations

import hashlib

import pytest

from assessments import records
from assessments.enums import Event, Outcome
from assessments.models import LedgerEntry, Record
from assessments.services import issuance, ledger
from tests import journey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("example", "outcome"),
    [("EX-1", Outcome.CONDITIONAL), ("EX-2", Outcome.APPROVED), ("EX-3", Outcome.REJECTED)],
)
def test_a_decided_example_gets_its_record_in_both_languages(jobs, example, outcome):
    decision, _ = journey.decided(example=example)

    record = issuance.issue(decision)

    assert decision.outcome == outcome
    assert record.number == f"{decision.number}-v1"
    documents = {row.language: bytes(row.pdf) for row in record.documents.all()}
    assert sorted(documents) == ["en", "ko"]
    assert all(pdf.startswith(b"%PDF-1.7") for pdf in documents.values())
    assert all(row.sha256 == hashlib.sha256(bytes(row.pdf)).hexdigest() for row in record.documents.all())
    assert records.thaw(record.content).outcome == outcome
    assert ledger.audit().entries > 10


def test_issuing_twice_makes_one_record(jobs):
    decision, _ = journey.decided(example="EX-2")

    first, second = issuance.issue(decision), issuance.issue(decision)

    assert first == second
    assert Record.objects.count() == 1
    assert LedgerEntry.objects.filter(event=Event.RECORD_ISSUED).count() == 1


def test_the_conditions_of_the_gate_are_nine_and_numbered(jobs):
    decision, _ = journey.decided(example="EX-1")

    content = records.thaw(issuance.issue(decision).content)

    assert [condition.number for condition in content.conditions] == [f"C{n}" for n in range(1, 10)]
    assert content.validity.months == 24
