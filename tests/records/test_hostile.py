"""Whatever people type is shown as they typed it; nothing is ever loaded for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from assessments.records import render
from assessments.records.glyphs import visible
from assessments.records.typeset import VARIANT, Fetched, shipped_fonts, typeset
from tests.records import hostile, pdftext, sample
from tests.records.canary import SECRET, Canary, planted, serving
from tests.records.pdfcheck import check
from tests.records.pdfsearch import holding

ODD = "\u202eODD\u200b\x00 \u6f22 \U0001f600 \u0639 \u1100\u1161 &lt; \\ ]] %> ${x} \ud7ff "
# fmt: off
ASKED = {
    "img", "link", "attachment", "anchor attachment", "style import", "font", "attribute", "list style",
    "content", "object", "embed", "svg image", "base", "end of style", "end of title", "css in text",
    "data svg", "comment",
}
"""What the typesetter asks for where nobody forbids it."""
# fmt: on
SHOWN = ASKED - {"link", "font"}
"""Ways on which it then shows what a file holds: this one is no font, and calls itself no style sheet."""


@pytest.fixture
def canary() -> Iterator[Canary]:
    with serving() as server:
        yield server


@pytest.fixture
def secret(tmp_path: Path) -> str:
    return planted(tmp_path)


def _letters(text: str) -> str:
    """Without spaces: a word too long for its line is broken anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_attacks_in_every_field_are_shown_and_load_nothing(canary, secret, language):
    attacks = hostile.vectors(canary.address, secret)

    document = render(hostile.filled(sample.brief(), *attacks.values()), language=language)

    text = _letters(pdftext.text(document))
    assert canary.asked == []
    assert holding(SECRET, document) == []
    assert [name for name, attack in attacks.items() if _letters(attack) not in text] == []


def test_unescaped_the_same_attacks_are_found_out(canary, secret):
    """Else the test above would pass with a canary that nothing reaches and a search that finds nothing."""
    attacks = hostile.vectors(canary.address, secret)

    found = set()
    for name, attack in attacks.items():
        document = _loading(hostile.unescaped(attack))
        found |= {name} if canary.asked or holding(SECRET, document) else set()
        canary.asked.clear()

    assert found == {f"net {way}" for way in ASKED} | {f"file {way}" for way in SHOWN}


def _loading(html: str) -> bytes:
    """Typeset as WeasyPrint does it by itself: whatever a document asks for is loaded."""
    from weasyprint import HTML

    document: bytes = HTML(string=html).write_pdf(font_config=shipped_fonts(), pdf_variant=VARIANT)
    return document


def test_unescaped_they_are_refused_where_they_would_load_and_load_nothing_elsewhere(canary, secret):
    attacks = hostile.vectors(canary.address, secret)

    refused, shown = set(), set()
    for name, attack in attacks.items():
        try:
            document = typeset(hostile.unescaped(attack))
        except Fetched:
            refused.add(name)
        else:
            shown |= {name} if holding(SECRET, document) else set()

    assert refused == {f"{kind} {way}" for kind in ("net", "file") for way in ASKED}
    assert (canary.asked, shown) == ([], set())


def test_odd_characters_in_every_field_leave_the_record_readable_and_archival():
    document = render(hostile.filled(sample.brief(), ODD), language="ko")

    assert check(document) == []
    assert _letters(visible(ODD)) in _letters(pdftext.text(document))


@pytest.mark.parametrize("length", [6_300])
def test_a_text_longer_than_a_page_runs_on(length):
    words = "가나다라 마바사 " * (length // 9)
    content = sample.brief()
    fact = replace(content.facts[0].facts[0], answer=(words,))
    finding = replace(content.findings[0], reasons="긴글" * 2_000)
    content = replace(
        content,
        facts=(replace(content.facts[0], facts=(fact,)),),
        findings=(finding,),
        conditions=(replace(content.conditions[0], text=words),),
    )

    document = render(content, language="ko")

    assert check(document) == []
    with pikepdf.open(io.BytesIO(document)) as pdf:
        counts = [words.count("마바사") for _, words in pdftext.of_elements(pdf, "P")]
    assert [count for count in counts if count] == [length // 9] * 2
    assert {"질문", "조건"} <= set(pdftext.text(document).splitlines())


@pytest.mark.parametrize(
    "html",
    [
        '<img src="{net}/a">',
        '<img src="{file}">',
        '<style>@import "{net}/b";</style>',
        '<style>@font-face {{ font-family: x; src: url("{file}") }}</style>',
        '<p style="background: url({net}/c)">x</p>',
        '<link rel="stylesheet" href="{net}/d">',
        '<link rel="attachment" href="{file}">',
        '<img src="data:image/svg+xml,%3Csvg/%3E">',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{net}/e" width="9" height="9"/></svg>',
    ],
)
def test_the_typesetter_refuses_what_refers_to_something_outside(canary, secret, html):
    document = (
        f'<html lang="ko"><title>x</title>{html.format(net=canary.address, file=secret)}<p>x</p></html>'
    )

    with pytest.raises(Fetched):
        typeset(document)

    assert canary.asked == []
