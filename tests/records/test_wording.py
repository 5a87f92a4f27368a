"""The record's fixed words are complete, and every section of the edition has a template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assessments import catalogue
from assessments.records import wording

TEMPLATES = Path(__file__).parents[2] / "templates" / "records"
CODE = Path(wording.__file__).parent
AFFIXES = {"page_before", "page_after", "cite_before", "cite_after"}
"""Said in one language only."""


@pytest.mark.parametrize("name", sorted(wording.WORDS))
def test_fixed_words_stand_in_both_languages(name):
    text = wording.WORDS[name]

    assert (text.ko.strip() and text.en.strip()) or name in AFFIXES


def test_templates_ask_for_no_word_that_is_missing():
    asked = {
        name for path in TEMPLATES.rglob("*.*") for name in re.findall(r"\bw\.(\w+)", path.read_text("utf-8"))
    }

    assert asked <= set(wording.WORDS)


def test_no_fixed_word_is_idle():
    sources = [*TEMPLATES.rglob("*.*"), CODE / "page.py", CODE / "render.py"]
    everything = "\n".join(path.read_text("utf-8") for path in sources)

    idle = {name for name in wording.WORDS if not re.search(rf"w\.{name}\b|['\"]{name}['\"]\]", everything)}

    assert idle == set()


def test_every_section_of_the_edition_has_a_heading_and_a_template():
    sections = {section.id for section in catalogue.edition("2026.11-1").record_sections}

    assert (
        sections == set(wording.HEADINGS) == {path.stem for path in (TEMPLATES / "sections").glob("*.html")}
    )
