"""Faults to plant in a record, told apart like the rules: every message of the checker is reached by one."""

from __future__ import annotations

from tests.records.plants import colours, content, file, fonts, metadata, structure
from tests.records.plants.planting import Fault

FAULTS: dict[str, tuple[Fault, ...]] = {
    "file": file.FAULTS,
    "metadata": metadata.FAULTS,
    "fonts": fonts.FAULTS,
    "structure": structure.FAULTS,
    "content": content.FAULTS,
    "colours": colours.FAULTS,
}
"""By the module of :mod:`tests.records.pdfrules` whose rule finds it."""
