"""What other people's programs say of a record: qpdf and poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assessments.records.speech import Language
from assessments.records.wording import HEADINGS
from tests.records import rendered, sample

LANGUAGES: tuple[Language, ...] = ("ko", "en")


def _run(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed on this machine")
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def record(language: Language, tmp_path: Path) -> str:
    path = tmp_path / "record.pdf"
    path.write_bytes(rendered.brief(language))
    return str(path)


def test_qpdf_finds_nothing_wrong(record):
    assert "No syntax or stream encoding errors found" in _run("qpdf", "--check", record)


def test_pdfinfo_knows_the_standards_and_the_title(record):
    said = _run("pdfinfo", record)

    assert re.search(r"Tagged: +yes", said)
    assert re.search(rf"Title: .*{sample.brief().number}", said)
    assert "<pdfaid:part>3</pdfaid:part>" in _run("pdfinfo", "-meta", record)


def test_pdfinfo_reads_the_structure(record):
    said = _run("pdfinfo", "-struct", record)

    assert said.startswith("Document")
    assert said.count("Table") > 10


def test_pdffonts_finds_every_font_embedded_and_mapped(record):
    rows = _run("pdffonts", record).splitlines()[2:]

    assert rows
    assert all(re.search(r"TrueType +Identity-H +yes yes yes", row) for row in rows)


def test_pdfdetach_lists_the_data(record):
    assert "decision.json" in _run("pdfdetach", "-list", record)


def test_pdftotext_reads_the_sections_in_order(record, language):
    said = " ".join(_run("pdftotext", record, "-").split())
    said = said[said.index(getattr(HEADINGS["parties"], language)) :]

    places = [
        said.rindex(f"{number}. {getattr(HEADINGS[section.id], language)}")
        for number, section in enumerate(sample.brief().sections, start=1)
        if number > 3
    ]

    assert places == sorted(places)
