"""Keys that never leave their token: a smart card or a hardware security module, spoken to with PKCS#11."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pkcs11
from cryptography.x509 import Certificate, load_der_x509_certificate
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from assessments.signing import certificates
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.configuration import Configuration
from assessments.signing.keys import Keys
from assessments.signing.pades import asn1


@contextmanager
def opened(configuration: Configuration) -> Iterator[Keys]:
    """The key and the certificate of that label. The session is closed at the end."""
    session = _session(configuration)
    try:
        yield _keys(session, configuration)
    except pkcs11.PKCS11Error as error:
        raise SigningFailed(Cause.KEY, f"token {configuration.token}: {error!r}") from error
    finally:
        session.close()


def _session(configuration: Configuration) -> Any:
    try:
        return open_pkcs11_session(
            str(configuration.module),
            token_criteria=TokenCriteria(label=configuration.token),
            user_pin=configuration.pin,
        )
    except (pkcs11.PKCS11Error, SigningError, RuntimeError) as error:
        raise SigningFailed(Cause.KEY, f"token {configuration.token}: {error!r}") from error


def _keys(session: Any, configuration: Configuration) -> Keys:
    chain = certificates.read_file(configuration.chain)
    signer = _signer(session, configuration, chain)
    try:
        own = load_der_x509_certificate(signer.signing_cert.dump())
    except (pkcs11.PKCS11Error, SigningError) as error:
        raise SigningFailed(Cause.KEY, f"{configuration.key_label}: {error!r}") from error
    return Keys(certificate=own, chain=chain, is_demonstration=False, signer=lambda: signer)


def _signer(session: Any, configuration: Configuration, chain: tuple[Certificate, ...]) -> PKCS11Signer:
    """The digest is made here and only that is sent to the token, which is what every token can sign."""
    return PKCS11Signer(
        session,
        cert_label=configuration.key_label,
        key_label=configuration.key_label,
        ca_chain=[asn1(one) for one in chain],
        use_raw_mechanism=True,
    )
