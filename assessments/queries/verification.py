"""Is this file, number or code one that the commission issued?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from assessments import records
from assessments.enums import Audience
from assessments.models import Record, RecordDocument, RegisterEntry
from assessments.queries.register_entry import written
from assessments.queries.signatures import Signature, signature_of
from assessments.records import Authenticity

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
"""What is typed from paper for letters that no code has."""
CODE_LETTERS = 12
DOCUMENTS = Prefetch("documents", RecordDocument.objects.defer("pdf").order_by("audience", "-language"))


@dataclass(frozen=True, slots=True)
class Verified:
    authenticity: Authenticity
    sha256: str
    claimed: str | None
    """The number the file carries, issued or not."""
    record: Record | None
    """The issued record of that number."""
    entry: RegisterEntry | None
    signature: Signature | None = None
    """Of an authentic document; that of a stranger's file is not looked at, since it may be made to harm."""
    rendering: Audience | None = None
    """Of an authentic file: for whom it was made."""


def verify_file(document: bytes) -> Verified:
    """Whatever the bytes are, an answer; nothing of them is kept."""
    sha256, claimed = records.sha256_of(document), records.claimed_number(document)
    issued = Q(documents__sha256=sha256) | Q(content_sha256=sha256) | Q(public_content_sha256=sha256)
    known = _known(issued) or _known(Q(number=claimed or ""))
    verdict = records.verify(document, issued=_digests(known) if known else {})
    is_ours = verdict.authenticity == Authenticity.AUTHENTIC
    signature = signature_of(sha256) if is_ours else None
    rendering = _rendering(known, sha256) if known and is_ours else None
    return Verified(
        verdict.authenticity, sha256, verdict.number, known, _entry_of(known), signature, rendering
    )


def find_record(name: str) -> tuple[Record | None, RegisterEntry | None]:
    """By verification code, or by number with or without a version: then the newest."""
    if not name.isprintable():
        return None, None
    number = written(name)
    record = _known(Q(code=code_of(name)) | Q(number=number) | Q(decision__number=number))
    return record, _entry_of(record)


def code_of(typed: str) -> str:
    """A code as the portal prints it, however it was typed."""
    letters = "".join(character for character in typed.upper() if character.isalnum()).translate(_MISREAD)
    return "-".join((letters[:4], letters[4:8], letters[8:])) if len(letters) == CODE_LETTERS else ""


def _known(wanted: Q) -> Record | None:
    """The newest of the records asked for, without what it says."""
    found = Record.objects.filter(wanted).defer("content", "public_content").select_related("decision")
    return found.prefetch_related(DOCUMENTS).order_by("-version").first()


def _digests(record: Record) -> dict[str, str]:
    """Number by digest, of everything that was issued under it."""
    issued = RecordDocument.objects.filter(record=record).values_list("sha256", flat=True)
    contents = filter(None, [record.content_sha256, record.public_content_sha256])
    return dict.fromkeys([*contents, *issued], record.number)


def _rendering(record: Record, sha256: str) -> Audience:
    is_public = RecordDocument.objects.filter(record=record, audience=Audience.PUBLIC, sha256=sha256).exists()
    return Audience.PUBLIC if is_public or sha256 == record.public_content_sha256 else Audience.PARTIES


def _entry_of(record: Record | None) -> RegisterEntry | None:
    if record is None:
        return None
    entries = RegisterEntry.objects.defer("content", "search", "search_grams")
    return entries.filter(assessment__revisions__decision=record.decision_id).first()
