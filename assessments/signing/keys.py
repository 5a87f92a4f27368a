"""A key that signs, with its certificate and what the chain above it consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.x509 import Certificate

from assessments.signing import certificates


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    certificate: Certificate
    chain: tuple[Certificate, ...]
    """All others: issuers up to the roots, and the root of the timestamp service."""
    is_demonstration: bool
    signer: Callable[[], Any]
    """Makes what pyHanko signs with."""

    @property
    def roots(self) -> tuple[Certificate, ...]:
        """What chains must end in."""
        return certificates.roots((self.certificate, *self.chain))
