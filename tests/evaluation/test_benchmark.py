from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

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

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
EDITION = catalogue.edition("2026.11-1")
REFUSED, WITH_CONDITIONS, PERMITTED = Ruled


def file_of(tmp_path, **answers_by_outcome):
    """One case for each outcome, with the answers of a worked example or others."""
    cases = [
        {"id": f"XX-{number}", "outcome": outcome, "answers": dict(answers)}
        for number, (outcome, answers) in enumerate(answers_by_outcome.items(), 1)
    ]
    path = tmp_path / "more.json"
    path.write_text(json.dumps({"cases": cases}), encoding="utf-8")
    return path


def tried(tmp_path, outcome, answers, *, divergence=()):
    path = file_of(tmp_path, **{outcome: answers})
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cases"][0] |= {"jurisdiction_divergence": list(divergence), "decisive_grounds": ["dpia_missing"]}
    path.write_text(json.dumps(content), encoding="utf-8")
    (ruling,) = from_json(path, for_edition=EDITION)
    return compare(EDITION, ruling, grounds=grounds())


def wrong_edition(tmp_path):
    """The edition with one rule turned round: any law but a specific Act would do for LEG-1."""
    folder = tmp_path / EDITION.id
    shutil.copytree(catalogue.EDITIONS / EDITION.id, folder)
    path = folder / "standards" / "LEG.toml"
    text = path.read_text(encoding="utf-8")
    right, wrong = (
        "\nlegal_basis_level == 'act_specific'\nor (judicial",
        "\nlegal_basis_level != 'act_specific'\nor (judicial",
    )
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    return folder


def printed(*args):
    out = StringIO()
    call_command("benchmark_rulings", *args, stdout=out)
    return out.getvalue()


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


def test_the_command_prints_case_by_case_and_the_totals():
    said = printed("--edition", "2026.11-1")

    assert said.startswith("Edition 2026.11-1\n\nAU-AFP-CLEARVIEW-2021  Australian Information Commissioner")
    assert (
        "  authority  refused: scraped_images, vendor_not_vetted, no_internal_control\n"
        "  portal     refuse: not met PRO-3, LEG-1, LEG-6, DAT-3\n"
        "  result     agrees; scraped_images is PRO-3, DAT-3 here\n"
    ) in said
    assert "  result     stricter; as marked: legality: published policy" in said
    assert "  portal     cannot tell: at best conditions (not met TRA-2); open PRO-3, PRO-4" in said
    assert said.endswith(
        """
Rulings counted: 35

As far as it is told              refuse  conditions     approve cannot tell         all
refused                               19           0           0           3          22
permitted with conditions              7           0           0           3          10
permitted                              2           0           0           1           3
all                                   28           0           0           7          35

At best, for the agency           refuse  conditions     approve         all
refused                               19           0           3          22
permitted with conditions              7           1           2          10
permitted                              2           0           1           3
all                                   28           1           6          35

agrees 19, stricter 9, milder 0, cannot tell 7
agreeing, on a ground of the authority too: 16 of 19
differing, for a marked reason: 9 of 9
refused there, approvable here: none
  of these without a marked reason: none
refused there, cannot be told here: FR-TA-LYCEES-2020, SE-SKAVSTA-2019, UK-NORTHAYRSHIRE-2023
permitted there, refused here: AU-BUNNINGS-2026, CA-BC-ICBC-2012-A, CA-ON-OLG-2010, DK-BRONDBY-2019, """
        "UK-FACEWATCH-2023, UK-THOMPSON-2026, "
        """US-DETROIT-WILLIAMS-2024, US-NY-LOCKPORT-2019, US-NY-REYES-2020
  of these without a marked reason: none
  AU-BUNNINGS-2026: PRO-1, PRO-2, PRO-5, LEG-1, NEC-3
  CA-BC-ICBC-2012-A: LEG-1, DAT-3
  CA-ON-OLG-2010: PRO-1, PRO-2, PRO-5, LEG-1, NEC-3
  DK-BRONDBY-2019: PRO-1, PRO-2, PRO-5, LEG-1
  UK-FACEWATCH-2023: PRO-1, PRO-2, PRO-5, LEG-1, NEC-3
  UK-THOMPSON-2026: PRO-1, PRO-2, PRO-5, LEG-1, LEG-6, NEC-6
  US-DETROIT-WILLIAMS-2024: LEG-1, LEG-6, DAT-3
  US-NY-LOCKPORT-2019: PRO-5, LEG-1
  US-NY-REYES-2020: LEG-1, LEG-6
"""
    )


def test_a_draft_is_printed_beside_the_edition_in_force():
    """What it is for: one more refusal on the authority's own ground, nothing approvable, nothing milder."""
    said = printed("--edition", "2026.12-draft")

    assert said.startswith("Edition 2026.12-draft\n")
    assert "refused                               20           0           0           2          22" in said
    assert "agrees 20, stricter 9, milder 0, cannot tell 6" in said
    assert "agreeing, on a ground of the authority too: 17 of 20" in said
    before, now = said.split("\nBeside edition 2026.11-1, in force\n")
    assert now == (
        """
decided otherwise: 1
  SE-SKAVSTA-2019, refused by its authority
    before  cannot tell: at best approve; open PRO-3, PRO-4, PRO-5, LEG-1, LEG-4, LEG-5, NEC-1, NEC-2, """
        """NEC-3, NEC-4, HRI-1, SAF-1
    now     refuse: not met LEG-4
decided alike, with more or fewer standards not met: 4
  ES-AENA-2025: now too not met NEC-4
  EU-EDPB-11-2024-B: now too not met NEC-4, DAT-1
  KR-NHRCK-NURSERY-2022: now too not met NEC-4
  UK-SERCO-2024: now too not met NEC-4
approvable now and not before: none
"""
    )
    assert before.count("\n  authority  ") == 35


def test_the_edition_in_force_is_not_printed_beside_itself():
    assert "Beside" not in printed() + printed("--edition", str(catalogue.EDITIONS / "2026.11-1"))


def test_what_becomes_approvable_under_another_edition_is_named(tmp_path):
    folder = tmp_path / EDITION.id
    shutil.copytree(catalogue.EDITIONS / EDITION.id, folder)
    path = folder / "standards" / "HRI.toml"
    text = path.read_text(encoding="utf-8")
    right = "\"hria_status in ['independent','self']\""
    assert text.count(f"test              = {right}") == 1
    path.write_text(
        text.replace(f"test              = {right}", right.join(("test = ", "")).replace("']", "','none']")),
        encoding="utf-8",
    )
    file = file_of(tmp_path, refused={**example("EX-2").answers, "hria_status": "none"})

    said = printed("--file", file, "--edition", str(folder))

    assert (
        "decided otherwise: 1\n  XX-1, refused by its authority\n    before  refuse: not met HRI-1\n" in said
    )
    assert said.endswith("approvable now and not before: XX-1\n")


def without_a_database(*args):
    command = [sys.executable, "manage.py", "benchmark_rulings", *args]
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing"}
    return subprocess.run(command, cwd=ROOT, env=nowhere, capture_output=True, text=True, check=False)


def test_without_a_database_the_editions_that_ship_are_tried():
    done = without_a_database()

    assert (done.returncode, done.stdout[:18]) == (0, "Edition 2026.11-1\n")
    assert "The database cannot be read: only editions that ship with the portal are seen." in done.stderr


def test_without_a_database_another_edition_is_refused():
    done = without_a_database("--edition", "2027.1")

    assert done.returncode == 1
    assert done.stderr.endswith("2027.1 does not ship with the portal, and the database cannot be read.\n")


def test_the_command_tries_further_rulings_from_a_file(tmp_path):
    path = file_of(
        tmp_path,
        refused=example("EX-2").answers,
        permitted_with_conditions=example("EX-7").answers,
        permitted=example("EX-3").answers,
    )

    said = printed("--file", path, "--edition", "2026.11-1")

    assert "agrees 1, stricter 1, milder 1, cannot tell 0" in said
    assert "refused there, approvable here: XX-1\n  of these without a marked reason: XX-1\n" in said
    assert "permitted there, refused here: XX-3\n  of these without a marked reason: XX-3\n" in said
    assert "XX-1  \n  authority  refused: \n  portal     approve\n" in said


def test_a_ruling_that_is_not_scored_is_shown_and_not_counted(tmp_path):
    path = file_of(tmp_path, refused={}, permitted={})
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cases"][0]["scored"] = False
    path.write_text(json.dumps(content), encoding="utf-8")

    said = printed("--file", path)

    assert "\nXX-1 " in said
    assert "Rulings counted: 1\n" in said


def test_the_command_tries_an_edition_in_preparation(tmp_path):
    said = printed("--edition", str(wrong_edition(tmp_path)))

    assert "refused                               14           0           0           8          22" in said


def test_answers_to_questions_that_an_edition_no_longer_asks_are_named(tmp_path):
    folder = tmp_path / EDITION.id
    shutil.copytree(catalogue.EDITIONS / EDITION.id, folder)
    path = folder / "questions" / "03-technology.toml"
    text = path.read_text(encoding="utf-8")
    assert '"reference_location"' in text
    path.write_text(text.replace('"reference_location"', '"kept_where"'), encoding="utf-8")
    rules = folder / "validations.toml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("reference_location", "kept_where"), encoding="utf-8"
    )

    said = printed("--edition", str(folder))

    assert "  left out   no such question in this edition: reference_location\n" in said


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--edition", "2099.1"], "2099.1: there is no such edition"),
        (["--file", "none.json"], "none.json: cannot be read: No such file or directory"),
    ],
)
def test_the_command_refuses_what_is_not_there(args, message):
    with pytest.raises(CommandError, match=message):
        printed(*args)


@pytest.mark.parametrize(("answers", "code"), [({"timing": "live"}, 0), ({"timing": "lives"}, 1)])
def test_the_command_fails_only_on_a_malformed_file(tmp_path, answers, code):
    path = file_of(tmp_path, refused=answers)
    command = [sys.executable, "manage.py", "benchmark_rulings", "--file", str(path)]

    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)

    assert done.returncode == code
    assert ("has no choice 'lives'" in done.stderr) == bool(code)
