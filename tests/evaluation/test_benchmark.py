from __future__ import annotations

import json

import pytest

from assessments import catalogue
from assessments.catalogue.examples import example
from assessments.catalogue.rulings import Ruled, from_json, grounds, rulings
from assessments.evaluation.benchmark import (
    Agreement,
    Reading,
    agreements,
    compare,
    confusion,
    confusion_at_best,
)
from tests.catalogue.further_rulings import EDITION, file_of, wrong_edition

REFUSED, WITH_CONDITIONS, PERMITTED = Ruled


def tried(tmp_path, outcome, answers, *, divergence=()):
    path = file_of(tmp_path, **{outcome: answers})
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cases"][0] |= {"jurisdiction_divergence": list(divergence), "decisive_grounds": ["dpia_missing"]}
    path.write_text(json.dumps(content), encoding="utf-8")
    (ruling,) = from_json(path, for_edition=EDITION)
    return compare(EDITION, ruling, grounds=grounds())


def test_the_totals():
    found = [compare(EDITION, ruling, grounds=grounds()) for ruling in rulings()]

    assert confusion(found) == {
        (REFUSED, Reading.REFUSE): 19,
        (REFUSED, Reading.CANNOT_TELL): 3,
        (WITH_CONDITIONS, Reading.REFUSE): 7,
        (WITH_CONDITIONS, Reading.CANNOT_TELL): 3,
        (PERMITTED, Reading.REFUSE): 2,
        (PERMITTED, Reading.CANNOT_TELL): 1,
    }
    assert confusion_at_best(found) == {
        (REFUSED, Reading.REFUSE): 19,
        (REFUSED, Reading.APPROVE): 3,
        (WITH_CONDITIONS, Reading.REFUSE): 7,
        (WITH_CONDITIONS, Reading.CONDITIONS): 1,
        (WITH_CONDITIONS, Reading.APPROVE): 2,
        (PERMITTED, Reading.REFUSE): 2,
        (PERMITTED, Reading.APPROVE): 1,
    }
    assert agreements(found) == {Agreement.AGREES: 19, Agreement.STRICTER: 9, Agreement.OPEN: 7}


def test_every_difference_is_marked_and_rests_on_a_named_standard():
    found = [compare(EDITION, ruling) for ruling in rulings()]
    different = {each.ruling.id: each.barring for each in found if each.agreement is Agreement.STRICTER}

    assert all(each.expected for each in found if each.ruling.id in different)
    assert different == {
        "AU-BUNNINGS-2026": ("PRO-1", "PRO-2", "PRO-5", "LEG-1", "NEC-3"),
        "CA-BC-ICBC-2012-A": ("LEG-1", "DAT-3"),
        "CA-ON-OLG-2010": ("PRO-1", "PRO-2", "PRO-5", "LEG-1", "NEC-3"),
        "DK-BRONDBY-2019": ("PRO-1", "PRO-2", "PRO-5", "LEG-1"),
        "UK-FACEWATCH-2023": ("PRO-1", "PRO-2", "PRO-5", "LEG-1", "NEC-3"),
        "UK-THOMPSON-2026": ("PRO-1", "PRO-2", "PRO-5", "LEG-1", "LEG-6", "NEC-6"),
        "US-DETROIT-WILLIAMS-2024": ("LEG-1", "LEG-6", "DAT-3"),
        "US-NY-LOCKPORT-2019": ("PRO-5", "LEG-1"),
        "US-NY-REYES-2020": ("LEG-1", "LEG-6"),
    }


def test_a_wrong_rule_changes_the_table(tmp_path):
    wrong = catalogue.read(wrong_edition(tmp_path))

    right_table = confusion([compare(EDITION, ruling) for ruling in rulings()])
    wrong_table = confusion([compare(wrong, ruling) for ruling in rulings()])

    assert wrong_table != right_table
    assert (wrong_table[REFUSED, Reading.REFUSE], wrong_table[REFUSED, Reading.CANNOT_TELL]) == (14, 8)


@pytest.mark.parametrize(
    ("name", "reading"),
    [("EX-2", Reading.APPROVE), ("EX-7", Reading.CONDITIONS), ("EX-3", Reading.REFUSE)],
)
def test_complete_facts_are_read_as_the_decision_rule_decides(tmp_path, name, reading):
    found = tried(tmp_path, "refused", example(name).answers)

    assert (found.reading, found.at_best) == (reading, reading)
    assert bool(found.barring) == (reading is Reading.REFUSE)


@pytest.mark.parametrize(
    ("outcome", "name", "agreement"),
    [
        ("refused", "EX-3", Agreement.AGREES),
        ("refused", "EX-7", Agreement.MILDER),
        ("refused", "EX-2", Agreement.MILDER),
        ("permitted_with_conditions", "EX-3", Agreement.STRICTER),
        ("permitted_with_conditions", "EX-7", Agreement.AGREES),
        ("permitted_with_conditions", "EX-2", Agreement.MILDER),
        ("permitted", "EX-3", Agreement.STRICTER),
        ("permitted", "EX-7", Agreement.STRICTER),
        ("permitted", "EX-2", Agreement.AGREES),
    ],
)
def test_a_reading_agrees_or_is_stricter_or_milder(tmp_path, outcome, name, agreement):
    assert tried(tmp_path, outcome, example(name).answers).agreement is agreement


def test_only_a_difference_can_be_expected(tmp_path):
    milder = tried(tmp_path, "refused", example("EX-2").answers, divergence=["another law"])
    the_same = tried(tmp_path, "permitted", example("EX-2").answers, divergence=["another law"])
    unmarked = tried(tmp_path, "refused", example("EX-2").answers)

    assert (milder.expected, the_same.expected, unmarked.expected) == (True, False, False)


def test_without_facts_nothing_can_be_told(tmp_path):
    found = tried(tmp_path, "refused", {})

    assert (found.reading, found.at_best) == (Reading.CANNOT_TELL, Reading.APPROVE)
    assert found.agreement is Agreement.OPEN
    assert (found.barring, found.wanting, found.shared) == ((), (), {})
    assert found.undecided[:2] == ("PRO-1", "PRO-2")


def test_one_fact_short_of_approval_leaves_a_condition_open(tmp_path):
    answers = {name: value for name, value in example("EX-2").answers.items() if name != "breach_plan"}

    found = tried(tmp_path, "permitted", answers)

    assert (found.reading, found.at_best) == (Reading.CANNOT_TELL, Reading.APPROVE)
    assert found.undecided == ("DAT-4",)


def test_a_ground_is_shared_when_a_standard_for_it_stands_in_the_way(tmp_path):
    found = tried(tmp_path, "refused", {**example("EX-2").answers, "hria_status": "none"})

    assert (found.barring, found.shared) == (("HRI-1",), {"dpia_missing": ("HRI-1",)})
