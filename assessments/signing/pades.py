"""Signs a finished PDF (PAdES) by appending to it: what was finished stays, byte for byte, at its beginning.

Slow to import; import it where it is used.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import aiohttp
from asn1crypto import keys as asn1_keys, x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfTimeStamper,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from assessments.signing import waiting
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.configuration import Level
from assessments.signing.keys import Keys
from assessments.signing.timestamps import TimestampService

DIGEST = "sha256"
FIELD = "Seal"
FIELD_IN_WORDS = "위원회 전자서명 (electronic signature of the commission)"
REVOCATION_SECONDS = 15
"""To fetch one list or answer of an issuer."""
_UNSEEN = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
"""PDF/A wants it printable and not hidden; PDF/UA leaves alone what lies outside the page."""
_TOGETHER = DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)
_BEFORE = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


class _Appender(IncrementalPdfFileWriter):
    """Leaves the metadata packet as it is: pyHanko would rewrite it, and not as PDF/A wants it."""

    def _update_meta(self) -> None:
        pass


def signer(certificate: Certificate, chain: Iterable[Certificate], secret: bytes) -> signers.SimpleSigner:
    """From a private key in PKCS#8."""
    return signers.SimpleSigner(
        signing_cert=asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore.from_certs(  # type: ignore[no-untyped-call]
            [asn1(one) for one in chain]
        ),
    )


def sign(
    document: bytes, *, keys: Keys, level: Level, reason: str, service: TimestampService | None
) -> bytes:
    """Begins with ``document``. Raises ``SigningFailed``."""
    try:
        return waiting.run(_sign(document, keys=keys, level=level, reason=reason, service=service))
    except (PathError, ValidationError, SignatureValidationError) as error:
        raise SigningFailed(Cause.CERTIFICATE, str(error)) from error
    except SigningError as error:
        why = error.__cause__
        cause = Cause.CERTIFICATE if isinstance(why, (PathError, ValidationError)) else Cause.KEY
        raise SigningFailed(cause, f"{error}: {why}") from error


async def _sign(
    document: bytes, *, keys: Keys, level: Level, reason: str, service: TimestampService | None
) -> bytes:
    async with aiohttp.ClientSession(trust_env=True) as session:
        is_long_term = level in {Level.LT, Level.LTA}
        context = asking(keys, session, mode="hard-fail") if is_long_term else None
        signed = io.BytesIO()
        by_whom = signers.PdfSigner(
            _about(level, reason=reason, context=context),
            signer=keys.signer(),
            timestamper=service,
            new_field_spec=SigFieldSpec(
                FIELD, readable_field_name=FIELD_IN_WORDS, invis_sig_settings=_UNSEEN
            ),
        )
        await by_whom.async_sign_pdf(_Appender(io.BytesIO(document)), output=signed)
        if level == Level.LTA and service:
            return await _archived(signed, context=context, service=service)
        return signed.getvalue()


def _about(level: Level, *, reason: str, context: ValidationContext | None) -> signers.PdfSignatureMetadata:
    """Certified, and nothing may be changed: archive timestamps may still be appended."""
    return signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm=DIGEST,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=level in {Level.LT, Level.LTA},
        validation_context=context,
        dss_settings=_TOGETHER,
    )


async def _archived(signed: io.BytesIO, *, context: Any, service: TimestampService) -> bytes:
    """With a timestamp over the document, its signature and what validates it."""
    stamped = io.BytesIO()
    stamper = PdfTimeStamper(service, field_name="Timestamp", invis_settings=_UNSEEN)
    await stamper.async_timestamp_pdf(
        _Appender(signed), DIGEST, validation_context=context, output=stamped, dss_settings=_BEFORE
    )
    return stamped.getvalue()


def asking(keys: Keys, session: aiohttp.ClientSession, *, mode: str) -> ValidationContext:
    """Whatever the chains need is fetched from their issuers. ``mode``: what holds when nobody answers."""
    return ValidationContext(
        trust_roots=[asn1(one) for one in keys.roots],
        other_certs=[asn1(one) for one in (keys.certificate, *keys.chain)],
        fetcher_backend=AIOHttpFetcherBackend(session=session, per_request_timeout=REVOCATION_SECONDS),
        allow_fetching=True,
        revocation_mode=mode,
        moment=datetime.now(UTC),
    )


def asn1(certificate: Certificate) -> asn1_x509.Certificate:
    """The same certificate as pyHanko's library knows it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
