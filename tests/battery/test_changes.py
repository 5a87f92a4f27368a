"""What would change a result, held against brute force on rules and answers by chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue import small
from tests.evaluation import changing

EACH = 100


@pytest.mark.parametrize("first", range(10_000, 11_000, EACH))
def test_brute_force_finds_nothing_smaller_and_nothing_else(tmp_path: Path, first: int) -> None:
    edition = small.edition(tmp_path)

    assert changing.first_fault(edition, seeds=range(first, first + EACH)) is None
