"""Names of uploaded files, fit to be stored, shown and offered for download."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
_PATH = re.compile(r"[/\\:*?\"<>|]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(raw: str) -> str:
    """NFC, without folders, control and direction characters; at most 200 characters, the suffix kept."""
    base = re.split(r"[/\\]", raw)[-1]
    seen = "".join(sign for sign in base if unicodedata.category(sign) not in _UNSEEN)
    name = " ".join(_PATH.sub("_", unicodedata.normalize("NFC", seen)).split()).lstrip(".")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        return name[:LONGEST] or "file"
    return f"{stem.rstrip('. ')[: LONGEST - len(suffix) - 1] or 'file'}.{suffix}"[:LONGEST]
