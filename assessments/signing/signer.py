"""Signs documents as the configuration says, and hands out none whose signature does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.x509 import Certificate

from assessments.signing import certificates
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.configuration import Configuration, Level
from assessments.signing.examination import Examination
from assessments.signing.keys import Keys
from assessments.signing.opening import opened as keys_opened


@dataclass(frozen=True, slots=True)
class Signed:
    pdf: bytes
    at: datetime
    """As the timestamp says, or else this machine's clock."""


@dataclass(frozen=True, slots=True)
class Signer:
    keys: Keys
    configuration: Configuration

    @property
    def level(self) -> Level:
        return self.configuration.level

    def sign(self, document: bytes, *, reason: str) -> Signed:
        """The document with a signature that was checked. Raises ``SigningFailed``."""
        from assessments.signing import pades, timestamps

        self.refuse_outside_validity()
        url, seconds = self.configuration.timestamp_url, self.configuration.timestamp_seconds
        service = timestamps.TimestampService(url, seconds=seconds) if self.level != Level.B else None
        pdf = pades.sign(document, keys=self.keys, level=self.level, reason=reason, service=service)
        known = (self.keys.certificate, *self.keys.chain)
        found = examine(pdf, known=known)
        if found is None or not found.holds or not pdf.startswith(document):
            raise SigningFailed(Cause.SIGNATURE, f"it does not hold: {found}")
        if service and not found.has_timestamp:
            raise SigningFailed(
                Cause.TIMESTAMP, "its token does not hold, or its root is not in SIGNING_CHAIN"
            )
        return Signed(pdf, found.at)

    def refuse_outside_validity(self) -> None:
        own = self.keys.certificate
        if not certificates.is_valid_at(own, datetime.now(UTC)):
            until = f"{own.not_valid_before_utc:%Y-%m-%d} to {own.not_valid_after_utc:%Y-%m-%d}"
            raise SigningFailed(Cause.CERTIFICATE, f"it is valid from {until} only")

    def refuse_revoked(self) -> None:
        """From B-LT on signing itself asks, each time, and wants an answer."""
        if self.level in {Level.LT, Level.LTA} or not certificates.names_who_answers(self.keys.certificate):
            return
        from assessments.signing import revocation

        revocation.refuse_revoked(self.keys)


@contextmanager
def opened(configuration: Configuration) -> Iterator[Signer]:
    """Raises ``SigningFailed`` when the key cannot be reached, or its certificate is not valid or revoked."""
    with keys_opened(configuration) as keys:
        signer = Signer(keys, configuration)
        signer.refuse_outside_validity()
        signer.refuse_revoked()
        yield signer


def examine(document: bytes, *, known: Iterable[Certificate]) -> Examination | None:
    """What is to be said of the document's seal; None when it carries none that can be read.

    It opens the document: only for those that are known to be the portal's own, never for a stranger's.
    """
    from assessments.signing import validation

    return validation.examine(document, tuple(known))
