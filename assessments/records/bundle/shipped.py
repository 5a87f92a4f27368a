"""The files that every bundle brings along: what to read first, and the programs that check it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assessments.records.bundle.packing import Member

HERE = Path(__file__).parent
NAMES = ("README.en.txt", "README.ko.txt", "check.py", "verify.py")


@dataclass(frozen=True, slots=True)
class Verifier:
    """The verifier of single records, for anybody."""

    program: bytes
    sha256: str


def shipped() -> tuple[Member, ...]:
    return tuple(Member(name, [(HERE / name).read_bytes()]) for name in NAMES)


@cache
def verifier() -> Verifier:
    program = (HERE / "verify.py").read_bytes()
    return Verifier(program, hashlib.sha256(program).hexdigest())
