# ruff: noqa: E501  # one fault per line

from __future__ import annotations

import shutil

import pytest

from assessments import catalogue
from assessments.catalogue import examples
from assessments.enums import Outcome, Result, Timing
from assessments.errors import CatalogueError


def spoilt(tmp_path, name, old, new):
    path = tmp_path / f"{name}.toml"
    shutil.copy(examples.FOLDER / path.name, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_examples_are_there():
    assert examples.example_ids() == (
        "EX-1",
        "EX-2",
        "EX-3",
        "EX-4",
        "EX-5",
        "EX-5b",
        "EX-6",
        "EX-6b",
        "EX-7",
    )


def test_an_example_has_answers_as_they_would_be_stored():
    answers = examples.example("EX-1").answers

    assert answers["agency_type"] == "central"
    assert answers["planned_start"] == "2027-03-02"
    assert answers["linkage_total_n"] == 60000
    assert answers["fmr_percent"] == "0.01"
    assert answers["gallery_source"] == ["staff_enrolment", "user_enrolment"]
    assert answers["links_table"] == [
        ["모바일 공무원증 발급시스템", "재직 여부, 등록번호", "수신", "직무 규정"]
    ]


def test_a_variant_is_its_base_with_some_answers_set_and_unset():
    base, variant = examples.example("EX-2"), examples.example("EX-6b")

    assert variant.base == "EX-2"
    assert variant.answers["agency_type"] == "immigration"
    assert variant.answers["compare_mode"] == base.answers["compare_mode"]
    assert set(base.answers) - set(variant.answers) == {"statute_plan", "children_measures"}


def test_an_example_has_its_decision():
    decision = examples.example("EX-1").decision

    assert decision.outcome == Outcome.CONDITIONAL
    assert (decision.votes_for, decision.votes_against, decision.validity_months) == (3, 0, 24)
    assert [(found.standard, found.result) for found in decision.findings] == [
        ("NEC-2", Result.PARTLY_MET),
        ("LEG-2", Result.PARTLY_MET),
        ("DAT-2", Result.PARTLY_MET),
        ("TRA-1", Result.PARTLY_MET),
    ]
    assert [condition.number for condition in decision.conditions] == [f"C{n}" for n in range(1, 10)]
    assert decision.conditions[0].evidence == ("E-DATA",)
    assert decision.conditions[0].proof is not None
    assert (decision.conditions[2].timing, decision.conditions[2].days) == (Timing.WITHIN_DAYS, 730)


def test_a_dissent_and_advice_are_kept():
    decision = examples.example("EX-4").decision

    assert (decision.votes_for, decision.votes_against) == (4, 1)
    assert decision.dissent is not None
    assert [advice.standards for advice in decision.advice] == [("LEG-1",), ("HRI-5",)]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("EX-1", 'agency_type          = "central"', 'agency_typ = "central"', "answers: unknown question 'agency_typ'; did you mean 'agency_type'?"),
        ("EX-1", '"central"', '"centre"', "answers: the answer to 'agency_type' does not fit its kind, single"),
        ("EX-1", '"DAT-1"]', '"DAT-9"]', "decision: condition 1: standards: unknown id 'DAT-9'; did you mean 'DAT-4'?"),
        ("EX-1", 'outcome         = "conditional"', 'outcome = "maybe"', "decision: outcome: 'maybe' is not one of approved, conditional, rejected"),
        ("EX-1", 'id         = "EX-1"', 'id = "EX-9"', "id: must be the name of the file, 'EX-1'"),
        ("EX-6b", '"statute_plan", ', '"rt_statute", ', "unset: 'rt_statute' has no answer in EX-2"),
    ],
)  # fmt: skip
def test_an_example_that_does_not_fit_its_edition_is_refused(tmp_path, name, old, new, message):
    path = spoilt(tmp_path, name, old, new)

    with pytest.raises(CatalogueError) as refusal:
        examples.read(path)

    assert str(refusal.value) == f"examples/{name}.toml: {message}"


def test_an_example_that_is_not_there_is_refused():
    with pytest.raises(CatalogueError, match="EX-9: there is no such example"):
        catalogue.examples.example("EX-9")
