"""What is said of a result is the same for the agency, the reviewers and the record."""

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.enums import Result
from assessments.queries import self_checks
from assessments.queries.record_content import content_of
from assessments.queries.workspace import workspace
from tests import journey

pytestmark = pytest.mark.django_db


def test_the_same_is_said_in_self_check_review_and_record() -> None:
    decision, _bench = journey.decided()
    revision = decision.revision
    edition = catalogue.edition(revision.edition_id)

    checked = {
        judged.standard.id: judged
        for group in self_checks.self_check(edition, revision.answers).groups
        for judged in group.standards
    }
    record = {one.standard_id: one for one in content_of(decision, number=f"{decision.number}-v1").findings}

    for standard in edition.standards:
        reviewed = workspace(edition, revision, standard).explanation
        judged = checked[standard.id]
        assert (judged.explanation, judged.changes) == (reviewed.why, reviewed.changes)
        assert record[standard.id].explanation == reviewed.paragraph
        assert bool(reviewed.changes) is (judged.result in {Result.NOT_MET, Result.UNDETERMINED})
