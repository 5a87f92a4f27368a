"""Rendered records, each typeset once for all tests: typesetting is what takes the time."""

from __future__ import annotations

from functools import cache

from assessments.records import render
from assessments.records.speech import Language
from tests.records import sample


@cache
def brief(language: Language) -> bytes:
    return render(sample.brief(), language=language)


@cache
def full(example_id: str, language: Language) -> bytes:
    return render(sample.content(example_id), language=language)
