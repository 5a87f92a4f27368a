"""What other people's programs say of a record, and see on its pages: qpdf and poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from assessments.records import digest, verification_code
from assessments.records.speech import Language
from assessments.records.wording import HEADINGS, WORDS
from tests.records import pdftext, rendered, sample

LANGUAGES: tuple[Language, ...] = ("ko", "en")
HEAD, FOOT = (0, 71), (780, 62)
"""Where the margins of 25 and 22 mm lie on an A4 page: from the top and how high, in points."""
BELOW_THE_HEAD = (71, 60)


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


def _at(place: tuple[int, int], record: str) -> list[str]:
    """What stands at that place of each page, in one line."""
    top, height = place
    area = ("-x", "0", "-y", str(top), "-W", "596", "-H", str(height))
    pages = _run("pdftotext", "-layout", *area, record, "-").split("\f")[:-1]
    return [" ".join(page.split()) for page in pages]


def test_every_page_but_the_first_names_issuer_number_and_code_at_its_head(record, language):
    content = sample.brief()
    issuer, code = getattr(content.commission, language), verification_code(digest(content))

    first, *others = _at(HEAD, record)

    assert content.number not in first
    assert set(others) == {f"{issuer} {content.number} · {code}"}


@pytest.mark.parametrize(("rendering", "words"), [("brief", "running_parties"), ("public", "running_public")])
def test_every_page_says_at_its_foot_for_whom_it_is_and_which_one_of_how_many(
    rendering, words, language, tmp_path
):
    path = tmp_path / "record.pdf"
    path.write_bytes(getattr(rendered, rendering)(language))
    whom = getattr(WORDS[words], language)

    feet = _at(FOOT, str(path))

    last = len(feet)
    counted = {"ko": "{} / {}쪽", "en": "Page {} of {}"}[language]
    assert last > 5
    assert [foot.startswith(whom) for foot in feet] == [True] * last
    assert [foot.endswith(counted.format(page, last)) for page, foot in enumerate(feet, 1)] == [True] * last


def test_a_table_that_runs_over_a_page_repeats_its_head(language, tmp_path):
    path = tmp_path / "record.pdf"
    path.write_bytes(rendered.full("EX-1", language))
    tops = _at(BELOW_THE_HEAD, str(path))

    continued = [(words, tops[page]) for words, pages in _heads(path) for page in pages[1:]]

    assert len(continued) >= 3
    assert [(words, top) for words, top in continued if not set(words.split()) <= set(top.split())] == []


def _heads(path: Path) -> list[tuple[str, list[int]]]:
    """Of every table with a head: its words, and the pages the table is on, from 0."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            (words, sorted({numbers[page] for below in head.parent.walk() for page, _ in below.content}))
            for head, words in pdftext.of_elements(pdf, "THead")
            if head.parent
        ]


def test_the_codes_on_paper_lead_to_verification(record, tmp_path):
    """At 100 dots per inch, read by a scanner: on the first page and beside the digests."""
    content = sample.brief()
    address = f"{content.verification_url}/{verification_code(digest(content))}"

    _run("pdftoppm", "-r", "100", "-png", record, str(tmp_path / "page"))
    pages = [Image.open(path) for path in sorted(tmp_path.glob("page*.png"))]
    read = [[code.text for code in zxingcpp.read_barcodes(page)] for page in pages]

    assert read[0] == [address]
    assert [codes for codes in read[1:] if codes] == [[address]]
