from __future__ import annotations

from itertools import product

import pytest

from assessments.enums import Outcome
from assessments.evaluation import tally

YES, BUT, NO = Outcome.APPROVED, Outcome.CONDITIONAL, Outcome.REJECTED


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ([YES, YES, YES], YES),
        ([BUT, BUT, BUT, BUT, NO], BUT),
        ([NO, NO, NO, BUT, BUT], NO),
        (["rejected", "rejected", "rejected"], NO),
        ([YES, YES, None, YES], YES),
        ([YES, YES, NO], None),
        ([YES, YES], None),
        ([YES, YES, BUT, BUT, NO], None),
        ([YES, YES, None], None),
        ([YES, YES, YES, NO, NO, NO], None),
        ([YES, YES, YES, YES, NO, NO, NO], YES),
        ([None, None, None], None),
        ([], None),
    ],
)
def test_three_present_and_three_in_favour_of_the_same_outcome_carry_it(votes, outcome):
    assert tally(votes).outcome == outcome


def test_a_tally_counts_presence_and_votes():
    counted = tally([YES, None, NO, NO])

    assert (counted.present, counted.quorate) == (4, True)
    assert counted.in_favour == {YES: 1, BUT: 0, NO: 2}


def test_two_present_are_no_quorum():
    assert not tally([YES, YES]).quorate


def test_in_a_panel_of_five_at_most_one_outcome_is_carried():
    for votes in product([YES, BUT, NO, None], repeat=5):
        carried = [outcome for outcome in Outcome if votes.count(outcome) >= 3]
        assert tally(votes).outcome == (carried[0] if carried else None)


def test_a_vote_for_anything_else_is_refused():
    with pytest.raises(ValueError, match="maybe"):
        tally(["maybe"])
