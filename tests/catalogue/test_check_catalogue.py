from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.catalogue import small, small_trials

ROOT = Path(__file__).parents[2]


def run(*folders, **options):
    """What the command says; raises ``CommandError`` with what it says of faults."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_catalogue", *folders, stdout=out, stderr=err, **options)
    except CommandError as error:
        raise CommandError(f"{err.getvalue()}{error}") from error
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """A small edition with its trials beside it."""
    folder = small.write(tmp_path / "editions")
    small_trials.write(folder)
    return folder


def test_check_catalogue_prints_the_counts():
    said = run()

    assert "2026.11-1: 10 steps, 37 pages, 151 questions, 6 derived values, 9 groups, 41 standards" in said
    assert re.search(r"2026\.11-1: \d+ trials with \d+ cases, all as expected", said)
    assert re.search(r"2026\.11-1: \d{4} mutants, \d{4} killed \(100\.0%\), 0 survive", said)
    assert "EX-1: 124 answers, conditional" in said


def test_check_catalogue_tells_of_an_edition_in_preparation(folder):
    assert run(folder).splitlines()[1:] == [
        "2030.1: 46 trials with 46 cases, all as expected",
        "2030.1: 113 mutants, 113 killed (100.0%), 0 survive; 1 more are proved to mean the same",
    ]
    assert "means the same: d_unwarranted rule, column 1: d_live and" in run(folder, verbosity=2)


def test_check_catalogue_says_every_fault_and_fails(folder, tmp_path):
    bad = small.write(tmp_path / "bad")
    small.replace(bad, "questions/02-care.toml", "mode == 'live'", "mod == 'live'")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match=r"Faults in the catalogue: 1\."):
        call_command("check_catalogue", bad, folder, stdout=out, stderr=err)

    assert "question warrant: show: column 1: unknown name 'mod'; did you mean 'mode'?" in err.getvalue()
    assert out.getvalue().startswith("2030.1: 2 steps, 2 pages, 10 questions")


def test_check_catalogue_fails_where_a_trial_comes_out_otherwise(folder):
    small.replace(folder, "standards/AAA.toml", "share <= 0.1", "share < 0.1")

    with pytest.raises(CommandError) as refusal:
        run(folder)

    assert "trials/2030.1/AAA.toml: trial 11: AAA-3: must be met, came out not_met: Case. {'mode':" in str(
        refusal.value
    )


def test_check_catalogue_fails_where_a_result_is_not_tried(folder):
    small.replace(
        folder, "standards/AAA.toml", 'applies_when = "always"', "applies_when = \"mode == 'live'\""
    )
    trials = small_trials.write(folder)
    trials.write_text(trials.read_text().replace("AAA-1", "AAA-4"))

    with pytest.raises(CommandError) as refusal:
        run(folder)

    assert [line for line in str(refusal.value).splitlines() if "no trial" in line] == [
        "2030.1: AAA-1: no trial is met",
        "2030.1: AAA-1: no trial is not_met",
        "2030.1: AAA-1: no trial is undetermined",
        "2030.1: AAA-1: no trial is not_applicable",
    ]


def test_check_catalogue_fails_where_there_are_no_trials(tmp_path):
    with pytest.raises(CommandError, match=r"2030\.1: AAA-1: no trial is met"):
        run(small.write(tmp_path / "editions"))


def test_check_catalogue_fails_where_too_many_mutants_survive_and_names_them(folder):
    trials = small_trials.write(folder)
    kept = [one for one in trials.read_text().split("[[trial]]") if "standard" in one]
    trials.write_text("[[trial]]".join(["", *kept]))
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError):
        call_command("check_catalogue", folder, stdout=out, stderr=err)

    assert "2030.1: the trials must kill 95% of the mutants" in err.getvalue()
    assert "  survives: V02 rule, column 1: ends > begins → ends >= begins" in out.getvalue()


def test_check_catalogue_exits_with_one_on_a_fault(tmp_path):
    folder = small.write(tmp_path)
    (folder / "record.toml").unlink()
    command = [sys.executable, "manage.py", "check_catalogue", str(folder)]

    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "2030.1/record.toml: is missing" in done.stderr
