"""Does the signature of a document hold, who made it, and when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Examination:
    is_intact: bool
    """Not one byte was changed or added since it was signed, or since an archive timestamp was put on it."""
    is_known: bool
    """Made with one of the certificates it was compared with, while that was valid."""
    certificate: Certificate
    at: datetime
    """When it was made: as the timestamp says, or else as the signature itself says."""
    has_timestamp: bool
    """By a service whose root is among the certificates."""

    @property
    def holds(self) -> bool:
        return self.is_intact and self.is_known
