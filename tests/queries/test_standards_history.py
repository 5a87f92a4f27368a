"""What became of a standard from one edition to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessments import catalogue
from assessments.catalogue import Edition, Standard, Text
from assessments.catalogue.expressions import Expression
from assessments.enums import Effect
from assessments.queries.standards_history import Aspect, Standing, changed, history

FIRST = catalogue.edition("2026.11-1")
PRO_1 = FIRST.standard("PRO-1")


def later(standard: Standard | None, **parts: Any) -> Edition:
    """The next edition, with this standard in the place of PRO-1."""
    group = FIRST.groups[0]
    others = group.standards[1:]
    standards = (standard, *others) if standard else others
    whole = {"groups": (replace(group, standards=standards), *FIRST.groups[1:])} | parts
    return replace(FIRST, id="2027.01-1", valid_from=date(2027, 1, 1), **whole)


def test_what_stands_as_it_stood_is_unchanged():
    stages = history([later(PRO_1), FIRST], standard_id="PRO-1")

    assert [(one.edition.id, one.standing) for one in stages] == [
        ("2027.01-1", Standing.SAME),
        ("2026.11-1", Standing.NEW),
    ]
    assert [one.is_first for one in stages] == [False, True]


def test_what_a_later_edition_adds_is_new_and_what_it_drops_is_gone():
    second = later(None)

    assert [one.standing for one in history([FIRST, second], standard_id="PRO-1")] == [
        Standing.GONE,
        Standing.NEW,
    ]
    earlier = replace(second, id="2026.01-1", valid_from=date(2026, 1, 1))
    (stage,) = history([FIRST, earlier], standard_id="PRO-1")
    assert (stage.standing, stage.is_first) == (Standing.NEW, False)


def test_a_standard_that_never_stood_has_no_history():
    assert history([FIRST], standard_id="XXX-1") == []


def test_an_edition_after_the_end_is_left_out():
    second = later(None)
    third = replace(second, id="2028.01-1", valid_from=date(2028, 1, 1))

    assert len(history([FIRST, second, third], standard_id="PRO-1")) == 2


@pytest.mark.parametrize(
    ("standard", "aspect"),
    [
        (replace(PRO_1, requirement=Text(ko="새", en="New")), Aspect.WORDS),
        (replace(PRO_1, effect=Effect.ADVISORY), Aspect.EFFECT),
        (replace(PRO_1, applies_when=FIRST.standard("LEG-1").test), Aspect.APPLIES),
        (replace(PRO_1, test=FIRST.standard("LEG-1").test), Aspect.RULE),
        (replace(PRO_1, depends_on=("timing",)), Aspect.QUESTIONS),
        (replace(PRO_1, evidence=("E-DATA",)), Aspect.EVIDENCE),
        (replace(PRO_1, condition=FIRST.standard("TRA-1").condition), Aspect.CONDITION),
        (replace(PRO_1, cites=FIRST.standard("TRA-1").cites), Aspect.SOURCES),
    ],
)
def test_each_change_is_called_by_its_name(standard, aspect):
    assert changed(FIRST, later(standard), standard_id="PRO-1") == (aspect,)


def test_a_rule_that_was_only_broken_into_lines_is_the_same():
    test = Expression("\n  ".join(PRO_1.test.text.split(" ")), PRO_1.test.root)

    assert changed(FIRST, later(replace(PRO_1, test=test)), standard_id="PRO-1") == ()


def test_a_derived_value_that_changed_changes_the_rules_that_use_it():
    name = next(iter(PRO_1.test.names & FIRST.derived_by_id.keys()))
    derived = tuple(
        replace(one, rule=FIRST.standard("LEG-1").test) if one.id == name else one for one in FIRST.derived
    )

    assert Aspect.RULE in changed(FIRST, later(PRO_1, derived=derived), standard_id="PRO-1")
