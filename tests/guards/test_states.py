"""The database knows the workflow: it refuses every birth and every move that the table does not have."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from assessments.enums import Outcome, State
from assessments.models import Assessment
from assessments.workflow import PAIRS
from tests import make
from tests.guards.ground import claim, in_state, refusal, run

pytestmark = pytest.mark.django_db

DECISIONS = sorted(
    (source, target)
    for source, target in PAIRS
    if source in {State.PANEL, State.DRAFT_DECISION} and target in Outcome.values
)
"""The moves by which a panel decides."""
MOVE = "UPDATE assessments_assessment SET state = %s WHERE id = %s"


def verdict(assessment: Assessment, target: State) -> str | None:
    """What the database says to a move; None when it lets it pass. Nothing stays changed."""
    try:
        with transaction.atomic():
            run(MOVE, target, assessment.pk)
            transaction.set_rollback(True)
    except IntegrityError as refused:
        return str(refused).splitlines()[0]
    return None


@pytest.mark.parametrize("source", State)
def test_from_each_state_only_the_moves_of_the_table_lead_on(source):
    assessment = in_state(source)

    said = {target: verdict(assessment, target) for target in set(State) - {source}}

    assert said == {target: expected(source, target) for target in set(State) - {source}}


def expected(source: State, target: State) -> str | None:
    if (source, target) not in PAIRS:
        return f"the workflow has no move from {source} to {target}"
    return f"no decision says {target}" if (source, target) in DECISIONS else None


@pytest.mark.parametrize(("source", "target"), DECISIONS)
def test_a_decision_for_another_outcome_does_not_open_the_way(source, target):
    assessment = in_state(source)
    claim(assessment, outcome=next(outcome for outcome in Outcome if outcome != target))

    assert refusal(MOVE, target, assessment.pk) == f"no decision says {target}"


@pytest.mark.parametrize(("source", "target"), DECISIONS)
def test_with_its_decision_an_assessment_enters_the_decided_state(source, target):
    assessment = in_state(source)
    claim(assessment, outcome=Outcome(target))

    run(MOVE, target, assessment.pk)

    assert Assessment.objects.get(pk=assessment.pk).state == target


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_an_assessment_begins_as_a_draft(state):
    draft = make.draft()
    born = Assessment(reference="BORN-LATE", state=state, agency=draft.agency, opened_by=draft.opened_by)

    with (
        pytest.raises(IntegrityError, match=f"an assessment begins as draft, not as {state}"),
        transaction.atomic(),
    ):
        born.save()

    assert not Assessment.objects.filter(reference="BORN-LATE").exists()


def test_an_assessment_is_never_deleted():
    assessment = make.draft()

    said = refusal("DELETE FROM assessments_assessment WHERE id = %s", assessment.pk)

    assert said == "an assessment is never deleted"


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE assessments_assessment SET reference = 'ELSE-WHER' WHERE id = %s",
        "UPDATE assessments_assessment SET agency_id = agency_id + 1 WHERE id = %s",
        "UPDATE assessments_assessment SET opened_at = now() - interval '1 day' WHERE id = %s",
    ],
)
def test_what_identifies_an_assessment_never_changes(attempt):
    assessment = make.draft()

    assert refusal(attempt, assessment.pk) == "reference, agency and opening of an assessment never change"
