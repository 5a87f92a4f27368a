"""What the record's style sheet makes of elements at page breaks, from HTML to the finished structure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from django.template.loader import render_to_string

from assessments.records.finish import finish
from assessments.records.metadata import Metadata
from assessments.records.speech import words
from assessments.records.typeset import typeset
from tests.records import pdftext

ABOUT = Metadata("NHRC-FR-2026-0001-v1", "t", "a", "s", "ko", datetime(2026, 1, 1, tzinfo=UTC), "p")
LINE = "가나다라 마바사 아자차카 타파하 "


def _finished(body: str) -> bytes:
    style = render_to_string("records/record.css", {"w": words("ko")})
    html = f'<html lang="ko"><head><title>t</title><style>{style}</style></head><body>{body}</body></html>'
    return finish(typeset(html), about=ABOUT, foreign="en", attachments=(), link_texts={})


def _texts(document: bytes, tag: str) -> list[str]:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert len(pdf.pages) > 2
        return [found for _, found in pdftext.of_elements(pdf, tag)]


def _numbered(texts: Sequence[str], *, of: int) -> bool:
    return [text.split()[0] for text in texts] == [f"n{number}" for number in range(of)]


def _count(text: str) -> int:
    """How often the line stands in the text, in whatever way it was broken."""
    return "".join(text.split()).count("마바사")


@pytest.mark.parametrize("repeat", [1, 7, 25])
def test_paragraphs_are_what_they_were_whatever_the_pages(repeat):
    body = "".join(f"<p>n{number} {LINE * repeat}</p>" for number in range(160))

    paragraphs = _texts(_finished(f"<main><section>{body}</section></main>"), "P")

    assert _numbered(paragraphs, of=160)
    assert {_count(text) for text in paragraphs} == {repeat}


@pytest.mark.parametrize("repeat", [1, 9])
def test_items_of_a_list_are_what_they_were(repeat):
    body = "".join(f"<li>n{number} {LINE * repeat}</li>" for number in range(150))

    document = _finished(f"<main><ul>{body}</ul></main>")

    assert (len(_texts(document, "L")), len(_texts(document, "LI"))) == (1, 150)
    assert _numbered(_texts(document, "LBody"), of=150)


def test_sections_are_what_they_were():
    body = "".join(f"<section><h2>n{number}</h2><p>{LINE * 9}</p></section>" for number in range(60))

    assert _numbered(_texts(_finished(f"<main>{body}</main>"), "Sect"), of=60)


@pytest.mark.parametrize(("tables", "rows", "repeat"), [(40, 3, 1), (2, 90, 1), (3, 4, 150)])
def test_tables_and_their_rows_are_what_they_were(tables, rows, repeat):
    head = "<thead><tr><th>head</th><th>head</th></tr></thead>"
    row = f"<tr class='{'long' if repeat > 50 else ''}'><th>r</th><td>{LINE * repeat}</td></tr>"
    body = "".join(
        f"<div><table><caption>n{number}</caption>{head}<tbody>{row * rows}</tbody></table></div>"
        for number in range(tables)
    )

    document = _finished(f"<main>{body}</main>")

    assert _numbered(_texts(document, "Table"), of=tables)
    assert len(_texts(document, "THead")) == tables
    cells = _texts(document, "TD")
    assert len(cells) == tables * rows
    assert {_count(text) for text in cells} == {repeat}


def test_what_was_set_before_changes_no_byte():
    one, other = (f'<html lang="ko"><title>t</title><p>{LINE * times}</p>' for times in (3, 40))
    first = typeset(one)

    typeset(other)

    assert typeset(one) == first


def test_setting_many_documents_takes_no_more_memory_than_a_few():
    html = f'<html lang="ko"><title>t</title><p>{LINE}</p>'
    for _ in range(20):
        typeset(html)
    before = _held_mib()

    for _ in range(120):
        typeset(html)

    assert _held_mib() - before < 10


def _held_mib() -> float:
    """Resident memory of this process."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024
