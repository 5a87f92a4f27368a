"""Opens the key that signs: from a file, from a token, or one that the portal makes for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509 import Certificate

from assessments.signing import certificates, demonstration
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.configuration import Configuration
from assessments.signing.keys import Keys


@contextmanager
def opened(configuration: Configuration) -> Iterator[Keys]:
    """The key the configuration names. A token's session is closed at the end.

    Raises ``SigningFailed`` when the key cannot be reached.
    """
    if configuration.module:
        from assessments.signing import tokens

        with tokens.opened(configuration) as keys:
            yield keys
    else:
        yield from_file(configuration)


def from_file(configuration: Configuration) -> Keys:
    """From the PKCS#12 file given, else from the demonstration's."""
    try:
        if configuration.pkcs12:
            return _read(configuration.pkcs12, configuration=configuration)
        return _read(demonstration.file_in(configuration.folder), configuration=configuration)
    except (OSError, ValueError) as error:
        raise SigningFailed(Cause.KEY, str(error)) from error


def _read(path: Path, *, configuration: Configuration) -> Keys:
    held = pkcs12.load_pkcs12(path.read_bytes(), configuration.passphrase.encode() or None)
    if held.key is None or held.cert is None:
        raise ValueError(f"{path} holds no key with its certificate")
    chain = (
        *(one.certificate for one in held.additional_certs),
        *certificates.read_file(configuration.chain),
    )
    secret = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Keys(
        certificate=held.cert.certificate,
        chain=chain,
        is_demonstration=configuration.pkcs12 is None,
        signer=lambda: _signer(held.cert.certificate, chain, secret),  # type: ignore[union-attr]
    )


def _signer(certificate: Certificate, chain: tuple[Certificate, ...], secret: bytes) -> Any:
    from assessments.signing import pades

    return pades.signer(certificate, chain, secret)
