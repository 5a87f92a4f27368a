"""X.509 certificates: read from PEM, named in words, told apart by their fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, Name, NameOID, load_pem_x509_certificates
from cryptography.x509.oid import ExtensionOID

_WHO_ANSWERS = frozenset([ExtensionOID.AUTHORITY_INFORMATION_ACCESS, ExtensionOID.CRL_DISTRIBUTION_POINTS])


def fingerprint(certificate: Certificate) -> str:
    """SHA-256 over the DER bytes, 64 hex digits."""
    return certificate.fingerprint(SHA256()).hex()


def words(name: Name) -> str:
    """The common name, or the whole name where there is none."""
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def pem(certificates: Iterable[Certificate]) -> str:
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in certificates)


def read(text: str) -> tuple[Certificate, ...]:
    """Raises ``ValueError`` when there is none in it."""
    return tuple(load_pem_x509_certificates(text.encode()))


def read_file(path: Path | None) -> tuple[Certificate, ...]:
    return read(path.read_text(encoding="utf-8")) if path else ()


def roots(certificates: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """Those that name themselves as their issuer."""
    return tuple(one for one in certificates if one.subject == one.issuer)


def is_valid_at(certificate: Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def names_who_answers(certificate: Certificate) -> bool:
    """Whether it says where to ask if it was revoked: a responder (OCSP) or a list (CRL)."""
    return any(extension.oid in _WHO_ANSWERS for extension in certificate.extensions)
