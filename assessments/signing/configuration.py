"""What the settings say about signing: which key, which level, which timestamp service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings


class Level(StrEnum):
    """Of PAdES (ETSI EN 319 142-1). Each holds what the one before it holds."""

    B = "B-B"
    """The signature alone."""
    T = "B-T"
    """And a timestamp: the signature existed at a time that somebody else attests."""
    LT = "B-LT"
    """And all certificates and revocation data: it can be validated after they are gone."""
    LTA = "B-LTA"
    """And a timestamp over all of it: it can be validated after the certificates have expired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    level: Level
    pkcs12: Path | None = None
    passphrase: str = ""
    module: Path | None = None
    """The library that speaks PKCS#11 to the token."""
    token: str = ""
    key_label: str = ""
    pin: str = ""
    chain: Path | None = None
    """PEM: issuers of the signing certificate, root of the timestamp service."""
    timestamp_url: str = ""
    timestamp_seconds: float = 20.0
    """The service must have answered wholly by then."""
    folder: Path
    """Where the demonstration key lies."""

    @property
    def has_keys(self) -> bool:
        return bool(self.pkcs12 or self.module)

    def contradictions(self) -> Iterator[str]:
        """In words, for whoever runs the portal."""
        if self.pkcs12 and self.module:
            yield "both SIGNING_PKCS12 and SIGNING_PKCS11_MODULE are set"
        if self.module and not (self.token and self.key_label and self.pin):
            yield "SIGNING_PKCS11_MODULE needs SIGNING_PKCS11_TOKEN, _KEY and _PIN"
        if self.level != Level.B and not self.timestamp_url:
            yield f"SIGNING_LEVEL {self.level} needs TIMESTAMP_URL"
        if self.timestamp_url and not self.chain:
            yield "TIMESTAMP_URL needs SIGNING_CHAIN, a file with the root certificate of that service"
        if self.timestamp_url and self.level == Level.B:
            yield "TIMESTAMP_URL is set, but SIGNING_LEVEL B-B holds no timestamp"
        if self.level in {Level.LT, Level.LTA} and not self.has_keys:
            yield f"SIGNING_LEVEL {self.level} needs a key of yours: nobody answers for the demonstration's"


def configured() -> Configuration:
    """From the settings. Raises ``ValueError`` for a level that does not exist."""
    given = settings.SIGNING
    level = given["LEVEL"] or (Level.T if given["TIMESTAMP_URL"] else Level.B)
    return Configuration(
        level=Level(level),
        pkcs12=_path(given["PKCS12"]),
        passphrase=given["PKCS12_PASSPHRASE"],
        module=_path(given["PKCS11_MODULE"]),
        token=given["PKCS11_TOKEN"],
        key_label=given["PKCS11_KEY"],
        pin=given["PKCS11_PIN"],
        chain=_path(given["CHAIN"]),
        timestamp_url=given["TIMESTAMP_URL"],
        folder=settings.DATA_DIR / "signing",
    )


def _path(text: str) -> Path | None:
    return Path(text) if text else None
