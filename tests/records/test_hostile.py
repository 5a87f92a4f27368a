"""Whatever people type is shown as they typed it; nothing is ever loaded for it."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest

from assessments.records import render
from assessments.records.glyphs import visible
from assessments.records.typeset import Fetched, typeset
from tests.records import hostile, pdftext, sample
from tests.records.pdfcheck import check

SECRET = "the-canary-file-was-read"
ODD = "\u202eODD\u200b\x00 \u6f22 \U0001f600 \u0639 \u1100\u1161 &lt; \\ ]] %> ${x} \ud7ff "


class Canary(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    (tmp_path / "secret.txt").write_text(SECRET)
    return (tmp_path / "secret.txt").as_uri()


def _letters(text: str) -> str:
    """Without spaces: a word too long for its line is broken anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_attacks_in_every_field_are_shown_and_load_nothing(canary, secret, language):
    attacks = hostile.vectors(canary.address, secret)

    document = render(hostile.filled(sample.brief(), *attacks.values()), language=language)

    text = _letters(pdftext.text(document))
    assert canary.asked == []
    assert SECRET.encode() not in document
    assert [name for name, attack in attacks.items() if _letters(attack) not in text] == []


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
