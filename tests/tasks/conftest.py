"""The keys and services of the tests of signing."""

from __future__ import annotations

from tests.signing.conftest import pki

__all__ = ["pki"]
