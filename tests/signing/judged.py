"""What pyHanko's validation makes of a document: an opinion that is not the portal's."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from cryptography.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, async_validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from assessments.signing import waiting
from assessments.signing.pades import asn1  # noqa: TID253 (these tests need pyHanko anyway)


def seal(document: bytes) -> EmbeddedPdfSignature:
    """The one signature that is not a timestamp."""
    found: EmbeddedPdfSignature
    (found,) = PdfFileReader(io.BytesIO(document)).embedded_regular_signatures
    return found


def judged(document: bytes, *, roots: Iterable[Certificate]) -> PdfSignatureStatus:
    """With every change since the signature looked at, and nothing fetched."""
    context = ValidationContext(trust_roots=[asn1(one) for one in roots], allow_fetching=False)
    return waiting.run(async_validate_pdf_signature(seal(document), signer_validation_context=context))


def judged_for_long(document: bytes, *, root: Certificate) -> Any:
    """By ETSI EN 319 102-1, clause 5.6.3, at the time of the clock, revocation data wanted for everything."""
    gathering = RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.NO_HISTORICAL_FETCH)
    return waiting.run(ades_lta_validation(seal(document), specification(root, gathering))).ades_subindic


def specification(
    root: Certificate, gathering: RevocationInfoGatheringSpec | None = None
) -> PdfSignatureValidationSpec:
    trust = SimpleTrustManager.build(trust_roots=[asn1(root)])
    policy = CertValidationPolicySpec(trust_manager=trust, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO))
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=policy,
            revinfo_gathering_policy=gathering or RevocationInfoGatheringSpec(),
        )
    )
