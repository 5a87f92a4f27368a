"""Asks the issuer of a certificate whether it was revoked. Slow to import; import it where it is used."""

from __future__ import annotations

import logging

import aiohttp
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from assessments.signing import waiting
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.keys import Keys
from assessments.signing.pades import asking, asn1

_log = logging.getLogger(__name__)


def refuse_revoked(keys: Keys) -> None:
    """Raises ``SigningFailed`` when the certificate, or one above it, was revoked.

    That nobody answers is only logged: what is signed without revocation data promises nothing about it.
    """
    try:
        unanswered = waiting.run(_unanswered(keys))
    except RevokedError as error:
        raise SigningFailed(Cause.CERTIFICATE, str(error)) from error
    except (PathError, ValidationError) as error:
        unanswered = str(error)
    if unanswered:
        _log.warning("nobody says whether the signing certificate was revoked: %s", unanswered)


async def _unanswered(keys: Keys) -> str:
    """What could not be found out. Whoever says "revoked" is believed, whatever else is away."""
    async with aiohttp.ClientSession(trust_env=True) as session:
        context = asking(keys, session, mode="soft-fail")
        await CertificateValidator(asn1(keys.certificate), validation_context=context).async_validate_path()
        return "; ".join(map(str, context.soft_fail_exceptions))
