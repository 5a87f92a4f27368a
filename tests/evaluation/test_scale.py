from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue import examples
from assessments.evaluation import deadline_days, panel_size

EDITION = catalogue.edition("2026.11-1")


SIZES = {"EX-1": 3, "EX-2": 3, "EX-3": 5, "EX-4": 5, "EX-5": 5, "EX-5b": 5, "EX-6": 5, "EX-6b": 3, "EX-7": 3}


@pytest.mark.parametrize("name", examples.example_ids())
def test_a_search_or_remote_or_police_use_is_decided_by_five(name):
    example = examples.example(name)

    assert panel_size(EDITION, example.answers) == SIZES[name]
    assert SIZES[name] == example.decision.votes_for + example.decision.votes_against


@pytest.mark.parametrize(
    "change", [{"compare_mode": "one_to_many"}, {"remote_capture": "yes"}, {"agency_type": "police"}, {}]
)
def test_each_reason_alone_makes_a_large_panel(change):
    answers = {**examples.example("EX-1").answers, **change}

    assert panel_size(EDITION, answers) == (5 if change else 3)


def test_while_it_cannot_be_told_the_panel_is_large():
    assert panel_size(EDITION, {}) == 5


@pytest.mark.parametrize(("name", "days"), [("EX-1", 14), ("EX-2", 20), ("EX-3", 20)])
def test_comments_are_open_longer_for_a_use_of_high_risk(name, days):
    assert deadline_days(EDITION, "public_comment", examples.example(name).answers) == days


def test_other_deadlines_do_not_depend_on_the_use():
    assert deadline_days(EDITION, "supplement", {}) == 14
    assert deadline_days(EDITION, "incident_report_hours", {}) is None


def test_an_unknown_deadline_is_a_key_error():
    with pytest.raises(KeyError):
        deadline_days(EDITION, "someday", {})
