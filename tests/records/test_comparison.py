"""Two contents of one record compared field by field, with a name for every field."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from assessments import records
from assessments.catalogue import Text
from assessments.records.comparison import NO, YES, Difference, differences
from assessments.records.field_words import FIELDS
from assessments.records.wording import HEADINGS
from tests.records import sample

NOTHING: frozenset[str] = frozenset()


def field_names(kind: Any, seen: set[Any]) -> set[str]:
    """Of a dataclass and all that it consists of."""
    if arguments := get_args(kind):
        return set().union(*(field_names(one, seen) for one in arguments))
    if not is_dataclass(kind) or kind is Text or kind in seen:
        return set()
    seen.add(kind)
    hints = get_type_hints(kind)
    own = {field.name for field in fields(kind)}
    return own.union(*(field_names(hints[name], seen) for name in own))


def test_every_field_of_the_content_has_a_name_in_both_languages():
    assert field_names(records.RecordContent, set()) <= set(FIELDS)
    assert all(words.ko and words.en for words in FIELDS.values())


def frozen() -> Any:
    return json.loads(records.freeze(sample.content("EX-1")))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values that are not made of others."""
    if isinstance(value, dict) and value:
        return [leaf for name, item in value.items() for leaf in leaves(item, (*path, name))]
    if isinstance(value, list) and value:
        return [leaf for at, item in enumerate(value) for leaf in leaves(item, (*path, at))]
    return [path]


def test_equal_contents_differ_in_nothing():
    assert differences(frozen(), frozen(), apart_from=NOTHING) == []


def test_a_change_of_any_single_value_is_found_and_named():
    before = frozen()
    paths = leaves(before)
    missed = []

    for path in paths[::7]:
        after = json.loads(json.dumps(before))
        place = after
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = 4_711 if not isinstance(place[path[-1]], int) else "4711"
        found = differences(before, after, apart_from=NOTHING)
        if not found or found[0].place[0] != HEADINGS.get(path[0], FIELDS[path[0]]):
            missed.append(path)

    assert len(paths) > 1_000
    assert missed == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"outcome": "approved"}, {"outcome": "rejected"}, ("승인", "불승인")),
        ({"reasons": {"ko": "가", "en": "a"}}, {"reasons": "b"}, (Text("가", "a"), "b")),
        ({"notice": None}, {"notice": "x"}, (None, "x")),
        ({"restricted": True}, {"restricted": False}, (YES, NO)),
    ],
)
def test_values_are_said_in_words(before, after, found):
    (one,) = differences(before, after, apart_from=NOTHING)

    said = tuple(
        word.ko if isinstance(word, Text) and before.get("outcome") else word
        for word in (one.before, one.after)
    )
    assert said == found


def test_items_are_found_again_wherever_they_stand():
    one, other = {"number": "C1", "text": "a"}, {"number": "C2", "text": "b"}
    changed = {"number": "C2", "text": "c"}
    added = {"number": "C3", "text": "d"}

    found = differences(
        {"conditions": [one, other]}, {"conditions": [changed, one, added]}, apart_from=NOTHING
    )

    assert found == [
        Difference((FIELDS["conditions"], "C2", FIELDS["text"]), "b", "c"),
        Difference((FIELDS["conditions"], "C3"), None, "C3 · d"),
    ]


def test_items_that_changed_places_are_told():
    one, other = {"id": "A"}, {"id": "B"}

    (found,) = differences({"groups": [one, other]}, {"groups": [other, one]}, apart_from=NOTHING)

    assert (found.before, found.after) == ("A, B", "B, A")


def test_items_with_the_same_name_are_compared_one_by_one():
    cited = [{"evidence_id": "E1", "page": "1"}, {"evidence_id": "E1", "page": "2"}]
    other = [{"evidence_id": "E1", "page": "1"}, {"evidence_id": "E1", "page": "3"}]

    (found,) = differences({"evidence": cited}, {"evidence": other}, apart_from=NOTHING)

    assert found == Difference((FIELDS["evidence"], "2", FIELDS["page"]), "2", "3")


def test_fields_that_only_one_form_of_the_data_knows_are_no_difference():
    assert differences({"schema": 1}, {"seal": None, "schema": 2}, apart_from=frozenset({"schema"})) == []
