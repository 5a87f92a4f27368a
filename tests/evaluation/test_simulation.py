from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessments import catalogue
from assessments.catalogue import Answers, Edition
from assessments.catalogue.bearing import affected
from assessments.enums import Outcome, Result
from assessments.evaluation import evaluate, required_outcome
from assessments.evaluation.simulation import Shift, Simulator
from tests.catalogue.small import FILES as SMALL_FILES
from tests.evaluation import drafts

IN_FORCE = catalogue.edition("2026.11-1")
SUGGESTED = catalogue.drafts.draft("2026.12-draft")
FILES = {name: content.decode() for name, content in catalogue.edition_files("2026.11-1").items()}
SMALL = catalogue.parse("2030.1", {name: text.encode() for name, text in SMALL_FILES.items()})
EXTRA = """
[[page.question]]
id = "extra"
kind = "yesno"
text = { en = "More?", ko = "더 있습니까?" }
help = { en = "More.", ko = "더 적습니다." }
"""
EX_1 = catalogue.examples.example("EX-1").answers


def changed(*replacements: tuple[str, str, str]) -> Edition:
    """The edition in force with some words of some files exchanged."""
    files = dict(FILES)
    for name, old, new in replacements:
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return catalogue.parse("2026.11-1", {name: text.encode() for name, text in files.items()})


def all_results(edition: Edition, answers: Answers) -> dict[str, Result]:
    return {found.standard_id: found.result for found in evaluate(edition, answers)}


def lowest(edition: Edition, answers: Answers) -> Outcome:
    return required_outcome(edition.standards, all_results(edition, answers), ())


def turned_by_force(before: Edition, after: Edition, answers: Answers) -> dict[str, tuple[Result, Result]]:
    """Every standard that comes out otherwise, by judging everything twice."""
    old, new = all_results(before, answers), all_results(after, answers)
    pairs = {
        name: (old.get(name, Result.NOT_APPLICABLE), new.get(name, Result.NOT_APPLICABLE))
        for name in (*new, *old)
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def turned(shifts: tuple[Shift, ...]) -> dict[str, tuple[Result, Result]]:
    return {one.standard_id: (one.before, one.after) for one in shifts if one.before != one.after}


def samples(count: int) -> list[dict[str, Any]]:
    shipped = [dict(catalogue.examples.example(one).answers) for one in catalogue.examples.example_ids()]
    return shipped + [drafts.draft(drafts.by(seed), IN_FORCE) for seed in range(count)]


EDITIONS = {
    "suggested": (IN_FORCE, SUGGESTED),
    "back again": (SUGGESTED, IN_FORCE),
    "a threshold": (
        IN_FORCE,
        changed(("standards/PRO.toml", "offence_max_years >= 4", "offence_max_years >= 5")),
    ),
    "a derived value": (
        IN_FORCE,
        changed(("derived.toml", "compare_mode == 'one_to_one' and", "compare_mode != 'one_to_many' and")),
    ),
}


@pytest.mark.parametrize(("before", "after"), EDITIONS.values(), ids=EDITIONS)
def test_it_finds_just_what_judging_everything_twice_finds(before, after):
    simulator = Simulator(before, after)

    for answers in samples(60):
        found = simulator.compare(answers)

        assert turned(found.shifts) == turned_by_force(before, after, answers)
        assert (found.before, found.after) == (lowest(before, answers), lowest(after, answers))


def test_results_that_were_recorded_give_the_same():
    simulator = Simulator(IN_FORCE, SUGGESTED)

    for answers in samples(30):
        recorded = {name: str(result) for name, result in all_results(IN_FORCE, answers).items()}

        assert simulator.compare(answers, recorded=recorded) == simulator.compare(answers)


def test_what_was_recorded_counts_even_if_the_rules_would_say_otherwise_today():
    simulator = Simulator(IN_FORCE, EDITIONS["a threshold"][1])
    recorded = {name: str(result) for name, result in all_results(IN_FORCE, EX_1).items()}

    found = simulator.compare(EX_1, recorded=recorded | {"PRO-1": "undetermined"})

    assert found.before == Outcome.REJECTED


def test_the_same_edition_changes_nothing():
    simulator = Simulator(IN_FORCE, IN_FORCE)

    assert simulator.affected == ()
    assert all(not simulator.compare(answers).shifts for answers in samples(20))


def test_words_and_layout_change_nothing_and_rules_do():
    words = changed(
        ("standards/PRO.toml", "No real-time", "Never real-time"),
        ("standards/PRO.toml", "offence_max_years >= 4", "offence_max_years\n  >=   4"),
    )

    assert affected(IN_FORCE, words) == ()
    assert affected(IN_FORCE, EDITIONS["a threshold"][1]) == ("PRO-2",)


def test_a_changed_derived_value_or_question_reaches_the_standards_that_look_at_it():
    in_derived = affected(*EDITIONS["a derived value"])
    in_show = affected(
        IN_FORCE,
        changed(("questions/02-legal.toml", "exempt_ground == 'p18_2_5'", "exempt_ground != 'p18_2_5'")),
    )

    assert in_derived
    assert {"PRO-2"}.isdisjoint(in_derived)
    assert in_show
    assert {"PRO-2"}.isdisjoint(in_show)


@pytest.mark.parametrize("answer", ["yes", "no", None])
def test_a_new_question_leaves_open_what_hangs_on_it(answer):
    """``task_by_law`` is new in the suggested edition, and LEG-1 looks at it."""
    simulator = Simulator(IN_FORCE, SUGGESTED)
    answers = dict(EX_1) if answer is None else {**EX_1, "task_by_law": answer}

    shifts = {shift.standard_id: shift for shift in simulator.compare(answers).shifts}

    lacking = {name for shift in shifts.values() for name in shift.lacking}
    assert ("task_by_law" in lacking) == (answer is None)


def test_an_open_result_is_not_counted_as_turned_and_its_outcome_is_open():
    found = Simulator(IN_FORCE, SUGGESTED).compare(EX_1)

    assert found.is_open
    assert all(not shift.is_turned for shift in found.shifts if shift.is_open)
    assert all(shift.after == Result.UNDETERMINED for shift in found.shifts if shift.is_open)
    assert found.at_best != found.after
    assert found.outcome_is_open
    assert not found.outcome_is_turned


def test_a_question_that_a_settled_part_of_the_rule_mentions_is_not_lacking():
    asked_more = small("warrant == 'yes' and (extra == 'yes' or mode == 'live')")

    found = Simulator(SMALL, asked_more).compare({"mode": "live", "warrant": "yes"})

    assert found.shifts == ()


def test_a_result_that_is_settled_without_the_new_question_is_turned():
    asked_more = small("extra == 'yes' and warrant == 'yes'")

    found = Simulator(SMALL, asked_more).compare({"mode": "live", "warrant": "no"})
    found_for_others = Simulator(SMALL, asked_more).compare({"mode": "post", "groups": ["staff"]})

    assert found.shifts == ()
    assert found_for_others.shifts == (Shift("AAA-4", Result.MET, Result.NOT_MET),)
    assert (found_for_others.before, found_for_others.after) == (Outcome.APPROVED, Outcome.REJECTED)
    assert found_for_others.outcome_is_turned


def test_a_new_question_behind_which_another_hides_is_the_one_that_is_lacking():
    hidden = small(
        "deeper == 'yes'", more=EXTRA + EXTRA.replace("extra", "deeper") + "show = \"extra == 'yes'\"\n"
    )

    found = Simulator(SMALL, hidden).compare({"mode": "post"})

    assert found.shifts == (Shift("AAA-4", Result.MET, Result.UNDETERMINED, ("extra",)),)


def test_a_question_that_was_not_asked_then_and_is_now_is_lacking():
    asked_of_all = small("warrant == 'yes'", ("questions/02-care.toml", "show = \"mode == 'live'\"\n", ""))

    found = Simulator(SMALL, asked_of_all).compare({"mode": "post"})

    assert found.shifts == (Shift("AAA-4", Result.MET, Result.UNDETERMINED, ("warrant",)),)


def test_what_the_agency_left_blank_itself_is_not_open():
    turned_round = small("mode == 'live' and warrant == 'yes'")

    found = Simulator(SMALL, turned_round).compare({"mode": "live"})
    found_for_others = Simulator(SMALL, small("filled(begins)")).compare({"mode": "post"})

    assert found.shifts == ()
    assert found_for_others.shifts == (Shift("AAA-4", Result.MET, Result.UNDETERMINED),)


def test_a_standard_that_is_new_or_gone_counts_as_not_applicable_where_it_is_not():
    without = replace(SMALL, groups=(replace(SMALL.groups[0], standards=SMALL.standards[:3]),))

    gone = Simulator(SMALL, without).compare({"mode": "live", "warrant": "no"})
    new = Simulator(without, SMALL).compare({"mode": "live", "warrant": "no"})

    assert gone.shifts == (Shift("AAA-4", Result.NOT_MET, Result.NOT_APPLICABLE),)
    assert new.shifts == (Shift("AAA-4", Result.NOT_APPLICABLE, Result.NOT_MET),)


def test_another_effect_changes_the_outcome_and_no_result():
    milder = small(None, ("standards/AAA.toml", 'effect = "bars"', 'effect = "condition"'))

    found = Simulator(SMALL, milder).compare({"mode": "live", "warrant": "no"})

    assert found.shifts == ()
    assert (found.before, found.after) == (Outcome.REJECTED, Outcome.CONDITIONAL)
    assert found.outcome_is_turned


def test_an_answer_that_is_none_any_more_leaves_its_standard_open():
    renamed = changed(*_choice_renamed())

    found = Simulator(IN_FORCE, renamed).compare(EX_1)

    assert {name for shift in found.shifts for name in shift.lacking} == {"compare_mode"}


def small(test: str | None, *replacements: tuple[str, str, str], more: str | None = None) -> Edition:
    """The small edition with another rule for AAA-4 and, if the rule mentions it, a new question."""
    files = dict(SMALL_FILES)
    if test is not None:
        files["standards/AAA.toml"] = _with_rule(files["standards/AAA.toml"], test)
    if more or "extra" in (test or ""):
        files["questions/02-care.toml"] += more or EXTRA
    for name, old, new in replacements:
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return catalogue.parse("2030.1", {name: text.encode() for name, text in files.items()})


def _with_rule(text: str, test: str) -> str:
    before, after = text.split('id = "AAA-4"')
    names = [name for name in ("mode", "warrant", "begins", "extra", "deeper") if name in test]
    if "deeper" in names and "extra" not in names:
        names = ["deeper"]
    after = after.replace("mode == 'post' or warrant == 'yes'", test)
    after = after.replace('["mode", "warrant"]', str(names).replace("'", '"'))
    return f'{before}id = "AAA-4"{after}'


def _choice_renamed() -> list[tuple[str, str, str]]:
    name = next(name for name, text in FILES.items() if 'id = "one_to_one"' in text)
    found = [(name, 'id = "one_to_one"', 'id = "verification"')]
    return found + [
        (other, "'one_to_one'", "'verification'") for other, text in FILES.items() if "'one_to_one'" in text
    ]
