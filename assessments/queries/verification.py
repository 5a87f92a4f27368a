"""Is this file, number or code one that the commission issued, and what is that worth today?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessments import records
from assessments.enums import Audience
from assessments.models import Decision, Record, RecordDocument, RegisterEntry
from assessments.queries.force import Force, force_of, valid_until
from assessments.queries.register_entry import written
from assessments.queries.signatures import Signature, signature_of
from assessments.records import Alteration, Authenticity, Issued

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
"""What is typed from paper for letters that no code has."""
CODE_LETTERS = 12


class Status(StrEnum):
    """Every answer there is to "may I rely on this file?"."""

    IN_FORCE = "in_force"
    """Authentic, as are all that follow up to ``UNSETTLED``."""
    REJECTED = "rejected"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    RECONSIDERED = "reconsidered"
    UNSETTLED = "unsettled"
    ALTERED = "altered"
    NOT_OURS = "not_ours"


NOT_AUTHENTIC = frozenset({Status.ALTERED, Status.NOT_OURS})
STILL_HOLDS = frozenset({Status.IN_FORCE, Status.REJECTED})
"""The record is authentic and what it says is how things stand."""


@dataclass(frozen=True, slots=True)
class Known:
    """An issued record, and what is public of how it stands today."""

    record: Record
    entry: RegisterEntry | None
    force: Force
    valid_until: date | None
    newest: str
    """The number of the newest version, which may be its own."""

    @property
    def newer(self) -> str:
        """The newest version's number where that is another one; blank else."""
        return self.newest if self.newest != self.record.number else ""

    def documents(self) -> QuerySet[RecordDocument]:
        """What was issued, without the bytes."""
        rows = RecordDocument.objects.filter(record=self.record).defer("pdf")
        return rows.select_related("signed_with").order_by("audience", "-language")


@dataclass(frozen=True, slots=True)
class Verified:
    """What is said of a file."""

    status: Status
    sha256: str
    size_bytes: int
    claimed: str | None
    """The number the file carries, issued or not."""
    known: Known | None
    """The issued record of that number."""
    is_data: bool = False
    """It is not a document, but the record's data as JSON."""
    signature: Signature | None = None
    """Of an authentic document; that of a stranger's file is not looked at, since it may be made to harm."""
    rendering: Audience | None = None
    """Of an authentic file: for whom it was made."""
    alteration: Alteration | None = None
    """Of an altered file: what is known of it."""

    @property
    def is_authentic(self) -> bool:
        return self.status not in NOT_AUTHENTIC


def verify_file(document: bytes) -> Verified:
    """Whatever the bytes are, an answer; nothing of them is kept."""
    sha256, claimed = records.sha256_of(document), records.claimed_number(document)
    issued = Q(documents__sha256=sha256) | Q(content_sha256=sha256) | Q(public_content_sha256=sha256)
    known = _known(issued) or _known(Q(number=claimed or ""))
    verdict = records.verify(document, issued=_digests(known.record) if known else {})
    found = Verified(Status.NOT_OURS, sha256, len(document), verdict.number, known)
    if known is None or verdict.authenticity == Authenticity.NOT_OURS:
        return found
    if verdict.authenticity == Authenticity.ALTERED:
        return replace(found, status=Status.ALTERED, alteration=_alteration(document, known.record))
    return replace(
        found,
        status=Status(known.force),
        is_data=sha256 in {known.record.content_sha256, known.record.public_content_sha256},
        signature=signature_of(sha256),
        rendering=_rendering(known.record, sha256),
    )


def find_record(name: str) -> Known | None:
    """By verification code, or by number with or without a version: then the newest."""
    if not name.isprintable():
        return None
    number = written(name)
    return _known(Q(code=code_of(name)) | Q(number=number) | Q(decision__number=number))


def code_of(typed: str) -> str:
    """A code as the portal prints it, however it was typed."""
    letters = "".join(character for character in typed.upper() if character.isalnum()).translate(_MISREAD)
    return "-".join((letters[:4], letters[4:8], letters[8:])) if len(letters) == CODE_LETTERS else ""


def _known(wanted: Q) -> Known | None:
    """The newest of the records asked for, without what it says."""
    versions = Record.objects.filter(decision=OuterRef("decision")).order_by("-version")
    later = Decision.objects.filter(
        revision__assessment=OuterRef("decision__revision__assessment"),
        revision__number__gt=OuterRef("decision__revision__number"),
    )
    found = (
        Record.objects.filter(wanted)
        .select_related("decision__revision__assessment")
        .annotate(newest=Subquery(versions.values("number")[:1]), is_decided_again=Exists(later))
        .defer("content", "public_content", "decision__revision__answers", "decision__revision__sealed_text")
        .order_by("-version")
        .first()
    )
    if found is None:
        return None
    entry = _entry_of(found)
    force = force_of(found, entry, newest=found.newest, is_decided_again=found.is_decided_again)
    return Known(found, entry, force, valid_until(found, entry), found.newest)


def _digests(record: Record) -> dict[str, str]:
    """Number by digest, of everything that was issued under it."""
    issued = RecordDocument.objects.filter(record=record).values_list("sha256", flat=True)
    contents = filter(None, [record.content_sha256, record.public_content_sha256])
    return dict.fromkeys([*contents, *issued], record.number)


def _rendering(record: Record, sha256: str) -> Audience:
    is_public = RecordDocument.objects.filter(record=record, audience=Audience.PUBLIC, sha256=sha256).exists()
    return Audience.PUBLIC if is_public or sha256 == record.public_content_sha256 else Audience.PARTIES


def _alteration(document: bytes, record: Record) -> Alteration:
    files = RecordDocument.objects.filter(record=record).order_by("-language", "pk")
    issued = (Issued(sha256, bytes(pdf)) for sha256, pdf in files.values_list("sha256", "pdf").iterator())
    return records.alteration(
        document, files=issued, content=record.content, public_content=record.public_content
    )


def _entry_of(record: Record) -> RegisterEntry | None:
    entries = RegisterEntry.objects.defer("content", "search", "search_grams")
    return entries.filter(assessment__revisions__decision=record.decision_id).first()
