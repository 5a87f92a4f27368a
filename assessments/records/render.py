"""Typesets a record's content as an archival, accessible PDF; the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from django.template.loader import render_to_string

from assessments.records.content import RecordContent
from assessments.records.finish import Attachment, finish
from assessments.records.frozen import freeze, manifest
from assessments.records.metadata import Metadata
from assessments.records.page import page
from assessments.records.speech import Language, said
from assessments.records.typeset import typeset

JSON = "application/json"
TEMPLATE = "records/record.html"
DATA_FILE = "decision.json"
"""Name of the attached canonical JSON, of which the record digest is the SHA-256."""
MANIFEST_FILE = "edition-manifest.json"
"""Name of the attached list of the edition's files with their digests."""
FOREIGN: dict[Language, Language] = {"ko": "en", "en": "ko"}


def render(content: RecordContent, *, language: Language) -> bytes:
    """The record as PDF/A-3a and PDF/UA-1, with its canonical JSON and the manifest of its edition
    attached."""
    context = page(content, language=language)
    return finish(
        typeset(render_to_string(TEMPLATE, context)),
        about=_metadata(content, context, language=language),
        foreign=FOREIGN[language],
        attachments=tuple(_attachments(content, context)),
        link_texts=_link_texts(context),
    )


def render_html(content: RecordContent, *, language: Language) -> str:
    """The record as one HTML document, as the typesetter gets it."""
    return render_to_string(TEMPLATE, page(content, language=language))


def _metadata(content: RecordContent, context: dict[str, Any], *, language: Language) -> Metadata:
    return Metadata(
        number=content.number,
        title=_one_line(context["title"]),
        author=_one_line(said(content.commission, language=language)),
        subject=_one_line(said(content.sentence, language=language)),
        language=language,
        at=content.decided_at,
        producer=f"WeasyPrint {version('weasyprint')}",
    )


def _attachments(content: RecordContent, context: dict[str, Any]) -> Iterator[Attachment]:
    yield Attachment(DATA_FILE, _about_data(context), JSON, freeze(content))
    if listed := manifest(content):
        words = str(context["w"]["edition_manifest"])
        yield Attachment(MANIFEST_FILE, words, JSON, listed, relationship="Supplement")


def _about_data(context: dict[str, Any]) -> str:
    return str(context["w"]["public_data"] if context["is_public"] else context["w"]["data"])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _link_texts(context: dict[str, Any]) -> dict[str, str]:
    """What each link of the document is called, by its target."""
    sections = {
        f"s-{section.id}": str(section.heading) for section in context["cover_sections"] + context["sections"]
    }
    return sections | {str(context["url"]): f"{context['w']['verify_short']}: {context['url']}"}
