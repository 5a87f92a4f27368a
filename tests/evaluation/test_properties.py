"""What holds for any answers: tried on some drafts here, and on ten thousand in ``make battery``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from assessments.catalogue import Edition, Kind, Question
from assessments.evaluation import evaluate, explain, faults, reasons, visible_answers
from assessments.forms.answers import PageForm
from tests.evaluation import properties, spoiled
from tests.evaluation.drafts import by, draft
from tests.evaluation.properties import EDITION, PROPERTIES, Property, search

SOME = 60

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


@pytest.mark.parametrize("held", PROPERTIES, ids=lambda held: held.__name__)
def test_for_any_answers(held: Property) -> None:
    assert search(held, drafts=SOME) is None


@pytest.mark.parametrize(
    ("held", "spoil", "shown_by"),
    [
        (properties.rules_never_raise, spoiled.untyped, "agency_name"),
        (properties.removing_never_leads_towards_met, spoiled.careless, "extra_functions"),
        (properties.adding_never_changes_what_is_settled, spoiled.hasty, None),
        (properties.hidden_answers_never_matter, spoiled.seeing, None),
        (properties.visible_answers_carry_every_result, spoiled.blind, None),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_the_search_finds_a_planted_fault(
    held: Property, spoil: Callable[[Edition], Edition], shown_by: str | None
) -> None:
    found = search(held, drafts=500, judge=spoil(EDITION))

    assert found is not None
    assert shown_by is None or shown_by in found.answers


def test_the_form_accepts_every_draft():
    """What the properties are tried on is what can be stored."""
    for seed in range(8):
        answers = draft(by(seed), EDITION)
        for page in EDITION.pages.values():
            given = {
                question.id: _in_order(question, answers[question.id])
                for question in page.questions
                if question.id in answers and question.kind is not Kind.FILE
            }
            form = PageForm(EDITION, page, answers={}, data=given)
            assert form.is_valid(), (seed, form.errors)
            assert {name: value for name, value in form.values().items() if value is not None} == given


def _in_order(question: Question, answer: Any) -> Any:
    """The examples name several choices in any order."""
    if question.kind is Kind.MULTI:
        return [choice for choice in question.choice_ids if choice in answer]
    return answer


def test_drafts_are_of_every_sort():
    """Among them are empty and full ones, and nearly every result of nearly every standard."""
    drafts = [draft(by(seed), EDITION) for seed in range(120)]
    seen = {(found.standard_id, found.result) for answers in drafts for found in evaluate(EDITION, answers)}

    assert min(map(len, drafts)) < 5
    assert max(map(len, drafts)) > 140
    assert len(seen) >= 41 * 3


@settings(deadline=None, max_examples=25)
@given(st.dictionaries(st.one_of(st.sampled_from(list(EDITION.questions)), st.text(max_size=4)), JUNK))
def test_no_answers_whatever_raise(answers: dict[str, Any]) -> None:
    for found in evaluate(EDITION, answers):
        assert explain(EDITION, found, answers).ko
        assert isinstance(reasons(EDITION, found, answers), tuple)
    faults(EDITION, answers)
    visible_answers(EDITION, answers)
