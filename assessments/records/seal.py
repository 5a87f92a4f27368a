"""What a record says of its own electronic signature, before it is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seal:
    by: str
    """Whom the certificate names."""
    issuer: str
    """Who issued it."""
    demonstration: bool
    """With a key that the portal made for itself: vouches for nothing."""
    timestamped: bool
    """A timestamp service (RFC 3161) attests when."""
