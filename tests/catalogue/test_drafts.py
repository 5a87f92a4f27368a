"""The draft that the rulings suggest: what it changes, and what becomes of the examples under it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments import catalogue
from assessments.catalogue import drafts, trials
from assessments.catalogue.examples import example, example_ids
from assessments.catalogue.subjects import Tried
from assessments.enums import Effect, Result
from assessments.errors import CatalogueError
from assessments.evaluation import evaluate, required_outcome
from assessments.evaluation.trials import failures, untried
from tests.catalogue.test_editions import HANGUL, texts

IN_FORCE = catalogue.edition("2026.11-1")
DRAFT = drafts.draft("2026.12-draft")
TRIALS = trials.read(trials.beside(drafts.FOLDER / DRAFT.id), edition=DRAFT)
NEW = {"task_by_law", "law_restricts", "other_tools_barred", "consent_form", "aim_weight"}
CHANGED = {"LEG-1", "LEG-2", "LEG-4", "LEG-7", "NEC-3", "NEC-4", "DAT-1", "GOV-1"}
"""Standards whose results may differ: by their own rule, or by what counts as voluntary."""

PLAIN = {
    "task_by_law": "yes",
    "law_restricts": "no",
    "other_tools_barred": "yes",
    "aim_weight": "identity_fraud",
    "consent_form": ["refusal_named", "no_disadvantage", "plain_for_reader", "withdrawable"],
}
"""Answers to the new questions that nobody would object to."""


def results(edition, answers):
    return {found.standard_id: found.result for found in evaluate(edition, answers)}


def test_a_draft_is_not_an_edition_in_force():
    assert drafts.draft_ids() == ("2026.12-draft",)
    assert DRAFT.id not in catalogue.shipped_ids()


def test_a_draft_that_is_not_there_is_refused():
    with pytest.raises(CatalogueError, match=r"2099\.1: there is no such draft"):
        drafts.draft("2099.1")


def test_its_trials_come_out_as_expected_and_no_result_is_untried():
    assert failures(DRAFT, TRIALS) == ()
    assert untried(DRAFT, TRIALS) == ()


def test_every_changed_standard_has_a_trial_of_what_changed():
    """One with an answer that the edition in force does not ask, or asks for another standard."""
    before = {
        one.subject: {name for case in one.cases for name in case} for one in trials.trials(IN_FORCE.id)
    }
    now: dict[str, set[str]] = {}
    for one in TRIALS:
        if one.subject.tried is Tried.STANDARD:
            used = {name for case in one.cases for name in case} - before.get(one.subject, set())
            now.setdefault(one.subject.id, set()).update(used & {*NEW, "power_imbalance", "participation"})

    assert {standard_id for standard_id, names in now.items() if names} == CHANGED


def test_only_what_the_proposals_need_is_new_or_changed():
    same = {
        name: question
        for name, question in DRAFT.questions.items()
        if question == IN_FORCE.questions.get(name)
    }

    assert DRAFT.questions.keys() - IN_FORCE.questions.keys() == NEW
    assert IN_FORCE.questions.keys() - same.keys() == {"power_imbalance", "template_store"}
    assert [name for name in DRAFT.questions if name not in NEW] == list(IN_FORCE.questions)
    assert {one.id for one in DRAFT.standards if one != IN_FORCE.standards_by_id.get(one.id)} == CHANGED
    assert {one.id for one in DRAFT.derived if one not in IN_FORCE.derived} == {"d_voluntary"}
    assert DRAFT.documents == IN_FORCE.documents
    assert DRAFT.sources[:-1] == IN_FORCE.sources
    assert DRAFT.validations == IN_FORCE.validations
    assert DRAFT.record_sections == IN_FORCE.record_sections
    assert replace(DRAFT.procedure, panel=IN_FORCE.procedure.panel) == IN_FORCE.procedure


def test_no_page_asks_more_than_six_questions_because_of_it():
    longer = {page.id for page in DRAFT.pages.values() if len(page.questions) > 6}

    assert {page_id for page_id in longer if DRAFT.page(page_id) != IN_FORCE.page(page_id)} == set()


def test_every_text_stands_in_both_languages():
    assert [text for text in texts(DRAFT.groups) if not HANGUL.search(text.ko) and "ISO" not in text.ko] == []
    assert [text for text in texts(DRAFT.steps) if HANGUL.search(text.en)] == []


@pytest.mark.parametrize("example_id", example_ids())
def test_with_plain_answers_to_the_new_questions_no_example_comes_out_otherwise(example_id):
    answers = example(example_id).answers
    before, now = results(IN_FORCE, answers), results(DRAFT, {**answers, **PLAIN})

    assert now == before | {"LEG-7": Result.MET}
    outcome = required_outcome(IN_FORCE.standards, before, ())
    assert required_outcome(DRAFT.standards, now, ()) == outcome


@pytest.mark.parametrize(
    ("change", "standard_id"),
    [
        ({"law_restricts": "yes"}, "LEG-4"),
        ({"task_by_law": "no"}, "LEG-7"),
        ({"consent_form": ["refusal_named", "no_disadvantage", "withdrawable"]}, "LEG-2"),
        ({"power_imbalance": "yes", "alternative_channel": "none"}, "LEG-1"),
        ({"other_tools_barred": "no"}, "GOV-1"),
        ({"aim_weight": "convenience", "participation": "mandatory"}, "NEC-4"),
    ],
)
def test_each_change_stands_in_the_way_of_what_it_is_meant_for(change, standard_id):
    """The driver licence is approved; one answer later it is not, or only on a condition."""
    answers = {**example("EX-2").answers, **PLAIN}
    assert results(DRAFT, answers)[standard_id] in {Result.MET, Result.NOT_APPLICABLE}

    assert results(DRAFT, answers | change)[standard_id] is Result.NOT_MET


def test_what_no_longer_counts_as_voluntary_keeps_a_condition_where_an_act_allows_it():
    """LEG-2 no longer applies then, and LEG-1 is met: SAF-3 still asks for another way."""
    answers = {**example("EX-2").answers, **PLAIN} | {
        "power_imbalance": "yes",
        "alternative_channel": "none",
        "legal_basis_level": "act_specific",
    }

    found = results(DRAFT, answers)

    assert (found["LEG-1"], found["LEG-2"]) == (Result.MET, Result.NOT_APPLICABLE)
    assert found["SAF-3"] is Result.NOT_MET
    assert DRAFT.standard("SAF-3").effect is Effect.CONDITION
