from __future__ import annotations

import pytest

from assessments.evaluation import asked, derived, unanswered, visible_answers
from tests.catalogue import small


@pytest.fixture
def edition(tmp_path):
    return small.edition(tmp_path)


def test_whether_a_question_is_asked_may_not_be_known_yet(edition):
    shown = asked(edition, {"mode": "live"})

    assert list(shown) == list(edition.questions)
    assert (shown["mode"], shown["warrant"], shown["measures"]) == (True, True, None)
    assert asked(edition, {"mode": "post"})["warrant"] is False


def test_unanswered_names_required_questions_that_are_or_may_be_asked(edition):
    assert unanswered(edition, {}) == (
        *("mode", "groups", "amount", "warrant", "measures"),
        *("share", "sources", "begins", "ends"),
    )
    assert unanswered(edition, small.COMPLETE) == ()


def test_unanswered_leaves_out_what_is_not_asked_and_what_is_optional(edition):
    missing = unanswered(edition, {**small.COMPLETE, "mode": "live", "groups": ["children"]})

    assert missing == ("warrant", "measures")


@pytest.mark.parametrize("blank", [None, "", "  ", [], "maybe"])
def test_a_blank_or_unfitting_answer_is_unanswered(edition, blank):
    assert unanswered(edition, {**small.COMPLETE, "mode": blank}) == ("mode", "warrant")


def test_visible_answers_are_those_that_count_in_their_canonical_form(edition):
    answers = {
        "mode": "post",
        "warrant": "yes",
        "groups": ["children", "staff", "staff"],
        "amount": 5.0,
        "share": 0.10,
        "sources": [["A"], ["", ""]],
        "begins": "2030-13-01",
        "opinion": "opinion.pdf",
        "unheard_of": 1,
    }

    assert visible_answers(edition, answers) == {
        "mode": "post",
        "groups": ["staff", "children"],
        "amount": 5,
        "share": "0.1",
        "sources": [["A", ""]],
        "opinion": "opinion.pdf",
    }


def test_visible_answers_leave_out_what_may_not_be_asked(edition):
    assert visible_answers(edition, {"warrant": "yes"}) == {}


def test_visible_answers_stand_in_the_order_of_the_form(edition):
    visible = visible_answers(edition, dict(reversed(small.COMPLETE.items())))

    assert list(visible) == list(small.COMPLETE)


def test_derived_values_are_true_false_or_unknown(edition):
    assert derived(edition, {}) == {"d_live": None, "d_unwarranted": None}
    assert derived(edition, {"mode": "post", "warrant": "no"}) == {"d_live": False, "d_unwarranted": False}
    assert derived(edition, {"mode": "live", "warrant": "no"}) == {"d_live": True, "d_unwarranted": True}
