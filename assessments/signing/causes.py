"""Why a document could not be signed, in the few ways that somebody can do something about."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    KEY = "key"
    """The key cannot be reached: file, passphrase, token or PIN."""
    CERTIFICATE = "certificate"
    """Expired, not yet valid, revoked; or its issuer cannot be asked whether it is."""
    TIMESTAMP = "timestamp"
    """The timestamp service is away, slow, or answers what is no timestamp."""
    SIGNATURE = "signature"
    """What came out does not verify."""


class SigningFailed(Exception):
    """Nothing was signed; it may be tried again."""

    def __init__(self, cause: Cause, detail: str) -> None:
        super().__init__(f"{cause}: {detail}")
        self.cause = cause
