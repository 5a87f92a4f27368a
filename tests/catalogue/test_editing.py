"""Editing a file changes what was edited, and not a byte besides."""

from __future__ import annotations

import difflib
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from assessments import catalogue
from assessments.catalogue import editing
from assessments.catalogue.editing import Where
from assessments.catalogue.thresholds import thresholds, with_numbers
from assessments.errors import CatalogueError

FILES = {name: content.decode() for name, content in catalogue.edition_files("2026.11-1").items()}
TRIALS = {name: content.decode() for name, content in catalogue.trial_files("2026.11-1").items()}
PRO = FILES["standards/PRO.toml"]
PRO_2: Where = (("standard", "PRO-2"),)
EMAIL: Where = (("page", "agency"), ("question", "contact_email"))

STANDARDS = [
    (name, (("standard", row["id"]),))
    for name, text in FILES.items()
    if name.startswith("standards/")
    for row in tomllib.loads(text)["standard"]
]
QUESTIONS = [
    (name, (("page", page["id"]), ("question", row["id"])))
    for name, text in FILES.items()
    if name.startswith("questions/")
    for page in tomllib.loads(text)["page"]
    for row in page["question"]
]
ROWS = st.sampled_from([*STANDARDS, *QUESTIONS])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SOME = settings(max_examples=10, deadline=None)


def leaves(said: Any, key: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if not isinstance(said, dict):
        return {key: said}
    return {name: value for part, one in said.items() for name, value in leaves(one, (*key, part)).items()}


def changed_lines(before: str, after: str) -> list[str]:
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in found if line[0] in "+-"]


@SOME
@given(ROWS)
def test_setting_every_value_to_what_it_is_changes_no_byte(row):
    name, where = row
    said = leaves(editing.values(FILES[name], where))

    assert editing.with_values(FILES[name], where, said) == FILES[name]


@SOME
@given(ROWS, WORDS, st.data())
def test_another_text_changes_its_own_lines_and_nothing_else(row, words, data):
    name, where = row
    texts = [
        key for key, value in leaves(editing.values(FILES[name], where)).items() if isinstance(value, str)
    ]
    key = data.draw(st.sampled_from([key for key in texts if key != ("id",)]))

    after = editing.with_values(FILES[name], where, {key: words})

    expected = leaves(editing.values(FILES[name], where)) | {key: words}
    assert leaves(editing.values(after, where)) == expected
    row_before, row_after = (editing.row_text(text, where) for text in (FILES[name], after))
    assert FILES[name].replace(row_before, "") == after.replace(row_after, "")
    kept = [line for line in row_before.splitlines() if "=" in line and not line.startswith(".".join(key))]
    if "\n" not in str(leaves(editing.values(FILES[name], where))[key]):
        assert all(line in row_after for line in kept)


@SOME
@given(ROWS, WORDS)
def test_a_key_that_was_not_there_comes_and_goes_without_a_trace(row, words):
    name, where = row

    more = editing.with_values(FILES[name], where, {("new", "ko"): words, ("other",): 7})
    less = editing.with_values(more, where, {("new", "ko"): None, ("other",): None})

    assert editing.values(more, where)["new"] == {"ko": words}
    assert less == FILES[name]


@SOME
@given(ROWS)
def test_a_row_goes_without_touching_the_others(row):
    name, where = row

    after = editing.without_row(FILES[name], where)

    without = FILES[name].replace(editing.row_text(FILES[name], where), "", 1)
    assert without.replace("\n", "") == after.replace("\n", "")
    assert "\n\n\n\n" not in after
    with pytest.raises(KeyError):
        editing.values(after, where)


def test_a_row_that_is_added_and_removed_leaves_the_file_as_it_was():
    said: dict[editing.Key, editing.Value] = {("id",): "PRO-6", ("title", "ko"): "새 금지", ("cites",): []}

    after = editing.with_row(PRO, (), "standard", said)

    assert editing.values(after, (("standard", "PRO-6"),))["title"] == {"ko": "새 금지"}
    assert after.startswith(PRO)
    assert "\n\n\n[[standard]]\nid       = " in after
    assert editing.without_row(after, (("standard", "PRO-6"),)) == PRO


def test_a_question_is_added_at_the_end_of_its_page():
    text = FILES["questions/01-proposal.toml"]

    after = editing.with_row(text, EMAIL[:1], "question", {("id",): "fax", ("kind",): "text"})

    pages = editing.values(after)["page"]
    assert [row["id"] for row in pages[0]["question"]][-2:] == ["contact_email", "fax"]
    assert len(pages) == len(editing.values(text)["page"])
    assert editing.without_row(after, (*EMAIL[:1], ("question", "fax"))) == text


def test_comments_stay_where_they_are():
    text = PRO.replace('kind           = "prohibition"', 'kind           = "prohibition"  # the line', 1)
    text = text.replace("\n\n\n[[standard]]", "\n\n\n# What follows was argued over.\n[[standard]]", 2)

    after = editing.with_values(text, (("standard", "PRO-1"),), {("kind",): "safeguard"})

    assert 'kind           = "safeguard"  # the line' in after
    assert after.count("argued over") == 2
    assert editing.without_row(text, PRO_2).count("argued over") == 2


def test_a_rule_over_several_lines_stays_readable():
    rule = editing.values(PRO, PRO_2)["test"]

    after = editing.with_values(PRO, PRO_2, {("test",): rule.replace(">= 4", ">= 5")})

    assert changed_lines(PRO, after) == [
        "-     or (purpose_category == 'crime_investigation' and offence_max_years >= 4)",
        "+     or (purpose_category == 'crime_investigation' and offence_max_years >= 5)",
    ]


def test_one_cite_changes_one_line():
    cites = editing.values(PRO, PRO_2)["cites"]

    after = editing.with_values(
        PRO, PRO_2, {("cites",): [*cites[:-1], {"en": "G.", "ko": "글루힌", "sources": ["O5"]}]}
    )

    assert len(changed_lines(PRO, after)) == 2
    assert editing.values(after, PRO_2)["cites"][-1]["ko"] == "글루힌"


def test_the_date_of_an_edition_is_set():
    after = editing.with_values(FILES["edition.toml"], (), {("valid_from",): date(2027, 1, 1)})

    assert changed_lines(FILES["edition.toml"], after) == [
        "- valid_from = 2026-11-22",
        "+ valid_from = 2027-01-01",
    ]


def test_what_is_no_toml_is_refused_with_the_readers_words():
    with pytest.raises(CatalogueError, match="line 1"):
        editing.with_values("title = = 3", PRO_2, {("kind",): "x"})


@pytest.mark.parametrize("where", [(("standard", "PRO-9"),), (("page", "x"), ("question", "y"))])
def test_a_row_that_is_not_there_is_a_key_error(where):
    with pytest.raises(KeyError):
        editing.with_values(PRO, where, {("kind",): "x"})


def test_what_a_standard_depends_on_follows_from_its_rules():
    texts = FILES | {"standards/PRO.toml": PRO.replace("rt_statute == 'yes'", "filled(agency_name)", 1)}

    after = editing.with_dependencies(texts)

    assert (
        "agency_name" in editing.values(after["standards/PRO.toml"], (("standard", "PRO-1"),))["depends_on"]
    )
    assert {name for name in FILES if after[name] != texts[name]} == {"standards/PRO.toml"}
    assert editing.with_dependencies(FILES) == FILES


def test_a_rule_that_cannot_be_read_keeps_what_it_depended_on():
    texts = FILES | {"standards/PRO.toml": PRO.replace("rt_statute == 'yes'", "rt_statute == 'si'", 1)}

    assert editing.with_dependencies(texts) == texts


def test_a_number_is_changed_alone_in_every_rule():
    edition = catalogue.edition("2026.11-1")
    rules = [rule for one in edition.standards for rule in (one.applies_when, one.test)]
    found = [(rule, one) for rule in rules for one in thresholds(rule)]

    assert len(found) > 15
    for rule, one in found:
        assert one.names
        assert with_numbers(rule.text, {one.column: one.number}) == rule.text
        changed = with_numbers(rule.text, {one.column: "98765"})
        assert (
            changed == rule.text[: one.column - 1] + "98765" + rule.text[one.column - 1 + len(one.number) :]
        )
