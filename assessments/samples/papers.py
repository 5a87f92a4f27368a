"""The papers of the worked examples: one-page PDF files that say that they are invented."""

from __future__ import annotations

from functools import cache
from html import escape

from assessments.catalogue import Text
from assessments.records.typeset import typeset

WARNING = (
    "가상의 자료입니다. 실제 기관·사람·제품과 관계가 없습니다.",
    "Sample data, invented: it says nothing about any real agency, person or product.",
)


@cache
def paper(title: Text) -> bytes:
    """A page headed ``title`` in both languages; remembered, since many assessments attach the same one."""
    body = "".join(f"<p>{escape(line)}</p>" for line in (title.en, *WARNING))
    return typeset(
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title.ko)}</title>'
        f"</head><body><h1>{escape(title.ko)}</h1>{body}</body></html>"
    )
