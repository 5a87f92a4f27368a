from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue import examples
from assessments.enums import Level, Result
from assessments.evaluation import asked, derived, evaluate, faults, unanswered
from tests.catalogue import small


@pytest.fixture
def edition(tmp_path):
    return small.edition(tmp_path)


def results(edition, **answers):
    return {found.standard_id: found.result for found in evaluate(edition, answers)}


def with_result(found, result):
    return tuple(one.standard_id for one in found if one.result == result)


@pytest.mark.parametrize("name", examples.example_ids())
def test_every_example_comes_out_as_expected(name):
    example = examples.example(name)
    edition, expected = catalogue.edition(example.edition_id), example.expected

    found = evaluate(edition, example.answers)

    assert with_result(found, Result.NOT_MET) == expected.not_met
    assert with_result(found, Result.NOT_APPLICABLE) == expected.not_applicable
    assert with_result(found, Result.UNDETERMINED) == expected.undetermined
    assert len(with_result(found, Result.MET)) == expected.met_count
    assert len(found) == 41


@pytest.mark.parametrize("name", examples.example_ids())
def test_every_example_shows_the_expected_questions_and_is_complete(name):
    example = examples.example(name)
    edition = catalogue.edition(example.edition_id)

    shown = asked(edition, example.answers)

    assert sum(one is True for one in shown.values()) == example.expected.visible_questions
    assert None not in shown.values()
    assert unanswered(edition, example.answers) == ()
    assert tuple(name for name, truth in derived(edition, example.answers).items() if truth) == (
        example.expected.derived_true
    )


@pytest.mark.parametrize("name", examples.example_ids())
def test_no_example_has_a_fault_that_stops_sending(name):
    example = examples.example(name)

    found = faults(catalogue.edition(example.edition_id), example.answers)

    assert [fault.validation for fault in found if fault.level == Level.ERROR] == []


def test_nothing_is_settled_before_anything_is_answered():
    found = evaluate(catalogue.edition("2026.11-1"), {})

    assert {one.result for one in found} == {Result.UNDETERMINED}


def test_one_result_per_standard_in_catalogue_order(edition):
    assert list(results(edition)) == ["AAA-1", "AAA-2", "AAA-3", "AAA-4"]


def test_a_result_is_met_not_met_not_applicable_or_undetermined(edition):
    answers = {"mode": "live", "groups": ["staff"], "warrant": "yes", "share": "0.3"}

    assert results(edition, **answers) == {
        "AAA-1": Result.MET,
        "AAA-2": Result.NOT_APPLICABLE,
        "AAA-3": Result.NOT_MET,
        "AAA-4": Result.MET,
    }
    assert results(edition, mode="live")["AAA-4"] == Result.UNDETERMINED


def test_a_standard_that_may_not_apply_is_undetermined_even_if_its_test_is_settled(edition):
    assert results(edition, share="0.3")["AAA-3"] == Result.UNDETERMINED


def test_a_settled_test_needs_no_further_answers(edition):
    assert results(edition, mode="post")["AAA-1"] == Result.MET
    assert results(edition, groups=["children"], sources=[["A"]])["AAA-2"] == Result.NOT_MET


def test_an_answer_to_a_question_that_is_not_asked_does_not_count(edition):
    hidden = {"mode": "post", "warrant": "no", "groups": ["staff"], "measures": "words"}

    assert results(edition, **hidden) == results(edition, mode="post", groups=["staff"])


def test_an_answer_counts_only_once_it_is_known_that_it_is_asked(edition):
    assert results(edition, warrant="yes")["AAA-4"] == Result.UNDETERMINED
    assert results(edition, warrant="yes", mode="live")["AAA-4"] == Result.MET


@pytest.mark.parametrize("junk", [None, "", "LIVE", 3, ["live"], {"live": True}, True])
def test_an_answer_that_does_not_fit_counts_as_blank(edition, junk):
    assert results(edition, mode=junk) == results(edition)


@pytest.mark.parametrize("share", ["0.1", 0.1, "0.10", " 0.1 "])
def test_a_tenth_is_a_tenth_however_it_is_written(edition, share):
    assert results(edition, mode="live", share=share)["AAA-3"] == Result.MET


def test_a_result_rests_on_the_questions_that_were_looked_at(edition):
    answers = {"mode": "live", "groups": ["staff"], "warrant": "yes"}

    rests_on = {found.standard_id: found.rests_on for found in evaluate(edition, answers)}

    assert rests_on == {
        "AAA-1": ("mode", "warrant"),
        "AAA-2": ("groups",),
        "AAA-3": ("mode", "share"),
        "AAA-4": ("mode", "warrant"),
    }


def test_in_place_of_a_question_that_is_not_asked_stand_those_that_decided_so(tmp_path):
    folder = small.write(tmp_path)
    small.replace(folder, "standards/AAA.toml", '"not d_unwarranted"', "\"warrant == 'yes'\"")
    small.replace(
        folder, "standards/AAA.toml", 'depends_on = ["mode", "warrant"]', 'depends_on = ["warrant"]'
    )
    edition = catalogue.read(folder)

    assert evaluate(edition, {"mode": "live"})[0].rests_on == ("warrant",)
    assert evaluate(edition, {"mode": "post"})[0].rests_on == ("mode",)


def test_a_result_carries_the_traces_of_both_rules(edition):
    found = evaluate(edition, {"mode": "live", "warrant": "no"})[3]

    assert (found.applies.truth, found.test.truth) == (True, False)
    assert [leaf.seen for leaf in found.test.leaves()] == [(("mode", "live"),), (("warrant", "no"),)]
