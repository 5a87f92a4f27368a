"""The decision rule stands twice, in Python and in the database: both say the same of every decision."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings, strategies as st

from assessments import catalogue, evaluation
from assessments.enums import Outcome, Result, Timing
from assessments.evaluation import Cure
from tests.guards.test_decisions import objection

TELLING = ("PRO-1", "LEG-1", "NEC-2", "LEG-2", "TRA-1", "HRI-5")
"""A prohibition, two standards that bar, two that need conditions, one that only advises."""


def permitted(outcome: Outcome, *, findings: dict[str, str], conditions: dict[str, str]) -> bool:
    """What Python says."""
    standards = catalogue.edition("2026.11-1").standards
    found = {standard.id: Result(findings.get(standard.id, "met")) for standard in standards}
    cures = [Cure((name,), Timing(timing)) for name, timing in conditions.items()]
    return not evaluation.contradictions(outcome, standards, found, cures)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(
    outcome=st.sampled_from(Outcome),
    findings=st.dictionaries(
        st.sampled_from(TELLING), st.sampled_from([str(result) for result in Result]), max_size=4
    ),
    conditions=st.dictionaries(
        st.sampled_from(TELLING), st.sampled_from([str(timing) for timing in Timing]), max_size=3
    ),
)
def test_python_and_the_database_agree_on_which_decisions_stand(
    outcome: Any, findings: Any, conditions: Any
) -> None:
    with transaction.atomic():
        said = objection(outcome, findings=findings, conditions=conditions)
        transaction.set_rollback(True)

    assert (said is None) == permitted(outcome, findings=findings, conditions=conditions), said
