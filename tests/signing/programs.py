"""Other people's programs on signed documents: poppler, qpdf and OpenSSL."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.signing.judged import seal


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine")
    return found


def said(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [program(name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)


def openssl(document: Path, chain: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The verdict of OpenSSL on the bytes that the signature covers."""
    content, found = document.read_bytes(), seal(document.read_bytes())
    first, end, again, rest = map(int, found.byte_range)
    (folder / "covered").write_bytes(content[first : first + end] + content[again : again + rest])
    (folder / "signature").write_bytes(found.pkcs7_content)
    files = ("-in", folder / "signature", "-content", folder / "covered", "-CAfile", chain)
    return said("openssl", "cms", "-verify", "-inform", "DER", "-binary", "-purpose", "any", *files)


def accepting(document: Path, chain: Path, folder: Path) -> list[str]:
    """Which of them find the signature valid."""
    verdicts = {
        "poppler": "Signature is Valid." in said("pdfsig", "-nocert", document).stdout,
        "OpenSSL": openssl(document, chain, folder).returncode == 0,
    }
    return [name for name, accepts in verdicts.items() if accepts]
