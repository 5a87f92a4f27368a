"""Files of further rulings, and an edition with a wrong rule, to try the benchmark with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from assessments import catalogue

EDITION = catalogue.edition("2026.11-1")


def file_of(tmp_path: Path, **answers_by_outcome: Any) -> Path:
    """One case for each outcome, with the answers of a worked example or others."""
    cases = [
        {"id": f"XX-{number}", "outcome": outcome, "answers": dict(answers)}
        for number, (outcome, answers) in enumerate(answers_by_outcome.items(), 1)
    ]
    path = tmp_path / "more.json"
    path.write_text(json.dumps({"cases": cases}), encoding="utf-8")
    return path


def wrong_edition(tmp_path: Path) -> Path:
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
