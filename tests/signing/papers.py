"""Small documents to sign, and configurations to sign them with."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from assessments.signing import Configuration, Level, Signed, opened
from tests.signing.pki import PASSPHRASE, Infrastructure

REASON = "NHRC-FR-2026-0001-v1"


@cache
def tiny() -> bytes:
    """One empty page."""
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper, deterministic_id=True)
    return paper.getvalue()


def with_key(
    pki: Infrastructure, *, level: Level = Level.B, seal: str = "seal", **more: Any
) -> Configuration:
    """Timestamps come from the infrastructure's own service."""
    given: dict[str, Any] = {
        "pkcs12": pki.pkcs12(seal),
        "passphrase": PASSPHRASE,
        "chain": pki.chain,
        "timestamp_url": pki.timestamp_url if level != Level.B else "",
        "folder": Path("/nowhere"),
    }
    return Configuration(level=level, **given | more)


def signed(configuration: Configuration, document: bytes | None = None) -> Signed:
    with opened(configuration) as signer:
        return signer.sign(document or tiny(), reason=REASON)
