from __future__ import annotations

import re

import pytest

from assessments import catalogue
from assessments.catalogue import Text, trials
from assessments.catalogue.subjects import Subject, Tried, subjects
from assessments.enums import Result
from assessments.errors import CatalogueError
from assessments.evaluation import deadline_days, evaluate, mutation, panel_size
from assessments.evaluation.trials import failures, outcome, untried
from tests.catalogue import small, small_trials

EDITION = catalogue.edition("2026.11-1")
TRIALS = trials.trials("2026.11-1")
HANGUL = re.compile("[가-힣]")


def trial(**changes):
    """One trial as text, with some lines changed and ``None`` ones left out."""
    lines = {
        "standard": '"AAA-4"',
        "title.en": '"Afterwards."',
        "title.ko": '"사후에 쓴다."',
        "answers.mode": '"post"',
        "expected": '"met"',
    } | {key.replace("__", "."): value for key, value in changes.items()}
    said = "\n".join(f"{key} = {value}" for key, value in lines.items() if value is not None)
    return {"AAA.toml": f"[[trial]]\n{said}\n".encode()}


def parsed(tmp_path, **changes):
    return trials.parse(trial(**changes), edition=small.edition(tmp_path))


def test_every_trial_comes_out_as_expected():
    assert [
        f"{found.trial.place}: {found.answers} {found.found}" for found in failures(EDITION, TRIALS)
    ] == []


def test_a_trial_of_a_standard_agrees_with_the_evaluation_of_the_whole_edition():
    """Trials are judged with the few questions that matter; that must change nothing."""
    for tried in TRIALS:
        if tried.subject.tried is Tried.STANDARD:
            found = {one.standard_id: one.result for one in evaluate(EDITION, tried.cases[-1])}
            assert found[tried.subject.id] == tried.expected, tried


def test_a_trial_of_the_procedure_agrees_with_what_the_procedure_does():
    procedure = EDITION.procedure
    deadline = procedure.deadline("public_comment")
    expected = {
        "large": procedure.panel.large_size,
        "small": procedure.panel.size,
        "longer": deadline.high_risk_days,
        "usual": deadline.days,
    }
    for tried in TRIALS:
        if tried.subject.tried is Tried.PANEL:
            assert panel_size(EDITION, tried.cases[-1]) == expected[tried.expected]
        if tried.subject.tried is Tried.DEADLINE:
            assert deadline_days(EDITION, tried.subject.id, tried.cases[-1]) == expected[tried.expected]


def test_every_standard_has_a_trial_of_each_result_that_it_can_have():
    assert untried(EDITION, TRIALS) == ()


def test_everything_that_has_a_rule_is_tried():
    assert {one.subject for one in TRIALS} == set(subjects(EDITION))


def test_every_title_is_a_sentence_in_both_languages():
    for one in TRIALS:
        for text in (one.title, one.reason or one.title):
            assert HANGUL.search(text.ko), text
            assert not HANGUL.search(text.en), text
            assert (text.ko[-2:], text.en[-1]) == ("다.", "."), text


def test_no_two_trials_of_one_standard_have_the_same_title():
    titles = [(one.subject, one.title) for one in TRIALS]

    assert len(titles) == len(set(titles))


def test_a_result_without_a_trial_is_named(tmp_path):
    edition = small.edition(tmp_path)

    assert untried(edition, trials.parse(trial(), edition=edition)) == (
        *(("AAA-1", result) for result in (Result.MET, Result.NOT_MET, Result.UNDETERMINED)),
        *(("AAA-2", result) for result in (Result.MET, Result.NOT_MET, Result.UNDETERMINED)),
        ("AAA-2", Result.NOT_APPLICABLE),
        *(("AAA-3", result) for result in (Result.MET, Result.NOT_MET, Result.UNDETERMINED)),
        ("AAA-3", Result.NOT_APPLICABLE),
        *(("AAA-4", result) for result in (Result.NOT_MET, Result.UNDETERMINED)),
    )


def test_a_trial_that_comes_out_otherwise_is_a_failure(tmp_path):
    edition = small.edition(tmp_path)
    found = trials.parse(trial(expected='"not_met"'), edition=edition)

    (failure,) = failures(edition, found)

    assert (failure.trial, failure.answers, failure.found) == (found[0], {"mode": "post"}, "met")


def test_a_trial_is_read_with_its_place_title_and_reason(tmp_path):
    (found,) = parsed(tmp_path, reason__en='"Why."', reason__ko='"이유이다."')

    assert found.place == "trials/2030.1/AAA.toml: trial 1"
    assert found.subject == Subject(Tried.STANDARD, "AAA-4")
    assert (found.title, found.reason) == (Text("사후에 쓴다.", "Afterwards."), Text("이유이다.", "Why."))
    assert (found.cases, found.expected) == (({"mode": "post"},), "met")


def test_each_makes_a_case_of_every_combination(tmp_path):
    (found,) = parsed(
        tmp_path, answers__mode=None, each__mode='["live", "post"]', each__warrant='["yes", "no"]'
    )

    assert found.cases == (
        {"mode": "live", "warrant": "yes"},
        {"mode": "live", "warrant": "no"},
        {"mode": "post", "warrant": "yes"},
        {"mode": "post", "warrant": "no"},
    )


def test_questions_that_are_asked_alike_stand_together(tmp_path):
    found = parsed(tmp_path, standard=None, questions='["warrant"]', expected='"not_asked"')

    assert [one.subject for one in found] == [Subject(Tried.QUESTION, "warrant")]


@pytest.mark.parametrize(
    ("kind", "name", "answers", "expected"),
    [
        (Tried.STANDARD, "AAA-3", {"mode": "post"}, "not_applicable"),
        (Tried.STANDARD, "AAA-3", {"mode": "live"}, "undetermined"),
        (Tried.DERIVED, "d_live", {"mode": "live"}, "true"),
        (Tried.DERIVED, "d_live", {"mode": "post"}, "false"),
        (Tried.DERIVED, "d_live", {}, "unknown"),
        (Tried.QUESTION, "warrant", {"mode": "live"}, "asked"),
        (Tried.QUESTION, "warrant", {"mode": "post"}, "not_asked"),
        (Tried.QUESTION, "warrant", {}, "unknown"),
        (Tried.VALIDATION, "V02", {"begins": "2030-01-01", "ends": "2030-01-02"}, "holds"),
        (Tried.VALIDATION, "V02", {"begins": "2030-01-01", "ends": "2030-01-01"}, "fails"),
        (Tried.VALIDATION, "V02", {"begins": "2030-01-01"}, "holds"),
        (Tried.PANEL, "size", {"mode": "live"}, "large"),
        (Tried.PANEL, "size", {"mode": "post"}, "small"),
        (Tried.PANEL, "size", {}, "large"),
        (Tried.DEADLINE, "comment", {"amount": 1001}, "longer"),
        (Tried.DEADLINE, "comment", {"amount": 1000}, "usual"),
        (Tried.DEADLINE, "comment", {}, "longer"),
    ],
)
def test_whatever_has_a_rule_comes_out_in_its_own_words(tmp_path, kind, name, answers, expected):
    assert outcome(small.edition(tmp_path), Subject(kind, name), answers) == expected


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"standard": '"AAA-5"'}, "standard: 'AAA-5' has no rule; did you mean 'AAA-4'?"),
        ({"standard": None}, "standard: a trial names one of standard, derived, question, vali"),
        ({"derived": '"d_live"'}, "standard: a trial names one of standard, derived, question, vali"),
        ({"standard": None, "question": '"mode"', "expected": '"asked"'}, "question: 'mode' has no rule"),
        ({"standard": None, "validation": '"V01"', "expected": '"holds"'}, "validation: 'V01' has no rule;"),
        ({"expected": '"passed"'}, "expected: 'passed' is not one of met, not_met, undetermined, not_appl"),
        ({"title__ko": None}, "title: ko: is missing"),
        ({"answers__mode": '"never"'}, "answers: the answer to 'mode' does not fit its kind, single"),
        ({"answers__mod": '"post"'}, "answers: unknown question 'mod'; did you mean 'mode'?"),
        ({"answers__amount": "3"}, "answers: 'amount' does not matter to AAA-4"),
        ({"each__warrant": '"yes"'}, "each: 'warrant' needs a list of answers"),
        ({"each__warrant": "[]"}, "each: 'warrant' needs a list of answers"),
        ({"each__warrant": f"{['yes'] * 101}"}, "each: makes 101 cases; a trial may have 100"),
        ({"each__warrant": '["maybe"]'}, "each: the answer to 'warrant' does not fit its kind, yesno"),
        ({"wanted": '"met"'}, "wanted: unknown key"),
    ],
)  # fmt: skip
def test_a_trial_that_does_not_fit_its_edition_is_refused(tmp_path, changes, message):
    with pytest.raises(CatalogueError) as refusal:
        parsed(tmp_path, **changes)

    assert message in str(refusal.value)
    assert str(refusal.value).startswith("trials/2030.1/AAA.toml: trial 1: ")


def test_trials_lie_beside_the_folder_of_the_editions(tmp_path):
    assert trials.beside(catalogue.EDITIONS / "2026.11-1") == trials.FOLDER / "2026.11-1"
    assert trials.beside(tmp_path / "editions" / "2030.1") == tmp_path / "trials" / "2030.1"


def test_an_edition_without_a_folder_of_trials_has_none(tmp_path):
    assert trials.read(tmp_path / "trials" / "2030.1", edition=small.edition(tmp_path)) == ()


def test_trials_that_make_too_many_cases_together_are_refused(tmp_path):
    row = "[[trial]]\n" + trial(each__mode=f"{['post'] * 100}", answers__mode=None)[
        "AAA.toml"
    ].decode().removeprefix("[[trial]]\n")

    with pytest.raises(CatalogueError, match=r"BBB\.toml: trial 1: each: makes more than 20,000 cases"):
        trials.parse(
            {"AAA.toml": (row * 200).encode(), "BBB.toml": row.encode()}, edition=small.edition(tmp_path)
        )


def in_memory(**spoiled):
    """An edition and its trials as they come out of a form or an upload: bytes by name, and no folder."""
    files = {name: text.encode() for name, text in small.FILES.items()}
    for name, (old, new) in spoiled.items():
        path = f"standards/{name}.toml"
        assert old in files[path].decode()
        files[path] = files[path].decode().replace(old, new).encode()
    edition = catalogue.parse("2030.1", files)
    return edition, trials.parse({"AAA.toml": small_trials.text().encode()}, edition=edition)


def test_an_edition_that_was_never_on_a_disk_is_tried():
    edition, found = in_memory()

    assert failures(edition, found) == ()
    assert untried(edition, found) == ()
    assert mutation.check(edition, found).survivors == ()


def test_a_failure_says_where_what_was_expected_and_what_came_out():
    edition, found = in_memory(AAA=("share <= 0.1", "share < 0.1"))

    (failed,) = failures(edition, found)

    assert (failed.place, failed.subject_id) == ("trials/2030.1/AAA.toml: trial 11", "AAA-3")
    assert failed.title == Text(ko="사례이다.", en="Case.")
    assert (failed.expected, failed.found) == ("met", "not_met")
    assert failed.answers == {"mode": "live", "share": "0.1"}
