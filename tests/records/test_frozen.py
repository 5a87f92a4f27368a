"""A record's content survives its JSON, and its digest is that of the JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from assessments.catalogue import examples
from assessments.records import digest, freeze, thaw, verification_code
from tests.records import sample


@pytest.mark.parametrize("example_id", examples.example_ids())
def test_thawing_gives_back_what_was_frozen(example_id):
    content = sample.content(example_id)

    assert thaw(freeze(content)) == content


def test_the_digest_is_that_of_the_json_as_anybody_computes_it():
    content = sample.brief()

    assert digest(content) == hashlib.sha256(freeze(content)).hexdigest()


@pytest.mark.parametrize(
    "change", [{"number": "NHRC-FR-2026-0004-v2"}, {"notice": None}, {"interveners": ()}, {"law": ()}]
)
def test_every_change_of_what_is_said_changes_the_digest(change):
    content = sample.brief()
    same = all(getattr(content, name) == value for name, value in change.items())

    assert (digest(replace(content, **change)) == digest(content)) is same


def test_instants_are_frozen_in_utc():
    assert json.loads(freeze(sample.brief()))["decided_at"] == "2026-11-20T05:30:00Z"


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.pop("number"),
        lambda content: content.update(number=7),
        lambda content: content.update(number="NHRC-FR-2026-1"),
        lambda content: content.update(extra="field"),
        lambda content: content.update(outcome="maybe"),
        lambda content: content.update(decided_at="2026-11-20T05:30:00"),
        lambda content: content["vote"].update(round="1"),
        lambda content: content.update(law="none"),
    ],
)
def test_anything_else_is_refused(damage):
    content = json.loads(freeze(sample.brief()))
    damage(content)

    with pytest.raises(ValueError, match=r".+"):
        thaw(json.dumps(content))


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"text"', "[" * 100_000])
def test_what_is_no_content_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        thaw(text)


def test_the_code_is_the_beginning_of_the_digest_in_letters_that_are_not_misread():
    assert verification_code("0" * 64) == "0000-0000-0000"
    assert verification_code("f" * 64) == "ZZZZ-ZZZZ-ZZZZ"
    assert verification_code("123456789abcdef" + "0" * 49) == "28T5-CY4T-QKFF"
