"""Two at once: one correction is ordered, one version is made, one number is given."""

from __future__ import annotations

from functools import partial

import pytest

from assessments.enums import Role
from assessments.models import Correction, Record
from assessments.services import issuance
from tests import journey, make
from tests.records.rendered import quick
from tests.services import racing
from tests.services.correcting import issue, order, slip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("jobs")]


def test_two_chairs_correct_the_same_passage_and_one_version_comes_of_it():
    record = issuance.issue(journey.decided(example="EX-2")[0], render=quick)
    passage, chairs = slip(record), [make.actor(Role.CHAIR) for _ in range(2)]

    orders = racing.at_once([partial(order, record, passage, by=chair) for chair in chairs])
    (made,) = Correction.objects.all()
    issues = racing.at_once([partial(issue, made)] * 2)

    assert sorted(type(one).__name__ for one in orders) == ["Correction", "WrongState"]
    assert [one.number for one in issues] == [f"{record.decision.number}-v2"] * 2
    assert list(Record.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert racing.faults() == []
