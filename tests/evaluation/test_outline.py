"""The outline of a rule: what must be true, in words, before anybody has answered."""

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue.expressions import Expression
from assessments.evaluation import Join, Line, outline

EDITION = catalogue.edition("2026.11-1")


def lines(line: Line, *, depth: int = 0) -> list[str]:
    """The outline in English, indented."""
    return [
        f"{'  ' * depth}{line.text.en}",
        *(deeper for part in line.parts for deeper in lines(part, depth=depth + 1)),
    ]


def test_a_rule_is_told_from_the_whole_to_its_parts():
    rule = EDITION.standard("LEG-1").test

    assert lines(outline(EDITION, rule)) == [
        "At least one of these:",
        "  “Strongest legal basis”: Act, individual and specific",
        "  All of these:",
        "    “Who authorises each search”: Judge, by warrant, each time",
        "    “Does the warrant expressly cover face comparison?”: Yes",
    ]


def test_a_derived_value_is_named_and_then_explained():
    told = outline(EDITION, EDITION.standard("LEG-1").applies_when)

    assert (told.join, told.parts[0].join) == (Join.NOT, Join.MEANS)
    assert lines(told)[:2] == ["Not:", "  Voluntary co-operative 1:1 check"]


def test_numbers_have_bounds_and_choices_are_quoted_where_there_are_several():
    told = lines(outline(EDITION, EDITION.standard("HRI-3").applies_when))

    assert "      “People enrolled or on file”: 50,000 or more" in told
    assert "    “People enrolled or on file”: 1,000,000 or more" in told
    assert any(
        "one of “Separate consent (Art. 23(1)1)”, “Law requires or permits it" in line for line in told
    )


def rules() -> list[tuple[str, Expression]]:
    return [
        (f"{standard.id} {name}", rule)
        for standard in EDITION.standards
        for name, rule in (("applies", standard.applies_when), ("test", standard.test))
    ]


@pytest.mark.parametrize(("name", "rule"), rules(), ids=[name for name, _rule in rules()])
def test_every_rule_of_the_edition_can_be_told_in_both_languages(name, rule):
    def check(line: Line) -> None:
        for words in (line.text.ko, line.text.en):
            assert words.strip(), name
            assert "{" not in words, words
            assert "==" not in words, words
        for part in line.parts:
            check(part)

    check(outline(EDITION, rule))
