"""Checks a PDF against the machine-checkable rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

A floor, not a certificate: veraPDF and a person with a screen reader know more. Run it on files by hand with
``python -m tests.records.pdfcheck FILE...``.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf

from tests.records.pdfrules import colours, content, file, fonts, metadata, structure


class Fault(NamedTuple):
    rule: str
    """Standard and clause."""
    message: str


Rule = Callable[[pikepdf.Pdf], Iterator[tuple[str, str]]]
RULES: tuple[Rule, ...] = (
    *file.RULES,
    *metadata.RULES,
    *fonts.RULES,
    *structure.RULES,
    *content.RULES,
    *colours.RULES,
)


def check(document: bytes, *, rules: Iterable[Rule] = RULES) -> list[Fault]:
    """Every fault found, in the order of the rules; an empty list for a file that passes."""
    faults = [Fault(*fault) for fault in file.header(document)]
    with pikepdf.open(io.BytesIO(document)) as pdf:
        faults += [Fault(*fault) for rule in rules for fault in rule(pdf)]
    return faults


if __name__ == "__main__":
    found = {name: check(Path(name).read_bytes()) for name in sys.argv[1:]}
    for name, faults in found.items():
        print(name, "PASS" if not faults else f"{len(faults)} faults")  # noqa: T201
        for fault in faults[:40]:
            print("   ", fault.rule, "-", fault.message)  # noqa: T201
    sys.exit(any(found.values()))
