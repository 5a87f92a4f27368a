"""A record as a page: what its JSON says, in the reader's language, from the templates of the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from assessments import records
from assessments.records.page import page

Link: TypeAlias = tuple[str, str]
"""Label and address."""


def read(request: HttpRequest, content: str, *, files: Sequence[Link], back: Link) -> HttpResponse:
    """``content`` is the canonical JSON; ``files`` are the documents that count."""
    said = page(records.thaw(content), language="en" if get_language() == "en" else "ko")
    links = {"files": files, "back": back[1], "back_label": back[0]}
    return render(request, "records_pages/read.html", said | links)
