"""Whatever people type is shown as they typed it; nothing is ever loaded for it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from assessments.records import RecordContent, redacted, render
from assessments.records.glyphs import visible
from assessments.records.render import render_html
from assessments.records.speech import Language
from assessments.records.typeset import VARIANT, Fetched, shipped_fonts, typeset
from tests.records import hostile, markup, pdftext, sample
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
def secret(tmp_path: Path) -> str:
    return planted(tmp_path)


@pytest.fixture
def canary(secret: str) -> Iterator[Canary]:
    with serving(secret) as server:
        yield server


def _letters(text: str) -> str:
    """Without spaces: a word too long for its line is broken anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize(("language", "turn"), [("ko", 0), ("en", 26)])
def test_attacks_in_every_field_are_shown_and_load_nothing(canary, secret, language, turn):
    attacks = hostile.vectors(canary.address, secret)
    dealt = [*attacks.values()][turn:] + [*attacks.values()][:turn]

    document = render(hostile.filled(hostile.target(), *dealt), language=language)

    text = _letters(pdftext.text(document))
    assert canary.asked == []
    assert holding(SECRET, document) == []
    assert [name for name, attack in attacks.items() if _letters(attack) not in text] == []


# ---- every attack in every place ----------------------------------------------------------------


def test_every_field_that_holds_words_is_attacked():
    assert set(hostile.places(hostile.target())) == set(hostile.fields_with_words())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_place_shows_every_attack_as_it_was_typed_and_no_element_comes_of_it(language):
    attacks = hostile.several(hostile.vectors("http://127.0.0.1:9", "file:///secret.txt").values())

    changed = [differences_in(hostile.target(), attacks, language, turn) for turn in range(len(attacks))]

    assert changed == [[]] * len(attacks)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_so_does_every_place_of_the_public_rendering(language):
    everything = " ".join(hostile.vectors("http://127.0.0.1:9", "file:///secret.txt").values())

    assert differences_in(redacted(hostile.target()), [everything], language) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_withholding_hostile_words_makes_no_elements_of_them(language):
    words = hostile.marked([*hostile.vectors("http://127.0.0.1:9", "file:///secret.txt").values()])

    plain, attacked = (
        _html(redacted(hostile.filled(hostile.target(), *said)), language) for said in (words, words.values())
    )

    assert markup.elements(attacked) == markup.elements(plain)


def test_every_place_is_looked_at():
    words = hostile.marked(["x"])

    shown = markup.texts(_html(hostile.filled(hostile.target(), *words), "ko"))

    assert hostile.unseen(hostile.target(), words, text=shown) == hostile.NOT_PRINTED


@pytest.mark.parametrize("unescaped", ["<b>{}</b>", "<title>{}</title>", '<p title="{}">', "<!--{}-->"])
def test_a_place_that_is_not_escaped_or_no_text_is_found(unescaped):
    """Else the tests above would pass with a comparison that sees nothing."""
    words = hostile.marked(["<img src=x>"])

    harmless, attacked = (unescaped.format(one) for one in next(iter(words.items())))

    assert markup.differences(attacked, harmless=harmless, instead=words) != []


def differences_in(
    content: RecordContent, attacks: Sequence[str], language: Language, turn: int = 0
) -> list[Any]:
    """What the attacks change in the page, apart from the words in their places."""
    words = hostile.marked(attacks, turn=turn)
    harmless, attacked = (_html(hostile.filled(content, *said), language) for said in (words, words.values()))
    return markup.differences(attacked, harmless=harmless, instead=words)


def _html(content: RecordContent, language: Language) -> str:
    return hostile.undigested(render_html(content, language=language), content)


# ---- where nothing is escaped -------------------------------------------------------------------


def test_unescaped_the_same_attacks_are_found_out(canary, secret):
    """Else the test above would pass with a canary that nothing reaches and a search that finds nothing."""
    attacks = hostile.vectors(canary.address, secret)

    found = set()
    for name, attack in attacks.items():
        document = _loading(hostile.unescaped(attack))
        found |= {name} if canary.asked or holding(SECRET, document) else set()
        canary.asked.clear()

    assert found == {f"net {way}" for way in ASKED} | {f"file {way}" for way in SHOWN} | redirected(attacks)


def redirected(attacks: Iterable[str]) -> set[str]:
    """All of them ask; the typesetter's own fetcher does not follow from the network to a file."""
    return {name for name in attacks if name.startswith("redirected")}


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

    outright = {f"{kind} {way}" for kind in ("net", "file") for way in ASKED | {"data svg entity"}}
    assert refused == outright | redirected(attacks)
    assert (canary.asked, shown) == ([], set())


# ---- odd and long -------------------------------------------------------------------------------


def test_odd_characters_in_every_field_leave_the_record_readable_and_archival():
    document = render(hostile.filled(hostile.target(), ODD), language="ko")

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
