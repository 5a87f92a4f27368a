from __future__ import annotations

from decimal import Decimal

import pytest

from assessments.catalogue.expressions import Always, Comparison, Derived, Not
from assessments.catalogue.grammar import DEEPEST, LONGEST, MOST_TERMS
from assessments.catalogue.operands import Answer, Fixed
from assessments.errors import CatalogueError
from tests.catalogue.rules import rule

REFUSED = [
    ("", "column 1: cannot be read from here"),
    ("mode ==", "column 8: cannot be read from here"),
    ("mode = 'live'", "column 6: cannot be read from here"),
    ("(mode == 'live'", "column 1: cannot be read from here"),
    ("mode == 'live' # and law == 'no'", "column 16: '#' is not in the language"),
    ("note == '비밀'", "column 10: '비' is not in the language"),
    ("(lambda: 1)()", "column 8: ':' is not in the language"),
    ("mode.upper() == 'LIVE'", "column 1: unknown function mode.upper()"),
    ("__import__('os')", "column 1: unknown function __import__()"),
    ("size[0] == 1", "column 1: size[0] is not in the language"),
    ("size + 1 > 2", "column 6: '+' is not in the language"),
    ("size - 1 > 2", "column 1: size - 1 is not in the language"),
    ("size > -1", "column 8: -1 is not in the language"),
    ("size ** 2 > 2", "column 1: size ** 2 is not in the language"),
    ("size == True", "column 9: True is not in the language"),
    ("size == 1e5", "column 9: 1e5 is not in the language"),
    ("size == 1_000", "column 9: 1_000 is not in the language"),
    ("size == 0x10", "column 9: 0x10 is not in the language"),
    ("size == 1j", "column 9: 1j is not in the language"),
    ("size is 1", "column 1: size is 1 is not in the language"),
    ("mode in ('live', 'post')", "column 9: ('live', 'post') is not in the language"),
    ("mode == b'live'", "column 9: b'live' is not in the language"),
    ("mode == f'live'", "column 9: f'live' is not in the language"),
    ("True", "column 1: True is not a condition"),
    ("3", "column 1: 3 is not a condition"),
    ("'live'", "column 1: 'live' is not a condition"),
    ("mode if law else size", "column 1: mode if law else size is not a condition"),
    ("law", "column 1: 'law' is an answer, not a condition: compare it with something"),
    ("not law", "column 5: 'law' is an answer, not a condition: compare it with something"),
    ("mod == 'live'", "column 1: unknown name 'mod'; did you mean 'mode'?"),
    ("mode == 'live' and xyzzy == 'a'", "column 20: unknown name 'xyzzy'"),
    ("d_life", "column 1: unknown name 'd_life'; did you mean 'd_live'?"),
    ("mode == 'lve'", "column 9: 'mode' has no choice 'lve'; did you mean 'live'?"),
    ("'lve' == mode", "column 1: 'mode' has no choice 'lve'; did you mean 'live'?"),
    ("mode in ['live', 'past']", "column 18: 'mode' has no choice 'past'; did you mean 'post'?"),
    ("mode in ['live', 'live']", "column 9: names a choice twice"),
    ("mode in []", "column 9: choices are written as a list of strings"),
    ("mode in [1]", "column 10: a choice is written as a string"),
    ("mode == ['live']", "column 1: a choice cannot be compared with a list by '=='"),
    ("mode in 'live'", "column 1: a choice cannot be compared with a string by 'in'"),
    ("mode < 'live'", "column 1: a choice cannot be compared with a string by '<'"),
    ("mode == law", "column 1: a choice cannot be compared with a choice by '=='"),
    ("mode == 1", "column 1: a choice cannot be compared with a number by '=='"),
    ("size == '1'", "column 1: a number cannot be compared with a string by '=='"),
    ("size in ['live']", "column 1: a number cannot be compared with a list by 'in'"),
    ("size > begins", "column 1: a number cannot be compared with a date by '>'"),
    ("begins > '2026'", "column 10: a date is written 'YYYY-MM-DD'"),
    ("note == 'x'", "column 1: a text cannot be compared with a string by '=='"),
    ("report == 'x'", "column 1: a file cannot be compared with a string by '=='"),
    ("groups == 'staff'", "column 1: a set of choices cannot be compared with a string by '=='"),
    ("table == 1", "column 1: a table cannot be compared with a number by '=='"),
    ("1 == 1", "column 1: compares two fixed values"),
    ("2 * 3 > 1", "column 1: compares two fixed values"),
    ("1 < size < 3", "column 1: compares more than two values: join two comparisons with 'and'"),
    ("size * mode > 1", "column 8: mode is not a number"),
    ("has(groups)", "column 1: has() takes an answer and its choices"),
    ("has(groups, 'staff', 'none')", "column 1: has() takes an answer and its choices"),
    ("has(groups, choice='staff')", "column 1: has() takes an answer and its choices"),
    ("has('groups', 'staff')", "column 1: has() takes an answer and its choices"),
    ("has(groups, 'stuff')", "column 13: 'groups' has no choice 'stuff'; did you mean 'staff'?"),
    ("has(groups, ['staff'])", "column 13: a choice is written as a string"),
    ("has_any(groups, 'staff')", "column 17: choices are written as a list of strings"),
    ("has_all(mode, ['live'])", "column 9: has_all() asks about several choices, and 'mode' is a choice"),
    ("has_al(groups, ['staff'])", "column 1: unknown function has_al(); did you mean 'has_all'?"),
    ("has(groups, 'staff') == 'yes'", "column 1: has() is true or false: it cannot be compared"),
    ("filled()", "column 1: filled() takes an answer"),
    ("filled(d_live)", "column 8: 'd_live' is true or false, not an answer"),
    ("rows(table)", "column 1: rows() is a number, not a condition: compare it with something"),
    ("rows(size) > 1", "column 6: rows() counts the rows of a table, and 'size' is a number"),
    ("d_live == 'maybe'", "column 1: 'd_live' is true or false: compare it with 'yes' or 'no' only"),
    ("d_live > 1", "column 1: 'd_live' is true or false: compare it with 'yes' or 'no' only"),
    ("size > d_live", "column 8: 'd_live' is true or false, not an answer"),
    ("mode == 'live'\nand law == 'maybe'", "line 2, column 12: 'law' has no choice 'maybe'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_rule_outside_the_language_is_refused_with_its_column(text, message):
    with pytest.raises(CatalogueError) as refusal:
        rule(text)

    assert str(refusal.value) == message


def test_a_rule_has_limits_of_length_depth_and_terms():
    too_long = "size > 1" + " " * LONGEST + "and size > 2"
    too_deep = "not " * DEEPEST + "size > 1"
    too_many = " and ".join(["size > 1"] * (MOST_TERMS + 1))

    for text, message in [
        (too_long, f"column {LONGEST + 1}: longer than {LONGEST} characters"),
        (too_deep, f"column 49: nested more than {DEEPEST} levels deep"),
        (too_many, f"column 781: more than {MOST_TERMS} comparisons and functions"),
    ]:
        with pytest.raises(CatalogueError) as refusal:
            rule(text)
        assert str(refusal.value) == message


@pytest.mark.parametrize("text", ["(" * 500 + "size > 1" + ")" * 500, "not " * 450 + "size > 1", "[" * 900])
def test_a_rule_made_to_exhaust_the_parser_is_refused(text):
    with pytest.raises(CatalogueError):
        rule(text)


def test_the_limits_themselves_are_accepted():
    assert rule("not " * (DEEPEST - 1) + "size > 1").names == {"size"}
    assert rule(" and ".join(["size > 1"] * MOST_TERMS)).names == {"size"}


def test_always_is_a_condition():
    assert rule("always").root == Always("always", 1)


def test_a_number_is_exact():
    root = rule("rate <= 0.1").root

    assert isinstance(root, Comparison)
    assert root.right == Fixed(9, Decimal("0.1"))


def test_a_comparison_with_the_answer_on_the_right_is_turned_round():
    root = rule("24 <= size").root

    assert root == Comparison("24 <= size", 1, Answer(7, "size"), ">=", Fixed(1, Decimal(24)))


@pytest.mark.parametrize("text", ["d_live == 'yes'", "d_live != 'no'"])
def test_a_derived_value_may_be_compared_with_yes(text):
    assert rule(text).root == Derived("d_live", 1, "d_live")


@pytest.mark.parametrize("text", ["d_live == 'no'", "d_live != 'yes'"])
def test_a_derived_value_may_be_compared_with_no(text):
    assert rule(text).root == Not(text, 1, Derived("d_live", 1, "d_live"))


def test_a_rule_knows_the_names_it_mentions():
    names = rule("d_live and (size * 2 > rate or rows(table) > 1) and filled(note)").names

    assert names == {"d_live", "size", "rate", "table", "note"}
