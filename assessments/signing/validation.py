"""Reads signatures with pyHanko, for ``examination``. Slow to import; import it where it is used."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from asn1crypto import cms
from cryptography.x509 import Certificate, load_der_x509_certificate
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    SignatureCoverageLevel,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from assessments.signing import waiting
from assessments.signing.certificates import fingerprint, is_valid_at, roots
from assessments.signing.examination import Examination
from assessments.signing.pades import FIELD, asn1


def examine(document: bytes, known: tuple[Certificate, ...]) -> Examination | None:
    try:
        return waiting.run(_examine(document, known))
    except (PdfReadError, SignatureValidationError, ValueError, KeyError, IndexError):
        return None


async def _examine(document: bytes, known: tuple[Certificate, ...]) -> Examination | None:
    reader = PdfFileReader(io.BytesIO(document))
    found = next((one for one in reader.embedded_regular_signatures if one.field_name == FIELD), None)
    if found is None:
        return None
    stamped_at = _stamped_at(found)
    at = stamped_at or found.self_reported_timestamp
    if at is None:
        return None
    status = await async_validate_pdf_signature(
        found,
        signer_validation_context=_context(known, at),
        ts_validation_context=_context(roots(known), at),
        skip_diff=True,  # it takes seconds; instead, the last signature must cover the whole file
    )
    certificate = load_der_x509_certificate(found.signer_cert.dump())
    is_known = fingerprint(certificate) in {fingerprint(one) for one in known}
    stamp = status.timestamp_validity
    return Examination(
        is_intact=status.intact and status.valid and await _covers_all(reader, found, status, known),
        is_known=is_known and is_valid_at(certificate, at),
        certificate=certificate,
        at=at,
        has_timestamp=bool(stamp and stamp.intact and stamp.valid and stamp.trusted),
    )


async def _covers_all(
    reader: PdfFileReader,
    seal: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    known: tuple[Certificate, ...],
) -> bool:
    """The seal covers the file, or an archive timestamp does that a known service put on seal and all."""
    last = reader.embedded_signatures[-1]
    if last.field_name == seal.field_name:
        return status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    context = _context(roots(known), _time_of(last.signed_data))
    stamp = await async_validate_pdf_timestamp(last, context, skip_diff=True)
    is_good = stamp.intact and stamp.valid and stamp.trusted
    return bool(is_good and stamp.coverage == SignatureCoverageLevel.ENTIRE_FILE)


def _stamped_at(seal: EmbeddedPdfSignature) -> datetime | None:
    token = next(extract_tst_data_iter(seal.signer_info, signed=False), None)
    return _time_of(token) if token else None


def _time_of(token: cms.SignedData) -> datetime:
    at: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return at


def _context(trusted: Iterable[Certificate], at: datetime) -> ValidationContext:
    """As things were when the signature was made; nothing is fetched."""
    return ValidationContext(trust_roots=[asn1(one) for one in trusted], moment=at, allow_fetching=False)
