"""Draws a sample by lot, so that whoever knows the seed draws the same one from the public register.

The whole algorithm: every decision is known by its number without the version. For each, take SHA-256 of the
text "SEED NUMBER" (one space, UTF-8) in hex digits. Order the numbers by that; the first ones are drawn.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_VERSION = re.compile(r"-v[0-9]+$")


def draw(numbers: Iterable[str], *, seed: str, size: int) -> list[str]:
    """In the order drawn: a larger sample begins with every smaller one. All of them, if there are fewer."""
    return sorted(population(numbers), key=lambda number: (lot(number, seed=seed), number))[:size]


def population(numbers: Iterable[str]) -> list[str]:
    """Each decision once, sorted, whatever versions its record has had."""
    return sorted({_VERSION.sub("", number) for number in numbers})


def lot(number: str, *, seed: str) -> str:
    """64 hex digits that nobody can choose, and everybody can compute."""
    return hashlib.sha256(f"{seed} {number}".encode()).hexdigest()


def digest(numbers: Iterable[str]) -> str:
    """SHA-256 of what was drawn from: its numbers, sorted, one per line, each line ended."""
    return hashlib.sha256("".join(f"{number}\n" for number in population(numbers)).encode()).hexdigest()
