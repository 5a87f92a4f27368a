from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue import examples
from assessments.catalogue.reader.standards import CHECKS
from assessments.enums import Level
from assessments.evaluation import faults
from assessments.evaluation.faults import CHECKS as CARRIED_OUT
from tests.catalogue import small

EDITION = catalogue.edition("2026.11-1")


def found(**changes):
    answers = {**examples.example("EX-1").answers, **changes}
    return {fault.validation: fault.question_ids for fault in faults(EDITION, answers)}


def test_a_good_proposal_has_no_fault():
    assert found() == {}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"extra_functions": ["none", "emotion"]}, {"V01": ("extra_functions",)}),
        ({"planned_end": "2027-03-02"}, {"V02": ("planned_start", "planned_end")}),
        ({"declaration": ["accurate"]}, {"V03": ("declaration",)}),
        ({"validity_months": 0}, {"V04": ("validity_months",)}),
        ({"validity_months": 61}, {"V04": ("validity_months",)}),
        ({"fnmr_percent": "100.1"}, {"V05": ("fnmr_percent",)}),
        ({"persons_enrolled_n": -1, "links_other_systems": "no"}, {"V05": ("persons_enrolled_n",)}),
        ({"demo_ratio_fm": "0.9", "demo_ratio_fnm": 0}, {"V05": ("demo_ratio_fm", "demo_ratio_fnm")}),
        ({"place_type": "case_files"}, {"V06": ("timing", "place_type")}),
        ({"compare_mode": "training_only"}, {"V07": ("compare_mode", "timing")}),
        ({"learning_after_deploy": "yes"}, {"V08": ("learning_after_deploy", "secondary_use")}),
        ({"purpose_category": "crime_investigation"}, {"V09": ("purpose_category", "law_enforcement")}),
        ({"agency_type": "police"}, {"V10": ("agency_type", "purpose_category", "law_enforcement")}),
        ({"hria_date": "2027-03-02"}, {"V11": ("planned_start", "hria_date")}),
        (
            {"linkage_total_n": 59_999},
            {"V12": ("links_other_systems", "linkage_total_n", "persons_enrolled_n")},
        ),
        ({"participation": "no_notice"}, {"V13": ("compare_mode", "participation")}),
        (
            {"compare_mode": "one_to_many", "alternative_channel": "equal", "participation": "targeted"},
            {"V14": ("compare_mode", "participation", "alternative_channel")},
        ),
        ({"template_store": "device_only"}, {"V15": ("reference_location", "template_store")}),
        ({"procurement_status": "deployed"}, {"V16": ("procurement_status", "no_deploy_before_decision")}),
        ({"sensitive_basis": "not_biometric"}, {"V17": ("sensitive_basis", "template_store")}),
    ],
)
def test_each_validation_finds_its_fault_and_names_the_questions(changes, fault):
    assert found(**changes) == fault


@pytest.mark.parametrize(
    "name", ["planned_end", "declaration", "validity_months", "fnmr_percent", "extra_functions"]
)
def test_a_blank_answer_is_no_fault(name):
    assert found(**{name: None}) == {}


def test_the_ends_of_a_range_are_within_it():
    assert found(fnmr_percent=100, fmr_percent="0", demo_ratio_fm=1, validity_months=60) == {}


def test_a_hidden_answer_is_no_fault():
    assert found(links_other_systems="no", linkage_total_n=-5) == {}


def test_a_fault_has_its_level_and_message(tmp_path):
    edition = small.edition(tmp_path)

    error, warning = faults(edition, {"mode": "post", "begins": "2029-01-01", "ends": "2029-01-01"})

    assert (error.validation, error.level, error.question_ids) == ("V02", Level.ERROR, ("begins", "ends"))
    assert error.message == edition.validations[1].message
    assert (warning.validation, warning.level, warning.question_ids) == (
        "V04",
        Level.WARN,
        ("mode", "begins"),
    )


def test_every_check_an_edition_may_name_is_carried_out():
    assert set(CARRIED_OUT) == CHECKS
