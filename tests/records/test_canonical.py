"""Canonical JSON: the examples of RFC 8785 and what it cannot say."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given, strategies as st

from assessments.records.canonical import canonical, sha256

NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}
"""From RFC 8785, appendix B: the bits of a double, and how it is written."""
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize(("bits", "written"), NUMBERS.items())
def test_numbers_are_written_as_the_standard_lists_them(bits, written):
    number = struct.unpack(">d", bytes.fromhex(bits))[0]

    assert canonical(number) == written.encode()


def test_keys_are_ordered_by_utf16_code_units():
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]

    written = json.loads(
        canonical(dict.fromkeys(keys, 0)), object_pairs_hook=lambda pairs: [key for key, _ in pairs]
    )

    assert written == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_text_is_escaped_only_where_it_must_be():
    assert canonical("\u20ac$\u000f\nA'B\"\\/") == '"€$\\u000f\\nA\'B\\"\\\\/"'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, -(2**53), "\ud800"])
def test_what_json_cannot_say_exactly_is_refused(value):
    with pytest.raises(ValueError, match=r".+"):
        canonical([value])


@pytest.mark.parametrize("value", [b"bytes", {1: "key"}, object(), {1, 2}])
def test_what_json_has_no_words_for_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@given(values)
def test_canonical_json_is_json_and_says_the_same(value):
    assert json.loads(canonical(value), parse_int=float) == value


@given(st.dictionaries(texts, values, max_size=5))
def test_the_order_of_keys_does_not_change_the_digest(table):
    reordered = dict(sorted(table.items(), reverse=True))

    assert sha256(reordered) == sha256(table)
