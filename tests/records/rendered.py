"""Rendered records, each typeset once for all tests: typesetting is what takes the time."""

from __future__ import annotations

import io
from functools import cache

import pikepdf

from assessments.records import RecordContent, render
from assessments.records.speech import Language
from tests.records import sample


@cache
def brief(language: Language) -> bytes:
    return render(sample.brief(), language=language)


@cache
def full(example_id: str, language: Language) -> bytes:
    return render(sample.content(example_id), language=language)


def quick(content: RecordContent, *, language: str) -> bytes:
    """A real PDF that says only which one it is: typesetting takes seconds."""
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"{content.number} {language}"
        pdf.save(paper, deterministic_id=True)
    return paper.getvalue()
