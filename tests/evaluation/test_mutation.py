"""The mutation check: what the mutants are, that a missing trial lets some survive, and what is a proof."""

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
from tests.catalogue import small, small_trials

EDITION = catalogue.edition("2026.11-1")


@pytest.fixture
def edition(tmp_path):
    return small.edition(tmp_path)


def became(edition, text):
    """What stands in the place of what, in each mutant of a rule; without those of the whole rule."""
    found = mutants(edition, small.rule(edition, text))
    return [mutant.after.text for mutant in found if mutant.after.text not in {"always", "not always"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("always", []),
        ("d_live", ["not (d_live)"]),
        ("filled(measures)", ["not (filled(measures))"]),
        (
            "not d_live",
            ["d_live"],
        ),
        (
            "mode == 'live'",
            ["mode != 'live'", "mode in ['live','post']", "not (mode == 'live')"],
        ),
        (
            "mode != 'live'",
            ["mode == 'live'", "mode not in ['live','post']", "not (mode != 'live')"],
        ),
        (
            "mode in ['live','post']",
            [
                "mode not in ['live','post']",
                "mode in ['post']",
                "mode in ['live']",
                "not (mode in ['live','post'])",
            ],
        ),
        (
            "has(groups, 'children')",
            [
                "has_any(groups, ['staff'])",
                "has_any(groups, ['children','staff'])",
                "has_any(groups, ['children','none'])",
                "not (has(groups, 'children'))",
            ],
        ),
        (
            "has_all(groups, ['staff','children'])",
            [
                "has_any(groups, ['staff','children'])",
                "has_all(groups, ['children'])",
                "has_all(groups, ['none','children'])",
                "has_all(groups, ['staff'])",
                "has_all(groups, ['staff','none'])",
                "has_all(groups, ['staff','children','none'])",
                "not (has_all(groups, ['staff','children']))",
            ],
        ),
        (
            "share <= 0.1",
            [
                "share < 0.1",
                "share > 0.1",
                "share >= 0.1",
                "share <= 0",
                "share <= 0.2",
                "share <= 1.1",
                "share <= 1",
                "share <= 0.01",
                "not (share <= 0.1)",
            ],
        ),
        (
            "rows(sources) >= 2",
            [
                "rows(sources) < 2",
                "rows(sources) <= 2",
                "rows(sources) > 2",
                "rows(sources) >= 1",
                "rows(sources) >= 3",
                "rows(sources) >= 20",
                "rows(sources) >= 0.2",
                "not (rows(sources) >= 2)",
            ],
        ),
        (
            "ends > begins",
            ["ends < begins", "ends <= begins", "ends >= begins", "not (ends > begins)"],
        ),
        (
            "begins == '2030-01-01'",
            [
                "begins != '2030-01-01'",
                "begins == '2029-12-31'",
                "begins == '2030-01-02'",
                "not (begins == '2030-01-01')",
            ],
        ),
    ],
)
def test_a_condition_has_these_mutants(edition, text, expected):
    assert became(edition, text) == expected


def test_the_factor_of_a_product_is_moved(edition):
    assert "amount >= 0.8 * share" in became(edition, "amount >= 0.9 * share")


def test_terms_are_dropped_and_joined_otherwise(edition):
    found = became(edition, "d_live and (filled(measures) or share < 1)")

    assert found[:4] == [
        "(d_live) or (filled(measures) or share < 1)",
        "filled(measures) or share < 1",
        "d_live",
        "not (d_live and (filled(measures) or share < 1))",
    ]
    assert "(filled(measures)) and (share < 1)" in found
    assert "share < 1" in found


def test_a_rule_is_also_tried_as_always_and_never_true(edition):
    whole = [mutant.after.text for mutant in mutants(edition, small.rule(edition, "d_live"))]

    assert whole[-2:] == ["always", "not always"]
    assert [mutant.after.text for mutant in mutants(edition, small.rule(edition, "always"))] == ["not always"]


def test_a_mutant_says_where_it_differs(edition):
    found = [
        str(mutant) for mutant in mutants(edition, small.rule(edition, "filled(measures) and\n  d_live"))
    ]

    assert "column 24: d_live → not (d_live)" in found


def test_every_mutant_of_the_edition_is_written_in_the_language():
    for place in mutation.places(EDITION):
        for mutant in mutants(EDITION, place.subject.rules(EDITION)[place.key]):
            again = small.rule(EDITION, mutant.after.text)
            assert again.names == frozenset(name for name, _ in mutant.after.mentions), mutant


def test_no_mutant_of_the_small_edition_survives_its_trials(edition):
    report = mutation.check(edition, small_trials.of(edition))

    assert (report.share, report.survivors) == (1.0, ())
    assert [str(found) for found in report.equivalent] == [
        "d_unwarranted rule, column 1: d_live and warrant == 'no' → warrant == 'no'"
    ]
    assert report.killed == report.mutants > 90


def test_without_a_trial_the_mutants_it_notices_survive(edition):
    found = small_trials.of(edition)
    boundary = {"mode": "live", "share": "0.1"}

    report = mutation.check(edition, [trial for trial in found if trial.cases != (boundary,)])

    assert [str(survivor) for survivor in report.survivors] == [
        "AAA-3 test, column 1: share <= 0.1 → share < 0.1",
    ]


def test_the_check_tells_how_far_it_is(edition):
    told = []

    report = mutation.check(edition, small_trials.of(edition), progress=lambda *both: told.append(both))

    every = report.mutants + len(report.equivalent)
    assert told == [(done, every) for done in range(1, every + 1)]
    assert every == len(mutation.every_mutant(edition))


def test_the_check_ends_where_what_it_tells_does_not_want_more(edition):
    class EnoughError(Exception):
        pass

    def stop(done, every):
        if done == 5:
            raise EnoughError

    with pytest.raises(EnoughError):
        mutation.check(edition, (), progress=stop)


def test_a_test_is_proved_the_same_though_what_it_applies_to_takes_too_many_cases():
    """The term may be dropped: a warrant is described only where there is one."""
    draft = catalogue.drafts.draft("2026.12-draft")
    place = Place(Subject(Tried.STANDARD, "LEG-1"), "test")
    rules = place.subject.rules(draft)
    dropped = next(
        one for one in mutants(draft, rules["test"]) if one.after.text == "warrant_names_fr == 'yes'"
    )

    assert proved(draft, [rules["applies_when"].root, rules["test"].root], bool) is None
    assert mutation.means_the_same(draft, place, dropped)


def test_without_any_trial_everything_survives_and_that_is_not_enough(edition):
    report = mutation.check(edition, ())

    assert (report.killed, report.share, report.enough) == (0, 0.0, False)


def test_an_edition_without_rules_to_change_needs_no_trials():
    report = mutation.Report(killed=0, equivalent=(), survivors=())

    assert (report.share, report.enough) == (1.0, True)


@pytest.mark.parametrize(("killed", "survivors", "enough"), [(95, 5, True), (94, 6, False)])
def test_ninety_five_in_a_hundred_are_enough(edition, killed, survivors, enough):
    place = Place(Subject(Tried.STANDARD, "AAA-1"), "test")
    survivor = mutation.Found(place, next(mutants(edition, small.rule(edition, "d_live"))))

    assert mutation.Report(killed, (), (survivor,) * survivors).enough is enough


def test_the_trials_of_a_standard_notice_a_change_of_what_is_behind_it(edition):
    """Derived values and questions are tried through the standards that look at them, too."""
    found = [trial for trial in small_trials.of(edition) if trial.subject.tried is Tried.STANDARD]

    survivors = mutation.check(edition, found).survivors

    assert not [one for one in survivors if one.place.subject.id == "d_live"]


def test_an_exchanged_rule_judges(edition):
    subject = Subject(Tried.STANDARD, "AAA-4")
    joined = next(mutants(edition, edition.standards_by_id["AAA-4"].test)).rule

    assert outcome(edition, subject, {"mode": "post"}) == "met"
    assert outcome(with_rule(edition, subject, "test", joined), subject, {"mode": "post"}) == "not_met"
