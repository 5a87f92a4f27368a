"""The decision record: each version made by a job from frozen data, rendered and signed once, then stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction

from assessments import records, signing
from assessments.enums import Audience, Event
from assessments.models import (
    Assessment,
    Correction,
    Decision,
    Hindrance,
    LedgerEntry,
    Record,
    RecordDocument,
    SigningCertificate,
)
from assessments.policy import SYSTEM
from assessments.queries.corrections import content_after
from assessments.queries.record_content import content_at_adoption
from assessments.records.speech import LANGUAGES, Language
from assessments.records.toolchain import toolchain
from assessments.services import hindrance, ledger

Contents = Mapping[Audience, records.RecordContent]
Render = Callable[..., bytes]
Write = Callable[[], records.RecordContent]


@dataclass(frozen=True, slots=True)
class Made:
    """One rendering, signed."""

    audience: Audience
    language: str
    unsigned: bytes
    signed: signing.Signed


def issue_after(entry: LedgerEntry) -> Record:
    """Issue what the entry announces: the record of a decision, or its next version."""
    decision = Decision.objects.get(number=entry.data["decision"])
    if entry.event == Event.RECORD_CORRECTED:
        return issue_correction(decision.corrections.get(version=entry.data["version"]))
    return issue(decision)


def issue(decision: Decision, *, render: Render = records.render) -> Record:
    """The first version, from what was frozen at adoption. Safe to run twice, also at once."""
    write = partial(content_at_adoption, decision)
    return _issue(decision, version=1, write=write, render=render)


def issue_correction(correction: Correction, *, render: Render = records.render) -> Record:
    """The version the correction was ordered for, from the one before it. Safe to run twice, also at once."""
    write = partial(content_after, correction)
    return _issue(correction.decision, version=correction.version, write=write, render=render)


def _issue(decision: Decision, *, version: int, write: Write, render: Render) -> Record:
    """Render, sign, store and announce a version of the record.

    Rendering takes seconds and happens outside any transaction; whoever stores first has made the record.
    What hindered it is noted for those who wait for the record, and raised.
    """
    if known := decision.records.filter(version=version).first():
        return known
    try:
        with signing.opened(signing.configured()) as signer:
            contents = _contents(write(), signer)
            made = [
                _make(contents, who, language, signer, render) for who in Audience for language in LANGUAGES
            ]
            return _store(decision, version, contents, made, signer)
    except Exception as error:
        hindrance.note(decision, error)
        raise


def _contents(written: records.RecordContent, signer: signing.Signer) -> Contents:
    """As they will be read back from JSON: what is rendered knows nothing finer, such as microseconds."""
    full = records.thaw(records.freeze(replace(written, seal=seal_of(signer))))
    return {Audience.PARTIES: full, Audience.PUBLIC: records.redacted(full)}


def seal_of(signer: signing.Signer) -> records.Seal:
    """What the record will say of its signature."""
    own = signer.keys.certificate
    return records.Seal(
        by=signing.certificates.words(own.subject),
        issuer=signing.certificates.words(own.issuer),
        demonstration=signer.keys.is_demonstration,
        timestamped=signer.level != signing.Level.B,
    )


def _make(
    contents: Contents,
    audience: Audience,
    language: Language,
    signer: signing.Signer,
    render: Render,
) -> Made:
    content = contents[audience]
    unsigned = render(content, language=language)
    return Made(audience, language, unsigned, signer.sign(unsigned, reason=content.number))


@transaction.atomic
def _store(
    decision: Decision, version: int, contents: Contents, made: list[Made], signer: signing.Signer
) -> Record:
    assessment = Assessment.objects.select_for_update().get(pk=decision.revision.assessment_id)
    if known := decision.records.filter(version=version).first():
        return known
    content, public = contents[Audience.PARTIES], contents[Audience.PUBLIC]
    digest = records.digest(content)
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
    certificate = published_as(signer.keys)
    rows = [_document(record, one, certificate, signer.level) for one in made]
    RecordDocument.objects.bulk_create(rows)
    data = {
        "record": record.number,
        "content": digest,
        "documents": _digests(rows, Audience.PARTIES),
        "public_content": record.public_content_sha256,
        "public_documents": _digests(rows, Audience.PUBLIC),
        "certificate": certificate.fingerprint,
        "made_with": toolchain(),
    }
    ledger.append(Event.RECORD_ISSUED, actor=SYSTEM, assessment=assessment, data=data)
    Hindrance.objects.filter(decision=decision).delete()
    return record


def _digests(rows: list[RecordDocument], audience: Audience) -> dict[str, str]:
    """By language."""
    return {row.language: row.sha256 for row in rows if row.audience == audience}


def _document(
    record: Record, made: Made, certificate: SigningCertificate, level: signing.Level
) -> RecordDocument:
    pdf = made.signed.pdf
    return RecordDocument(
        record=record,
        audience=made.audience,
        language=made.language,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size_bytes=len(pdf),
        unsigned_sha256=hashlib.sha256(made.unsigned).hexdigest(),
        signed_with=certificate,
        level=level,
        signed_at=made.signed.at,
    )


def published_as(keys: signing.Keys) -> SigningCertificate:
    """The row of the certificate, made when it signs for the first time."""
    own = keys.certificate
    row, _ = SigningCertificate.objects.get_or_create(
        fingerprint=signing.certificates.fingerprint(own),
        defaults={
            "subject": own.subject.rfc4514_string(),
            "issuer": own.issuer.rfc4514_string(),
            "valid_from": own.not_valid_before_utc,
            "valid_until": own.not_valid_after_utc,
            "pem": signing.certificates.pem([own]),
            "chain": signing.certificates.pem(keys.chain),
            "is_demonstration": keys.is_demonstration,
        },
    )
    return row
