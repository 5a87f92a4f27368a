"""From an empty draft to a verified PDF, in browsers without JavaScript."""

from __future__ import annotations

import pytest

from tests.journeys import journey
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_the_gate_travels_from_an_empty_draft_to_a_verified_record(jobs, tmp_path, capsys):
    journey.from_draft_to_record(Visitor, work=jobs.run, folder=tmp_path, capsys=capsys)
