"""The self-check says what the rules say."""

from __future__ import annotations

from assessments import catalogue
from assessments.enums import Result
from assessments.queries import self_checks
from tests.web.answering import example


def test_the_self_check_says_what_the_example_expects() -> None:
    expected = catalogue.examples.example("EX-1").expected

    check = self_checks.self_check(catalogue.edition("2026.11-1"), example())

    assert check.counts == {
        Result.MET: expected.met_count,
        Result.NOT_MET: len(expected.not_met),
        Result.UNDETERMINED: 0,
        Result.NOT_APPLICABLE: len(expected.not_applicable),
    }
    assert check.total == 41
    leg_2 = next(one for group in check.groups for one in group.standards if one.standard.id == "LEG-2")
    assert "participation" in {question.id for question in leg_2.rests_on}
    assert leg_2.explanation.ko
