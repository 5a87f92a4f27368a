"""The course of a case, with names and without."""

from __future__ import annotations

import pytest

from assessments.enums import Event
from assessments.queries import history
from tests import journey


@pytest.mark.django_db
def test_the_agency_sees_the_course_without_names_and_without_what_is_internal() -> None:
    assessment, _bench = journey.before_panel()

    course = history.case_history(assessment, with_names=False)

    assert [one.event for one in course] == [
        Event.OPENED,
        Event.SUBMITTED,
        Event.ACCEPTED,
        Event.PANEL_CONVENED,
    ]
    assert {one.who for one in course} == {""}


@pytest.mark.django_db
def test_the_commission_sees_who_did_what() -> None:
    assessment, bench = journey.before_panel()

    course = history.case_history(assessment, with_names=True)

    assert (Event.FINDINGS_LOCKED, bench.legal.name) in [(one.event, one.who) for one in course]
