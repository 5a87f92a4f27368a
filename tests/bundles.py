"""Decided cases with a record that says what was decided, without the seconds that typesetting takes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assessments import records
from assessments.enums import Audience, Event
from assessments.models import Assessment, Decision, Record, RecordDocument
from assessments.policy import SYSTEM
from assessments.queries.record_content import content_at_adoption
from assessments.services import ledger
from tests import journey
from tests.web import published


def issued(*, example: str = "EX-2", **answers: Any) -> Record:
    """A decided case with its record, issued; only its documents are no real PDF."""
    decision, _bench = journey.decided(example=example, **answers)
    return issue(decision)


def issue(decision: Decision, *, version: int = 1) -> Record:
    content = replace(content_at_adoption(decision), number=f"{decision.number}-v{version}")
    if version > 1:
        published.corrected(decision, version=version)
    digest = records.digest(content)
    public = records.redacted(records.thaw(records.freeze(content)))
    record = Record.objects.create(
        decision=decision,
        version=version,
        number=content.number,
        code=records.verification_code(digest),
        content=records.freeze(content).decode(),
        content_sha256=digest,
        public_content=records.freeze(public).decode(),
        public_content_sha256=records.digest(public),
    )
    ledger.append(
        Event.RECORD_ISSUED,
        actor=SYSTEM,
        assessment=assessment_of(record),
        data={
            "record": record.number,
            "content": digest,
            "documents": _documents(record, Audience.PARTIES),
            "public_content": record.public_content_sha256,
            "public_documents": _documents(record, Audience.PUBLIC),
        },
    )
    return record


def assessment_of(record: Record) -> Assessment:
    return record.decision.revision.assessment


def _documents(record: Record, audience: Audience) -> dict[str, str]:
    """Their digests by language."""
    return {language: _document(record, language, audience) for language in ("ko", "en")}


def _document(record: Record, language: str, audience: Audience) -> str:
    pdf = f"%PDF-1.7 {record.number} {language} {audience}".encode()
    sha256 = hashlib.sha256(pdf).hexdigest()
    RecordDocument.objects.create(
        record=record,
        audience=audience,
        language=language,
        pdf=pdf,
        sha256=sha256,
        size_bytes=len(pdf),
    )
    return sha256


def whole(pieces: Iterable[bytes]) -> bytes:
    return b"".join(pieces)


def received(response: Any) -> bytes:
    """All that a streaming response sends."""
    return whole(response.streaming_content)


def opened(content: bytes) -> dict[str, bytes]:
    """Every file by its path below the bundle's folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def said(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[path])
