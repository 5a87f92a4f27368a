"""Findings in decided cases: only published decisions count, each case once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from assessments import catalogue
from assessments.enums import Basis, Outcome, Result
from assessments.models import Record
from assessments.queries.standards_findings import Tally, tallies
from tests.guards import ground
from tests.web import published

pytestmark = pytest.mark.django_db

EDITION = catalogue.edition("2026.11-1")


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def tally(standard_id: str) -> Tally:
    cache.clear()
    return tallies().get((EDITION.id, standard_id), Tally())


def publish(record: Record, *, is_sample: bool = False) -> None:
    assessment = record.decision.revision.assessment
    published.decided(Outcome.CONDITIONAL, of=assessment, record=record, is_sample=is_sample)


def test_every_finding_of_a_published_decision_counts():
    publish(published.issued())

    assert tally("LEG-2").results == {Result.NOT_MET: 1}
    assert all(tally(standard.id).total == 1 for standard in EDITION.standards)


def test_a_decision_without_a_published_record_does_not_count():
    published.issued()
    published.decided()

    assert tallies() == {}


def test_a_corrected_record_is_no_second_decision():
    first = published.issued()
    publish(first)
    published.issued(version=2, decision=first.decision)

    assert tally("LEG-2").total == 1


def test_a_decision_for_want_of_a_majority_does_not_count():
    findings = {"LEG-2": "not_met"}
    decision = ground.write(Outcome.REJECTED, findings=findings, basis=Basis.DEADLOCK, number="N-2026-0001")
    publish(published.issued(decision=decision))

    assert tallies() == {}


def test_findings_in_invented_cases_are_told_apart():
    publish(published.issued(), is_sample=True)
    publish(published.issued(number="NHRC-FR-2026-0008"))

    assert (tally("LEG-2").total, tally("LEG-2").samples) == (2, 1)


def test_the_counts_name_what_was_never_found_save_cannot_tell():
    assert Tally().counts == {
        Result.MET: 0,
        Result.PARTLY_MET: 0,
        Result.NOT_MET: 0,
        Result.NOT_APPLICABLE: 0,
    }


def test_all_standards_of_all_editions_take_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    publish(published.issued())

    with django_assert_num_queries(1):
        tallies()
        tallies()
