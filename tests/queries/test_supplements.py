"""What the commission found lacking, and what was changed since."""

from __future__ import annotations

import pytest

from assessments.enums import Role
from assessments.models import Assessment
from assessments.queries import revisions, supplements
from assessments.services import completeness, submission
from tests import make


def supplemented(*defects: dict[str, str]) -> Assessment:
    sent = make.draft(example="EX-1")
    make.attach(sent, "E-LAW", content=b"1")
    submission.send(actor=make.actor(Role.APPROVER, of=sent.agency), assessment=sent)
    completeness.request_supplement(actor=make.actor(Role.OFFICER), assessment=sent, defects=defects)
    return sent


@pytest.mark.django_db
def test_defects_are_open_until_the_answer_or_its_files_differ() -> None:
    sent = supplemented(
        {"question": "timing", "text": "a"},
        {"question": "E-LAW", "text": "b"},
        {"question": "", "text": "c"},
    )
    revision = revisions.open_revision(sent)
    before = supplements.current_supplement(sent, revision)
    revision.answers = {**revision.answers, "timing": "post"}
    revision.save()
    make.attach(sent, "E-LAW", content=b"2")

    after = supplements.current_supplement(sent, revisions.open_revision(sent))

    assert before is not None
    assert after is not None
    assert before.to_change == {"timing"}
    assert [defect.is_changed for defect in before.defects] == [False, False, False]
    assert [defect.is_changed for defect in after.defects] == [True, True, False]
    assert after.to_change == set()


@pytest.mark.django_db
def test_there_are_no_defects_outside_a_supplement() -> None:
    draft = make.draft()

    assert supplements.current_supplement(draft, revisions.open_revision(draft)) is None
