"""What holds for any answers: tried on many, and on a planted fault to show that the trial can fail."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, find, given, settings, strategies as st
from hypothesis.errors import NoSuchExample

from assessments import catalogue
from assessments.catalogue import Kind, Question, examples
from assessments.enums import Result
from assessments.evaluation import (
    asked,
    derived,
    evaluate,
    explain,
    faults,
    reasons,
    unanswered,
    visible_answers,
)

EDITION = catalogue.edition("2026.11-1")
STEADY = settings(deadline=None, max_examples=60)
SEARCH = settings(STEADY, max_examples=500, phases=[Phase.generate], database=None)

WORDS = st.sampled_from(["", "words", "낱말"])
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(
        st.one_of(st.text(max_size=3), st.integers(), st.lists(st.text(max_size=3), max_size=2)), max_size=3
    ),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def answer_to(question: Question) -> st.SearchStrategy[Any]:
    """A possible answer, now and then blank."""
    match question.kind:
        case Kind.SINGLE | Kind.YESNO:
            return st.sampled_from(question.choice_ids)
        case Kind.MULTI:
            return st.lists(st.sampled_from(question.choice_ids), max_size=4, unique=True)
        case Kind.NUMBER | Kind.PERCENT:
            return st.sampled_from([0, 1, 3, 14, 24, 50_000, 600_000, "0.05", "99.9"])
        case Kind.DATE:
            return st.sampled_from(["2026-01-01", "2027-03-02", "2030-12-31"])
        case Kind.TABLE:
            return st.lists(st.just(["a"] * len(question.columns)), max_size=3)
        case _:
            return WORDS


@st.composite
def drafts(draw):
    """An example's answers with some blanked and some replaced."""
    answers = dict(examples.example(draw(st.sampled_from(examples.example_ids()))).answers)
    for name in draw(st.lists(st.sampled_from(list(EDITION.questions)), max_size=25)):
        answers.pop(name, None)
    for name in draw(st.lists(st.sampled_from(list(EDITION.questions)), max_size=8)):
        answers[name] = draw(answer_to(EDITION.question(name)))
    return answers


@st.composite
def further_answers(draw):
    """A draft, and the same draft with one or two blank answers filled in."""
    before = draw(drafts())
    after = dict(before)
    for name in draw(
        st.lists(st.sampled_from(unanswered(EDITION, before) or ("opinion",)), min_size=1, max_size=2)
    ):
        if name in EDITION.questions:
            after[name] = draw(answer_to(EDITION.question(name)))
    return before, after


def settled(answers):
    """Everything that is settled, and how."""
    return {
        **{f.standard_id: f.result for f in evaluate(EDITION, answers) if f.result != Result.UNDETERMINED},
        **{name: truth for name, truth in asked(EDITION, answers).items() if truth is not None},
        **{name: truth for name, truth in derived(EDITION, answers).items() if truth is not None},
        **{fault.validation: True for fault in faults(EDITION, answers)},
    }


def settled_where_unknown_is_not_met(answers):
    """A planted fault: what cannot be told yet is taken for not met."""
    return {
        f.standard_id: Result.NOT_MET if f.result == Result.UNDETERMINED else f.result
        for f in evaluate(EDITION, answers)
    }


def turns(case, settle=settled):
    """Whether a further answer takes back what was settled."""
    before, after = (settle(answers) for answers in case)
    return not before.items() <= after.items()


@STEADY
@given(further_answers())
def test_a_further_answer_never_turns_a_settled_result(case):
    assert not turns(case)


def test_the_trial_above_finds_a_planted_fault():
    assert find(
        further_answers(), lambda case: turns(case, settled_where_unknown_is_not_met), settings=SEARCH
    )
    with pytest.raises(NoSuchExample):
        find(further_answers(), turns, settings=settings(SEARCH, max_examples=30))


@STEADY
@given(drafts(), st.data())
def test_hidden_answers_never_count(answers, data):
    hidden = [name for name, truth in asked(EDITION, answers).items() if truth is False]
    other = {**answers, **{name: data.draw(answer_to(EDITION.question(name))) for name in hidden}}

    assert settled(other) == settled(answers)
    assert visible_answers(EDITION, other) == visible_answers(EDITION, answers)
    assert unanswered(EDITION, other) == unanswered(EDITION, answers)


@STEADY
@given(st.dictionaries(st.one_of(st.sampled_from(list(EDITION.questions)), st.text(max_size=4)), JUNK))
def test_no_answers_whatever_raise(answers):
    for found in evaluate(EDITION, answers):
        assert explain(EDITION, found, answers).ko
        assert isinstance(reasons(EDITION, found, answers), tuple)
    faults(EDITION, answers)
    visible_answers(EDITION, answers)


@STEADY
@given(drafts())
def test_every_draft_can_be_explained_in_both_languages(answers):
    for found in evaluate(EDITION, answers):
        text = explain(EDITION, found, answers)
        assert (text.en[-1], text.ko[-2:]) == (".", "다.")
        assert "{" not in text.en + text.ko


@STEADY
@given(drafts())
def test_what_is_visible_is_judged_alike(answers):
    """The digest covers the visible answers only, so they must carry every result."""
    visible = visible_answers(EDITION, answers)

    assert visible_answers(EDITION, visible) == visible
    if not unanswered(EDITION, answers):
        assert settled(visible) == settled(answers)
