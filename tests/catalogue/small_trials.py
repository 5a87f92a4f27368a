"""Trials of the small edition that notice every mutant of its rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assessments.catalogue import Edition, trials
from assessments.catalogue.trials import Trial

LIVE: dict[str, Any] = {"mode": "live", "warrant": "no"}
CHILDREN: dict[str, Any] = {"groups": ["children"], "measures": "words", "sources": [["A"], ["B"]]}
ANSWERS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    'standard = "AAA-1"': (
        ("met", {"mode": "post"}),
        ("met", {"mode": "live", "warrant": "yes"}),
        ("not_met", LIVE),
        ("undetermined", {"mode": "live"}),
    ),
    'standard = "AAA-2"': (
        ("met", CHILDREN),
        ("met", CHILDREN | {"sources": [["A"], ["B"], ["C"]]}),
        ("not_met", CHILDREN | {"sources": [["A"]]}),
        ("undetermined", {"groups": ["children"], "sources": [["A"], ["B"]]}),
        ("not_applicable", {"groups": ["staff"]}),
        ("not_applicable", {"groups": ["none"]}),
    ),
    'standard = "AAA-3"': (
        ("met", {"mode": "live", "share": "0.1"}),
        ("met", {"mode": "live", "share": "0.05"}),
        ("not_met", {"mode": "live", "share": "0.11"}),
        ("undetermined", {"mode": "live"}),
        ("not_applicable", {"mode": "post"}),
    ),
    'standard = "AAA-4"': (
        ("met", {"mode": "post"}),
        ("met", {"mode": "live", "warrant": "yes"}),
        ("not_met", LIVE),
        ("undetermined", {}),
    ),
    'derived = "d_live"': (("true", {"mode": "live"}), ("false", {"mode": "post"}), ("unknown", {})),
    'derived = "d_unwarranted"': (
        ("true", LIVE),
        ("false", {"mode": "live", "warrant": "yes"}),
        ("false", {"mode": "post"}),
        ("unknown", {"mode": "live"}),
    ),
    'question = "warrant"': (("asked", {"mode": "live"}), ("not_asked", {"mode": "post"}), ("unknown", {})),
    'question = "measures"': (
        ("asked", {"groups": ["children"]}),
        ("not_asked", {"groups": ["staff"]}),
        ("not_asked", {"groups": ["none"]}),
        ("unknown", {}),
    ),
    'validation = "V02"': (
        ("holds", {"begins": "2030-01-01", "ends": "2030-01-02"}),
        ("fails", {"begins": "2030-01-01", "ends": "2030-01-01"}),
        ("fails", {"begins": "2030-01-02", "ends": "2030-01-01"}),
    ),
    'validation = "V04"': (
        ("holds", {"mode": "post", "begins": "2030-01-01"}),
        ("holds", {"mode": "live", "begins": "2029-12-31"}),
        ("fails", {"mode": "post", "begins": "2029-12-31"}),
        ("holds", {"begins": "2029-12-31"}),
    ),
    'panel = "size"': (("large", {"mode": "live"}), ("small", {"mode": "post"}), ("large", {})),
    'deadline = "comment"': (
        ("usual", {"amount": 1000}),
        ("longer", {"amount": 1001}),
        ("longer", {}),
    ),
}


def text() -> str:
    """The file of the trials."""
    return "\n".join(
        f"[[trial]]\n{subject}\ntitle = {{ en = 'Case.', ko = '사례이다.' }}\nexpected = '{expected}'\n"
        + "".join(f"answers.{name} = {answer!r}\n" for name, answer in answers.items())
        for subject, cases in ANSWERS.items()
        for expected, answers in cases
    )


def write(edition_folder: Path) -> Path:
    """The file of the trials, beside the folder of the editions."""
    path = trials.beside(edition_folder) / "AAA.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8")
    return path


def of(edition: Edition) -> tuple[Trial, ...]:
    return trials.parse({"AAA.toml": text().encode()}, edition=edition)
