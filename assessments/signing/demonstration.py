"""A key the portal makes for itself when nobody gave it one: shows signing, vouches for nothing."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    KeyUsage,
    Name,
    NameAttribute,
    NameOID,
    SubjectKeyIdentifier,
    random_serial_number,
)

FILE = "demonstration.p12"
VALID_FOR = timedelta(days=3652)
_MISSET_CLOCKS = timedelta(minutes=5)


def file_in(folder: Path) -> Path:
    """The PKCS#12 file, made now if there is none. Two processes that make one at once end with the same."""
    path = folder / FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = folder / f"{FILE}.{secrets.token_hex(8)}"
        try:
            new.touch(mode=0o600)
            new.write_bytes(_make(datetime.now(UTC)))
            os.link(new, path)  # unlike a rename it never replaces another's
        except FileExistsError:
            pass
        finally:
            new.unlink(missing_ok=True)
    return path


def _make(now: datetime) -> bytes:
    """An authority and one key under it. The authority's own key is not kept: it signs this once."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name("Demonstration CA (made by the portal for itself)")
    root = _certificate(root_name, key=root_key, issuer=root_name, issuer_key=root_key, now=now)
    name = _name("Demonstration seal (not of any authority)")
    own = _certificate(name, key=key, issuer=root_name, issuer_key=root_key, now=now)
    return pkcs12.serialize_key_and_certificates(b"demonstration", key, own, [root], NoEncryption())


def _name(common: str) -> Name:
    return Name(
        [
            NameAttribute(NameOID.ORGANIZATION_NAME, "Demonstration"),
            NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    name: Name,
    *,
    key: ec.EllipticCurvePrivateKey,
    issuer: Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> Certificate:
    is_root = name == issuer
    return (
        CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(now - _MISSET_CLOCKS)
        .not_valid_after(now + VALID_FOR)
        .add_extension(BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(_usage(is_root=is_root), critical=True)
        .add_extension(SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, SHA256())
    )


def _usage(*, is_root: bool) -> KeyUsage:
    return KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
