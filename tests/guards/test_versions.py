"""The database keeps the versions of a record without gaps, each after the first with its correction."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from assessments.models import Correction, Record
from tests.web import published

pytestmark = pytest.mark.django_db


def again(record: Record, *, version: int) -> None:
    """Straight into the table, as a faulty program would."""
    Record.objects.create(
        decision=record.decision,
        version=version,
        number=f"{record.decision.number}-v{version}",
        code=f"CODE-{version}",
        content="{}",
        content_sha256="0" * 64,
    )


@pytest.mark.parametrize("version", [0, 3])
def test_a_version_that_leaves_a_gap_is_refused(version):
    record = published.issued()

    with pytest.raises(IntegrityError, match="versions of a record have no gaps"), transaction.atomic():
        again(record, version=version)


def test_a_second_version_needs_an_order():
    record = published.issued()

    with pytest.raises(IntegrityError, match="no correction was ordered for version 2"), transaction.atomic():
        again(record, version=2)
    published.corrected(record.decision, version=2)
    again(record, version=2)

    assert record.decision.records.count() == 2


@pytest.mark.parametrize("version", [3, 4])
def test_a_correction_is_of_the_version_after_the_newest(version):
    record = published.issued()

    with pytest.raises(IntegrityError, match="makes the version after the newest"), transaction.atomic():
        published.corrected(record.decision, version=version)


def test_one_correction_at_a_time():
    record = published.issued()
    published.corrected(record.decision, version=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        published.corrected(record.decision, version=2)

    assert Correction.objects.count() == 1
