from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.catalogue import small

ROOT = Path(__file__).parents[2]


def test_check_catalogue_prints_the_counts():
    out = StringIO()

    call_command("check_catalogue", stdout=out)

    assert (
        "2026.11-1: 10 steps, 37 pages, 151 questions, 6 derived values, 9 groups, 41 standards"
        in out.getvalue()
    )
    assert "EX-1: 124 answers, conditional" in out.getvalue()


def test_check_catalogue_says_every_fault_and_fails(tmp_path):
    good, bad = small.write(tmp_path / "good"), small.write(tmp_path / "bad")
    small.replace(bad, "questions/02-care.toml", "mode == 'live'", "mod == 'live'")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match=r"Faults in the catalogue: 1\."):
        call_command("check_catalogue", bad, good, stdout=out, stderr=err)

    assert "question warrant: show: column 1: unknown name 'mod'; did you mean 'mode'?" in err.getvalue()
    assert out.getvalue().startswith("2030.1: 2 steps, 2 pages, 10 questions")


def test_check_catalogue_exits_with_one_on_a_fault(tmp_path):
    folder = small.write(tmp_path)
    (folder / "record.toml").unlink()
    command = [sys.executable, "manage.py", "check_catalogue", str(folder)]

    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "2030.1/record.toml: is missing" in done.stderr
