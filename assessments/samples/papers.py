"""The papers of the worked examples: one-page PDF files that say that they are invented."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assessments.records.typeset import typeset

WARNING = (
    "가상의 자료입니다. 실제 기관·사람·제품과 관계가 없습니다.",
    "Sample data, invented: it says nothing about any real agency, person or product.",
)


def paper(title: str, lines: Iterable[str]) -> bytes:
    """A page headed ``title``; the same text gives the same bytes."""
    body = "".join(f"<p>{escape(line)}</p>" for line in (*lines, *WARNING))
    return typeset(
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head><body><h1>{escape(title)}</h1>{body}</body></html>"
    )
