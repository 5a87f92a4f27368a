"""Makes an issued record's documents again from its frozen content, and compares them with what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessments import records
from assessments.enums import Audience, Event
from assessments.models import LedgerEntry, Record, RecordDocument
from assessments.records.toolchain import differences, toolchain

Render = Callable[..., bytes]


@dataclass(frozen=True, slots=True)
class Document:
    language: str
    audience: str
    expected: str
    """SHA-256 of the rendering when the record was issued, before it was signed."""
    rendered: str
    """The same of now."""
    begins_with_it: bool
    """The stored file begins with the bytes rendered now; a signature only adds to them."""

    @property
    def is_same(self) -> bool:
        return self.expected == self.rendered and self.begins_with_it


@dataclass(frozen=True, slots=True)
class Rendered:
    content_is_whole: bool
    """The frozen content, and the public one, has its digest and is read back to the same bytes."""
    documents: tuple[Document, ...]
    tools: Mapping[str, tuple[str, str]]
    """What was rendered with something else, then and now."""
    tools_are_known: bool
    """The ledger says with what the record was rendered."""

    @property
    def is_same(self) -> bool:
        return self.content_is_whole and bool(self.documents) and all(one.is_same for one in self.documents)


def render_again(record: Record, *, render: Render = records.render) -> Rendered:
    """Takes seconds per document. Raises ``ValueError`` when the frozen content cannot be read."""
    contents = {Audience.PARTIES.value: records.thaw(record.content)}
    is_whole = _is_whole(record.content, record.content_sha256)
    if record.public_content:
        contents[Audience.PUBLIC.value] = records.thaw(record.public_content)
        is_whole = is_whole and _is_whole(record.public_content, record.public_content_sha256)
    documents = [
        compared(document, render(contents[document.audience], language=document.language))
        for document in record.documents.order_by("audience", "-language")
    ]
    then = tools_of(record)
    return Rendered(is_whole, tuple(documents), differences(then, toolchain()), bool(then))


def tools_of(record: Record) -> dict[str, str]:
    """With what the record was rendered, as its ledger entry says; empty for records older than that."""
    entry = issuance_of(record)
    tools: dict[str, str] = entry.data.get("made_with", {}) if entry else {}
    return tools


def issuance_of(record: Record) -> LedgerEntry | None:
    """The ledger entry that announced the record."""
    entries = LedgerEntry.objects.filter(
        assessment__revisions__decision=record.decision_id, event=Event.RECORD_ISSUED
    )
    in_order = entries.order_by("sequence")
    return next((entry for entry in in_order if entry.data["record"] == record.number), None)


def compared(document: RecordDocument, rendered: bytes) -> Document:
    return Document(
        language=document.language,
        audience=document.audience,
        expected=document.unsigned_sha256 or document.sha256,
        rendered=_sha256(rendered),
        begins_with_it=bytes(document.pdf).startswith(rendered),
    )


def _is_whole(frozen: str, digest: str) -> bool:
    return _sha256(frozen.encode()) == digest and records.freeze(records.thaw(frozen)) == frozen.encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
