"""What is a proof that two rules mean the same, and that what cannot be proved is never taken for it."""

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue.excerpts import with_rule
from assessments.catalogue.subjects import Subject, Tried
from assessments.evaluation import mutation
from assessments.evaluation.equivalence import proved
from assessments.evaluation.mutants import mutants
from assessments.evaluation.mutation import Place
from assessments.evaluation.trials import outcome
from tests.catalogue import small
from tests.evaluation.drafts import by, draft

EDITION = catalogue.edition("2026.11-1")


@pytest.fixture
def edition(tmp_path):
    return small.edition(tmp_path)


def same(edition, one, other):
    before, after = small.rule(edition, one).root, small.rule(edition, other).root
    return proved(edition, (before, after), lambda facts: before.truth(facts) is after.truth(facts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mode == 'live' and warrant == 'no'", "warrant == 'no'"),
        ("mode in ['live','post']", "mode == 'live' or mode == 'post'"),
        ("not (share <= 1)", "share > 1"),
        ("rows(sources) >= 1", "rows(sources) >= 0"),
        ("ends > begins", "begins < ends"),
        ("begins >= '2030-01-01'", "begins > '2029-12-31'"),
        ("has_any(groups, ['staff','none'])", "has(groups,'staff') or has(groups,'none')"),
        ("filled(measures)", "filled(measures) and has(groups,'children')"),
        ("share <= 100", "share <= 200"),
        ("has(groups,'none')", "has(groups,'none') and not has(groups,'staff')"),
    ],
)
def test_rules_that_mean_the_same_are_proved_to(edition, one, other):
    assert same(edition, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mode == 'live'", "mode != 'post' and filled(opinion)"),
        ("warrant == 'no'", "not (warrant == 'yes')"),
        ("share <= 1", "share < 1"),
        ("share <= 0.1", "share <= 0.11"),
        ("rows(sources) >= 2", "rows(sources) >= 1"),
        ("rows(sources) >= 2", "rows(sources) == 2"),
        ("ends > begins", "ends >= begins"),
        ("begins >= '2030-01-01'", "begins > '2030-01-01'"),
        ("has_any(groups, ['staff','children'])", "has_all(groups, ['staff','children'])"),
        ("filled(measures)", "has(groups,'children')"),
        ("always", "mode in ['live','post']"),
    ],
)
def test_rules_that_differ_are_not(edition, one, other):
    assert not same(edition, one, other)


@pytest.mark.parametrize(
    "text",
    [
        "amount >= 0.9 * share",
        "amount > share and amount > 3",
        "rows(sources) >= 30",
    ],
)
def test_what_cannot_be_tried_out_is_never_taken_for_the_same(edition, text):
    assert not same(edition, text, text)


def test_too_many_cases_are_not_tried():
    many = " and ".join(
        f"{question.id} == 'yes'" for question in EDITION.questions.values() if question.kind == "yesno"
    )

    assert not same(EDITION, many, many)


@pytest.mark.parametrize("standard_id", ["LEG-5", "HRI-2", "TEC-3", "TEC-5", "SAF-2"])
def test_what_is_proved_the_same_never_comes_out_otherwise(standard_id):
    """On whole drafts, with every other question answered in some way."""
    place = Place(Subject(Tried.STANDARD, standard_id), "test")
    found = mutants(EDITION, EDITION.standards_by_id[standard_id].test)
    same = [mutant for mutant in found if mutation.means_the_same(EDITION, place, mutant)]
    drafts = [draft(by(seed), EDITION) for seed in range(20)]

    assert same
    for mutant in same:
        changed = with_rule(EDITION, place.subject, place.key, mutant.rule)
        for answers in drafts:
            assert outcome(changed, place.subject, answers) == outcome(EDITION, place.subject, answers)
