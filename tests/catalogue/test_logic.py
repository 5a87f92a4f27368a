from __future__ import annotations

from itertools import product

import pytest

from assessments.catalogue.logic import all_of, any_of, opposite

TRUTHS = (True, False, None)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_unknown_is_settled_by_what_decides_alone(left, right, both, either):
    assert all_of([left, right]) is all_of([right, left]) is both
    assert any_of([left, right]) is any_of([right, left]) is either


def test_the_opposite_of_unknown_is_unknown():
    assert [opposite(truth) for truth in TRUTHS] == [False, True, None]


def test_nothing_at_all_is_true_of_all_and_of_none():
    assert (all_of([]), any_of([])) == (True, False)


@pytest.mark.parametrize(("one", "two", "three"), list(product(TRUTHS, repeat=3)))
def test_the_laws_of_kleene_hold_for_every_three_truths(one, two, three):
    assert opposite(opposite(one)) is one
    assert opposite(all_of([one, two])) is any_of([opposite(one), opposite(two)])
    assert (
        all_of([one, all_of([two, three])])
        is all_of([all_of([one, two]), three])
        is all_of([one, two, three])
    )
    assert (
        any_of([one, any_of([two, three])])
        is any_of([any_of([one, two]), three])
        is any_of([one, two, three])
    )
    assert all_of([one, any_of([two, three])]) is any_of([all_of([one, two]), all_of([one, three])])
    assert any_of([one, all_of([two, three])]) is all_of([any_of([one, two]), any_of([one, three])])
    assert all_of([one, any_of([one, two])]) is one
    assert any_of([one, all_of([one, two])]) is one


def test_unknown_excludes_no_middle():
    assert any_of([None, opposite(None)]) is None
    assert all_of([None, opposite(None)]) is None
