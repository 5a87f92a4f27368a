from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest

from assessments import catalogue
from assessments.catalogue import Edition, Text
from assessments.catalogue.contents import Part
from assessments.catalogue.difference import Change, Field, Sort, difference
from assessments.catalogue.expressions import Expression
from assessments.catalogue.redline import Mark, Piece, redline, redlined
from tests.catalogue.small import FILES

IN_FORCE = catalogue.edition("2026.11-1")
SUGGESTED = catalogue.drafts.draft("2026.12-draft")


def small(*replacements: tuple[str, str, str]) -> Edition:
    files = dict(FILES)
    for name, old, new in replacements:
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return catalogue.parse("2030.1", {name: text.encode() for name, text in files.items()})


SMALL = small()


def found(*replacements: tuple[str, str, str]) -> tuple[Change, ...]:
    return difference(SMALL, small(*replacements)).changes


def test_an_edition_differs_in_nothing_from_itself():
    assert difference(IN_FORCE, IN_FORCE).changes == ()


def test_comments_and_layout_are_nothing_an_edition_says():
    assert not found(
        ("standards/AAA.toml", 'id = "AAA-3"', 'id = "AAA-3" # few'),
        (
            "standards/AAA.toml",
            '"filled(measures) and rows(sources) >= 2"',
            "'''filled(measures)\n  and rows(sources) >= 2'''",
        ),
    )


def test_a_changed_text_is_given_in_both_languages():
    assert found(("standards/AAA.toml", "No live use without a warrant.", "Never live.")) == (
        Change(
            Part.STANDARD,
            "AAA-1",
            Text(ko="실시간 금지", en="No live use"),
            "AAA",
            Sort.CHANGED,
            (
                Field(
                    "requirement",
                    "",
                    Text(ko="영장 없이 실시간으로 쓰지 아니한다.", en="No live use without a warrant."),
                    Text(ko="영장 없이 실시간으로 쓰지 아니한다.", en="Never live."),
                ),
            ),
        ),
    )


def test_a_changed_rule_is_given_as_rule():
    (change,) = found(("standards/AAA.toml", "share <= 0.1", "share <= 0.2"))

    (field,) = change.fields
    assert isinstance(field.before, Expression)
    assert isinstance(field.after, Expression)
    assert (field.name, field.before.text, field.after.text) == ("test", "share <= 0.1", "share <= 0.2")


def test_a_standard_whose_rule_looks_at_something_that_changed_is_touched():
    changes = found(("derived.toml", "d_live and warrant == 'no'", "d_live and warrant != 'yes'"))

    assert [(one.part, one.id, one.sort, one.behind) for one in changes] == [
        (Part.STANDARD, "AAA-1", Sort.TOUCHED, ("d_unwarranted",)),
        (Part.DERIVED, "d_unwarranted", Sort.CHANGED, ()),
    ]


def test_other_words_of_a_question_touch_no_standard():
    changes = found(("questions/02-care.toml", "Is there a warrant?", "Was there a warrant?"))

    assert [(one.part, one.id) for one in changes] == [(Part.QUESTION, "warrant")]


def test_what_is_new_and_what_is_gone_is_told_in_full():
    new = small(("documents.toml", 'id = "E-LAW"', 'id = "E-ACT"'), ("standards/AAA.toml", "E-LAW", "E-ACT"))

    changes = difference(SMALL, new).of(Part.DOCUMENT)

    title = Text(ko="법령", en="Law")
    assert changes == (
        Change(Part.DOCUMENT, "E-ACT", title, "", Sort.ADDED, (Field("title", "", None, title),)),
        Change(Part.DOCUMENT, "E-LAW", title, "", Sort.REMOVED, (Field("title", "", title, None),)),
    )


def test_a_new_choice_is_one_field():
    line = '    { id = "post", en = "Afterwards", ko = "사후" },\n'
    more = line + '    { id = "test", en = "As a test", ko = "시험" },\n'

    changes = difference(SMALL, small(("questions/01-use.toml", line, more))).of(Part.QUESTION)

    assert [change.fields for change in changes] == [
        (Field("choice", "test", None, Text(ko="시험", en="As a test")),)
    ]


def test_choices_in_another_order_are_told_as_order():
    lines = [
        '    { id = "live", en = "Live", ko = "실시간" },\n',
        '    { id = "post", en = "Afterwards", ko = "사후" },\n',
    ]

    changes = difference(SMALL, small(("questions/01-use.toml", "".join(lines), "".join(lines[::-1]))))

    assert changes.of(Part.QUESTION)[0].fields == (
        Field("order", "choice", ("live", "post"), ("post", "live")),
    )


def test_equal_citations_are_left_out_and_the_others_taken_in_pairs():
    old = 'cites = [{ en = "Constitution", ko = "헌법", sources = ["K1"] }]'
    new = old.replace("[{", '[{ en = "Act", ko = "법", sources = [] }, {')

    (change,) = found(("standards/AAA.toml", old, new))

    assert change.fields == (Field("cite", "1", None, Text(ko="법", en="Act")),)


def test_the_suggested_edition_differs_where_its_authors_say():
    changes = difference(IN_FORCE, SUGGESTED)

    assert {one.id for one in changes.of(Part.STANDARD)} == {
        "LEG-1", "LEG-2", "LEG-4", "LEG-7", "NEC-3", "NEC-4", "DAT-1", "GOV-1",
    }  # fmt: skip
    assert [one.id for one in changes.of(Part.QUESTION) if one.sort is Sort.ADDED] == [
        "task_by_law", "law_restricts", "other_tools_barred", "consent_form", "aim_weight",
    ]  # fmt: skip


def test_there_and_back_again_is_the_same_turned_round():
    there, back = difference(IN_FORCE, SUGGESTED), difference(SUGGESTED, IN_FORCE)

    turned = {Sort.ADDED: Sort.REMOVED, Sort.REMOVED: Sort.ADDED}
    assert {(one.part, one.id, one.sort) for one in there.changes} == {
        (one.part, one.id, turned.get(one.sort, one.sort)) for one in back.changes
    }


def _spoiled(thing: Any) -> Iterator[tuple[str, Any]]:
    """The thing with one value in it changed, for every value in it; with the path to the value."""
    if isinstance(thing, tuple):
        yield from _spoiled_row(thing)
    elif is_dataclass(thing) and not isinstance(thing, type | Expression):
        for field in fields(thing):
            for path, other in _spoiled(getattr(thing, field.name)):
                yield f".{field.name}{path}", replace(thing, **{field.name: other})
    elif thing is not None:
        yield "", _other(thing)


def _spoiled_row(row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    yield from ((f"[-{place}]", row[:place] + row[place + 1 :]) for place in range(len(row)))
    if len(row) > 1:
        yield "[::-1]", row[::-1]
    for place, part in enumerate(row):
        for path, other in _spoiled(part):
            yield f"[{place}]{path}", (*row[:place], other, *row[place + 1 :])


def _other(value: Any) -> Any:
    match value:
        case Expression():
            return replace(value, text=f"not ({value.text})")
        case Enum():
            return next(other for other in type(value) if other is not value)
        case bool():
            return not value
        case date():
            return value + timedelta(days=1)
        case str():
            return f"{value}x"
        case _:
            return value + 1


SILENT = (".id", ".digest")
"""Of the edition itself: its name and its seal, which differ whenever anything does."""
TWICE = (".step", ".page", ".group", ".number", ".of")
"""Where a thing stands is said by the thing it stands in too; and no file says what a case joined to it."""


def test_nothing_that_an_edition_says_can_change_unnoticed():
    unnoticed = [
        path
        for path, other in _spoiled(SMALL)
        if path not in SILENT and not path.endswith(TWICE) and not _noticed(other)
    ]

    assert unnoticed == []


def _noticed(other: Edition) -> bool:
    """An edition in which a rule names nothing is none that a reader gives."""
    try:
        return bool(difference(SMALL, other).changes)
    except KeyError:
        return True


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("the same", "the same", [("same", "the same")]),
        ("", "new", [("inserted", "new")]),
        ("old", "", [("deleted", "old")]),
        (
            "at most four years",
            "at most five years",
            [("same", "at most "), ("deleted", "four"), ("inserted", "five"), ("same", " years")],
        ),
        (
            "one two three four five",
            "one six seven four five",
            [("same", "one "), ("deleted", "two three"), ("inserted", "six seven"), ("same", " four five")],
        ),
        (
            "원본 영상은 지체 없이 파기한다.",
            "원본 영상을 지체 없이 파기한다.",
            [
                ("same", "원본 "),
                ("deleted", "영상은"),
                ("inserted", "영상을"),
                ("same", " 지체 없이 파기한다."),
            ],
        ),
        (
            "years >= 4",
            "years > 4",
            [("same", "years "), ("deleted", ">="), ("inserted", ">"), ("same", " 4")],
        ),
        (
            "wholly other words",
            "nothing alike here",
            [("deleted", "wholly other words"), ("inserted", "nothing alike here")],
        ),
    ],
)
def test_texts_are_compared_word_by_word(before, after, expected):
    assert redline(before, after) == tuple(Piece(Mark(mark), text) for mark, text in expected)


def test_both_texts_can_be_read_back_from_the_pieces():
    texts = [one.requirement for one in (*IN_FORCE.standards, *SUGGESTED.standards)]
    for one, other in zip(texts, [*texts[1:], texts[0]], strict=True):
        for before, after in ((one.ko, other.ko), (one.en, other.en)):
            pieces = redline(before, after)

            assert "".join(piece.text for piece in pieces if piece.mark != Mark.INSERTED) == before
            assert "".join(piece.text for piece in pieces if piece.mark != Mark.DELETED) == after


def test_texts_without_end_are_not_compared_word_by_word():
    before, after = "a b " * 100_000, "b c " * 100_000

    assert redline(before, after) == (Piece(Mark.DELETED, before), Piece(Mark.INSERTED, after))


def test_lines_are_compared_whole():
    marks = [(line.mark.value, line.item) for line in redlined(["a", "b", "c"], ["a", "x", "c"])]

    assert marks == [("same", "a"), ("deleted", "b"), ("inserted", "x"), ("same", "c")]
