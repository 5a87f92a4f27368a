"""From an empty draft to a verified PDF, in a browser without JavaScript."""

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.enums import Role, State
from assessments.models import Assessment
from tests import make
from tests.journeys import agency
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_an_official_answers_and_an_approver_sends(jobs):
    gate = catalogue.examples.example("EX-1")
    office = make.agency(name="정부청사관리본부")
    official = Visitor(make.member(Role.APPLICANT, of=office))
    approver = Visitor(make.member(Role.APPROVER, of=office))

    reference = agency.start(official, title=gate.answers["proposal_title"], use_case=gate.answers["use_case"])
    agency.answer_everything(official, reference, dict(gate.answers))
    approver.open(f"/assessments/{reference}/send/")
    approver.send(approver.form(field="truth"), {"truth": True})

    assessment = Assessment.objects.get(reference=reference)
    assert assessment.state == State.SUBMITTED
    revision = assessment.revisions.get()
    expected = gate.expected
    assert sorted(s for s, r in revision.preliminary.items() if r == "not_met") == sorted(expected.not_met)
