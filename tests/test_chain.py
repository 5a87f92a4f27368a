"""The arithmetic of the ledger: any change, gap or swap in a chain shows."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from assessments import chain

TEXTS = ["one", "two", "three"]


def linked(texts):
    previous, entries = chain.GENESIS, []
    for text in texts:
        previous = chain.link(previous, text)
        entries.append((previous, text))
    return entries


def test_the_first_link_is_the_published_one():
    assert (
        chain.link(chain.GENESIS, '{"가":1}')
        == "f953debdba010ebaf20f78099b43be02e6c439d7c7210fee97a3899c6dce3fb3"
    )


def test_an_untouched_chain_has_no_break():
    assert chain.first_break(linked(TEXTS)) is None


def test_an_empty_chain_has_no_break():
    assert chain.first_break([]) is None


@pytest.mark.parametrize(
    ("tamper", "index"),
    [
        (lambda entries: [*entries[:1], (entries[1][0], "2"), *entries[2:]], 1),
        (lambda entries: entries[:1] + entries[2:], 1),
        (lambda entries: entries[1:], 0),
        (lambda entries: [entries[1], entries[0], entries[2]], 0),
        (lambda entries: [*entries, entries[2]], 3),
        (lambda entries: [*entries[:2], (chain.link(chain.GENESIS, "three"), "three")], 2),
    ],
    ids=["changed", "dropped", "beheaded", "reordered", "repeated", "begun anew"],
)
def test_first_break_finds_what_was_tampered_with(tamper, index):
    assert chain.first_break(tamper(linked(TEXTS))) == index


@given(st.lists(st.text(), min_size=1, max_size=8), st.data())
def test_every_changed_text_is_found(texts, data):
    entries = linked(texts)
    index = data.draw(st.integers(0, len(entries) - 1))
    forged = data.draw(st.text().filter(lambda text: text != texts[index]))

    entries[index] = (entries[index][0], forged)

    assert chain.first_break(entries) == index


@given(st.lists(st.text(), min_size=2, max_size=8), st.data())
def test_every_dropped_entry_but_the_last_is_found(texts, data):
    entries = linked(texts)
    index = data.draw(st.integers(0, len(entries) - 2))

    del entries[index]

    assert chain.first_break(entries) == index


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert chain.canonical({"b": 1, "a": "한"}) == chain.canonical({"a": "한", "b": 1}) == '{"a":"한","b":1}'


def test_canonical_refuses_what_json_cannot_carry():
    with pytest.raises(TypeError):
        chain.canonical({"when": object()})
