from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from assessments import catalogue
from assessments.catalogue import Text
from assessments.catalogue.schema import Edition
from assessments.catalogue.shelf import newest
from assessments.enums import Effect, StandardKind
from assessments.errors import CatalogueError
from tests.catalogue import small

PUBLISHED = {"2026.11-1": "f5b9f94a335460cc683c3e1ddc4f97a6af33d676c1831174388c8f4adf302b3a"}
"""A published edition never changes: a new one is a new folder and a new line here."""

HANGUL = re.compile("[가-힣]")
SAME_IN_BOTH = re.compile(r"ISO/IEC [\d-]+(, [\d-]+)*\.?")


def texts(thing: Any) -> Iterator[Text]:
    """Every text of an edition."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return catalogue.edition("2026.11-1")


def test_published_editions_are_unchanged():
    assert {name: catalogue.edition(name).digest for name in catalogue.shipped_ids()} == PUBLISHED


def test_the_edition_is_carried_over_whole(edition):
    assert len(edition.steps) == 10
    assert len(edition.questions) == 151
    assert len(edition.standards) == 41
    assert len(edition.groups) == 9
    assert len(edition.derived) == 6
    assert len(edition.validations) == 17
    assert len(edition.documents) == 34
    assert len(edition.sources) == 57
    assert len(edition.procedure.deadlines) == 15
    assert len(edition.procedure.conflict_grounds) == 6
    assert len(edition.procedure.redaction_grounds) == 7
    assert len(edition.record_sections) == 29


def test_the_steps_hold_as_many_questions_as_the_form_has(edition):
    sizes = {step.id: len(step.questions) for step in edition.steps}

    assert sizes == {
        "proposal": 15,
        "legal": 14,
        "technology": 17,
        "people": 12,
        "necessity": 15,
        "data": 19,
        "accuracy": 15,
        "oversight": 16,
        "openness": 15,
        "governance": 13,
    }


def test_the_groups_stand_in_the_order_of_the_catalogue(edition):
    sizes = {group.id: len(group.standards) for group in edition.groups}

    assert list(sizes.items()) == [
        ("PRO", 5),
        ("LEG", 6),
        ("NEC", 6),
        ("HRI", 5),
        ("TRA", 2),
        ("TEC", 5),
        ("DAT", 4),
        ("SAF", 5),
        ("GOV", 3),
    ]


def test_every_page_asks_something_whatever_the_answers(edition):
    for page in edition.pages.values():
        assert any(question.show is None for question in page.questions), page.id


def test_every_text_is_korean_in_korean_and_not_in_english(edition):
    for text in texts(edition):
        assert HANGUL.search(text.ko) or SAME_IN_BOTH.fullmatch(text.ko), text
        assert not HANGUL.search(text.en), text


def test_prohibitions_bar_approval_and_have_no_condition(edition):
    prohibitions = [standard for standard in edition.standards if standard.kind == StandardKind.PROHIBITION]

    assert [standard.id for standard in prohibitions] == ["PRO-1", "PRO-2", "PRO-3", "PRO-4", "PRO-5"]
    assert all(standard.effect == Effect.BARS and standard.condition is None for standard in prohibitions)
    assert all(standard.condition for standard in edition.standards if standard not in prohibitions)


def test_what_the_catalogue_chose_itself_is_marked(edition):
    chosen = {standard.id for standard in edition.standards if standard.chosen}

    assert chosen == {
        *("PRO-2", "PRO-4", "LEG-1", "LEG-2", "LEG-5", "LEG-6", "NEC-6", "HRI-1", "HRI-4"),
        *("TEC-1", "TEC-2", "TEC-4", "TEC-5", "DAT-1", "DAT-4", "SAF-2", "GOV-3"),
    }


def test_the_legal_nature_names_the_act_and_what_it_does_not_replace(edition):
    assert "국가인권위원회법 제19조와 제25조" in edition.legal_nature.ko
    assert "replaces no law, warrant, consent or decision" in edition.legal_nature.en


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2026, 11, 22), date(2040, 1, 1)])
def test_the_current_edition_is_the_newest_valid_one(on):
    assert catalogue.current(on).id == "2026.11-1"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 11, 21), "2026.11-1"),
        (date(2029, 12, 31), "2026.11-1"),
        (date(2030, 1, 1), "2030.1"),
        (date(2040, 1, 1), "2030.1"),
    ],
)
def test_a_newer_edition_counts_from_its_first_day(tmp_path, edition, on, name):
    assert newest([small.edition(tmp_path), edition], on=on).id == name


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["2026.11-2", "../editions/2026.11-1", "", "."])
def test_an_edition_that_is_not_there_is_refused(name):
    with pytest.raises(CatalogueError, match="there is no such edition"):
        catalogue.edition(name)


def test_editions_are_read_once():
    assert catalogue.edition("2026.11-1") is catalogue.edition("2026.11-1")
