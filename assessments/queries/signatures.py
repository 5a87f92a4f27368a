"""The certificates that were ever used, and what is to be said of the signature of an issued document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessments import signing
from assessments.models import RecordDocument, SigningCertificate


@dataclass(frozen=True, slots=True)
class Signature:
    holds: bool
    by: str
    fingerprint: str
    is_demonstration: bool
    level: str
    at: datetime | None
    is_timestamped: bool
    """Somebody else attests the time."""


def published() -> str:
    """All certificates as one PEM file, those that sign first, each once and with its names above it."""
    rows = list(SigningCertificate.objects.all())
    parts = [_introduced(row) + row.pem for row in rows]
    chains = [signing.certificates.read(row.chain) for row in rows if row.chain]
    issuers = dict.fromkeys(one for chain in chains for one in chain)
    return "".join(parts) + signing.certificates.pem(issuers)


def signature_of(sha256: str) -> Signature | None:
    """Of the issued document with this digest, from its stored bytes."""
    document = RecordDocument.objects.select_related("signed_with").filter(sha256=sha256).first()
    if document is None or document.signed_with is None:
        return None
    used = document.signed_with
    found = signing.examine(bytes(document.pdf), known=signing.certificates.read(used.pem + used.chain))
    return Signature(
        holds=found is not None and found.holds,
        by=used.subject,
        fingerprint=used.fingerprint,
        is_demonstration=used.is_demonstration,
        level=document.level,
        at=found.at if found else None,
        is_timestamped=found is not None and found.has_timestamp,
    )


def _introduced(row: SigningCertificate) -> str:
    """PEM readers skip what stands outside of the certificates."""
    first, last = row.valid_from.date(), row.valid_until.date()
    about = "Demonstration key, vouches for nobody" if row.is_demonstration else "Signs decision records"
    names = f"Subject: {row.subject}\nIssuer: {row.issuer}\nValid: {first} to {last}"
    return f"{about}\n{names}\nSHA-256: {row.fingerprint}\n"
