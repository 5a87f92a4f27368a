"""Samples drawn by lot: the same for everybody who knows the seed, and nobody's choice."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from assessments import lots

NUMBERS = [f"NHRC-FR-2026-{number:04}" for number in range(1, 101)]


def test_the_numbers_with_the_least_hashes_are_drawn():
    hashed = {hashlib.sha256(f"4711 {number}".encode()).hexdigest(): number for number in NUMBERS}

    drawn = lots.draw(NUMBERS, seed="4711", size=20)

    assert drawn == [number for _, number in sorted(hashed.items())][:20]


def test_a_draw_once_made_stays_as_it_is():
    drawn = lots.draw(NUMBERS, seed="4711", size=3)

    assert drawn == ["NHRC-FR-2026-0056", "NHRC-FR-2026-0072", "NHRC-FR-2026-0046"]
    assert lots.digest(NUMBERS) == "de22e6a278bda6958220b90f41fc3511475e7b5ad944def621d849cbe72c9635"


def test_neither_order_nor_versions_nor_repetition_change_the_draw():
    versions = [f"{number}-v{version}" for number in reversed(NUMBERS) for version in (2, 1)]

    assert lots.draw(versions, seed="x", size=10) == lots.draw(NUMBERS, seed="x", size=10)
    assert lots.digest(versions) == lots.digest(NUMBERS)


@pytest.mark.parametrize("size", [0, 1, 99, 100, 500])
def test_a_larger_sample_begins_with_every_smaller_one(size):
    everything = lots.draw(NUMBERS, seed="s", size=len(NUMBERS))

    assert lots.draw(NUMBERS, seed="s", size=size) == everything[:size]
    assert sorted(everything) == NUMBERS


def test_over_many_seeds_every_decision_is_drawn_about_as_often():
    drawn = Counter(number for seed in range(2_000) for number in lots.draw(NUMBERS, seed=str(seed), size=10))

    # 200 expected, with a standard deviation of 13.4.
    assert set(drawn) == set(NUMBERS)
    assert all(130 < count < 270 for count in drawn.values())
