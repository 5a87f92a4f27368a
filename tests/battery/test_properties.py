"""What holds for any answers, tried on ten thousand drafts each."""

from __future__ import annotations

import pytest

from tests.evaluation.properties import PROPERTIES, Property, search

DRAFTS = 10_000


@pytest.mark.parametrize("held", PROPERTIES, ids=lambda held: held.__name__)
def test_for_any_answers(held: Property) -> None:
    assert search(held, drafts=DRAFTS, first=1_000_000) is None
