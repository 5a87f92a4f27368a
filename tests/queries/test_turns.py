"""Every state says what happens next."""

from __future__ import annotations

import pytest

from assessments.enums import State
from assessments.queries import turns


@pytest.mark.parametrize("state", list(State))
def test_every_state_says_what_happens_next(state: State) -> None:
    assert str(turns.what_next(state))
