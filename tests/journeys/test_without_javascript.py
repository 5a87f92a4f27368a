"""From an empty draft to a verified PDF, in browsers without JavaScript."""

from __future__ import annotations

import pytest

from assessments.models import RecordDocument
from tests.journeys import journey
from tests.journeys.visitor import Visitor
from tests.records.pdfcheck import check

pytestmark = pytest.mark.django_db


def test_the_gate_travels_from_an_empty_draft_to_a_verified_record(jobs, tmp_path, capsys):
    journey.from_draft_to_record(Visitor, work=jobs.run, folder=tmp_path, capsys=capsys)

    faults = {
        f"{document.audience}, {document.language}": check(bytes(document.pdf))
        for document in RecordDocument.objects.all()
    }
    assert faults == {"parties, ko": [], "parties, en": [], "public, ko": [], "public, en": []}
