"""What the benchmark prints, on which edition it tries the rulings, and what it refuses."""

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
from tests.catalogue.further_rulings import EDITION, file_of, wrong_edition

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]


def printed(*args):
    out = StringIO()
    call_command("benchmark_rulings", *args, stdout=out)
    return out.getvalue()


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
