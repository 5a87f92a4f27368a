"""The files of one decided case: record, findings, evidence, ledger; their bytes are read when asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from assessments.enums import Audience
from assessments.models import Assessment, Decision, Evidence, Record, RecordDocument
from assessments.queries import stored_files
from assessments.queries.bundles.findings import findings_of, in_utc
from assessments.queries.ledger_extracts import extract_of_acts
from assessments.records.bundle import Member, findings_page

LANGUAGES = ("en", "ko")
LOST = "The portal's store no longer has this file, or not in its full length.\n"
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def case_members(decision: Decision) -> Iterator[Member]:
    """Sorted by path, each below ``cases/NUMBER/``."""
    revision, assessment = decision.revision, decision.revision.assessment
    evidence = {f"E{at}": file for at, file in enumerate(revision.evidence.order_by("pk"), start=1)}
    findings = findings_of(decision, files={file.pk: name for name, file in evidence.items()})
    ledger = extract_of_acts(assessment)
    found = [
        _member("case.json", _json(_about(decision, assessment, ledger))),
        _member("findings.json", _json(findings)),
        *(_member(f"findings.{code}.html", _page(findings, code)) for code in LANGUAGES),
        _member("ledger.json", _json(ledger)),
        _member("proposal.json", revision.sealed_text.encode),
        *_evidence(evidence),
        *_records(decision),
    ]
    folder = f"cases/{decision.number}"
    placed = [Member(f"{folder}/{one.path}", one.content) for one in found]
    yield from sorted(placed, key=lambda one: one.path)


def written(value: Any) -> bytes:
    """As JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _about(decision: Decision, assessment: Assessment, ledger: dict[str, Any]) -> dict[str, Any]:
    """The case's plain facts; where it stands is what its ledger says, so that the two agree."""
    said = [json.loads(entry["text"])["data"] for entry in ledger["entries"]]
    return {
        "reference": assessment.reference,
        "decision": decision.number,
        "title": assessment.title,
        "agency": assessment.agency.name,
        "use": assessment.use_case,
        "edition": {"id": decision.revision.edition_id, "digest": decision.revision.edition_digest},
        "proposal_digest": decision.revision.digest,
        "outcome": decision.outcome,
        "adopted_at": in_utc(decision.adopted_at),
        "valid_until": decision.valid_until.isoformat() if decision.valid_until else None,
        "state": next((data["to"] for data in reversed(said) if data.get("to")), None),
        "is_sample": assessment.is_sample,
    }


def _evidence(evidence: dict[str, Evidence]) -> Iterator[Member]:
    """By the names the record cites, with a list that has the names the agency gave."""
    listed = []
    for name, file in evidence.items():
        is_whole = stored_files.is_whole(file)
        suffix = _SUFFIX.search(file.name) if is_whole else None
        path = f"{name}{suffix[0].lower() if suffix else ''}" if is_whole else f"{name}.missing.txt"
        yield Member(f"evidence/{path}", stored_files.pieces(file) if is_whole else [LOST.encode()])
        listed.append(
            {
                "id": name,
                "file": path,
                "slot": file.slot,
                "name": file.name,
                "content_type": file.content_type,
                "size_bytes": file.size_bytes,
                "sha256": file.sha256,
                "is_missing": not is_whole,
            }
        )
    yield _member("evidence/index.json", _json(listed))


def _records(decision: Decision) -> Iterator[Member]:
    """Every version, in full and for the public: what it says as JSON, and the documents as issued."""
    for record in decision.records.order_by("version").defer("content", "public_content"):
        folder = f"records/{record.number}"
        yield _member(f"{folder}/decision.json", _content(record, "content"))
        if record.public_content_sha256:
            yield _member(f"{folder}/public.json", _content(record, "public_content"))
        for document in record.documents.order_by("language").defer("pdf"):
            suffix = "-public" if document.audience == Audience.PUBLIC else ""
            yield _member(f"{folder}/{record.number}-{document.language}{suffix}.pdf", _pdf(document))


def _content(record: Record, column: str) -> Callable[[], bytes]:
    return lambda: str(Record.objects.values_list(column, flat=True).get(pk=record.pk)).encode()


def _pdf(document: RecordDocument) -> Callable[[], bytes]:
    return lambda: bytes(RecordDocument.objects.values_list("pdf", flat=True).get(pk=document.pk))


def _page(findings: dict[str, Any], language: str) -> Callable[[], bytes]:
    return lambda: findings_page(findings, language=language)


def _json(value: Any) -> Callable[[], bytes]:
    return lambda: written(value)


def _member(path: str, content: Callable[[], bytes]) -> Member:
    return Member(path, _once(content))


def _once(content: Callable[[], bytes]) -> Iterator[bytes]:
    yield content()
