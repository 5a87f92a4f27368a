"""Rendered records, each typeset once for all tests: typesetting is what takes the time."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf

from assessments.records import RecordContent, redacted, render
from assessments.records.speech import Language
from tests.records import sample

kept_in: Path | None = None
"""A folder for all processes of one run of the tests; without one, each typesets for itself."""


@cache
def brief(language: Language) -> bytes:
    return _once(f"brief-{language}", lambda: render(sample.brief(), language=language))


@cache
def public(language: Language) -> bytes:
    """Of the short record."""
    return _once(f"public-{language}", lambda: render(redacted(sample.brief()), language=language))


@cache
def corrected(language: Language) -> bytes:
    return _once(f"corrected-{language}", lambda: render(sample.corrected(), language=language))


@cache
def full(example_id: str, language: Language) -> bytes:
    return _once(f"{example_id}-{language}", lambda: render(sample.content(example_id), language=language))


def _once(name: str, typeset: Callable[[], bytes]) -> bytes:
    if kept_in is None:
        return typeset()
    path = kept_in / f"{name}.pdf"
    if not path.exists():
        being_written = path.with_suffix(f".{os.getpid()}")
        being_written.write_bytes(typeset())
        being_written.rename(path)
    return path.read_bytes()


def quick(content: RecordContent, *, language: str) -> bytes:
    """A real PDF that says only which one it is: typesetting takes seconds."""
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"{content.number} {language}"
        pdf.save(paper, deterministic_id=True)
    return paper.getvalue()
