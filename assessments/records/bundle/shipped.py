"""The files that every bundle brings along: what to read first, and the programs that check it."""

from __future__ import annotations

from pathlib import Path

from assessments.records.bundle.packing import Member

HERE = Path(__file__).parent
ALWAYS = ("README.en.txt", "README.ko.txt", "check.py")
VERIFIER = "verify.py"
"""The verifier of single records, if this portal has one; it stands beside this file."""


def shipped() -> tuple[Member, ...]:
    names = [*ALWAYS, *([VERIFIER] if (HERE / VERIFIER).is_file() else [])]
    return tuple(Member(name, [(HERE / name).read_bytes()]) for name in names)
