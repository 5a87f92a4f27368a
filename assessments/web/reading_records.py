"""A record as a page: what its JSON says, in the reader's language, from the templates of the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from assessments import records
from assessments.models import Record
from assessments.queries.corrections import newest_of
from assessments.records.page import page

Link: TypeAlias = tuple[str, str]
"""Label and address."""


def read(
    request: HttpRequest, content: str, *, files: Sequence[Link], back: Link, newer: Link | None
) -> HttpResponse:
    """``content`` is the canonical JSON; ``files`` are the documents that count."""
    said = page(records.thaw(content), language="en" if get_language() == "en" else "ko")
    links = {"files": files, "back": back[1], "back_label": back[0], "newer": newer}
    return render(request, "records_pages/read.html", said | links)


def newer_version(record: Record, *, page_name: str) -> Link | None:
    """The newest version's number and where it is read; None when the record itself is it."""
    number = newest_of(record).number
    return (number, reverse(page_name, args=[number])) if number != record.number else None
