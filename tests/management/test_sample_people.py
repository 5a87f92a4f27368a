"""``sample_people``: a table to sign in with."""

from __future__ import annotations

import unicodedata
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.enums import Role
from assessments.samples import people
from tests import make

pytestmark = pytest.mark.django_db


def table() -> list[str]:
    out = StringIO()
    call_command("sample_people", stdout=out)
    return out.getvalue().splitlines()


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def test_everybody_stands_there_with_role_and_password():
    people.enter()
    real = make.member(Role.CHAIR)

    title, *rows = table()

    assert title.split() == [
        "이름",
        "/",
        "name",
        "역할",
        "/",
        "role",
        "기관",
        "/",
        "organisation",
        "username",
        "password",
    ]
    assert len(rows) == 28
    assert all(row.endswith(people.PASSWORD) for row in rows)
    assert any("위원장 / Chair" in row and " chair " in row for row in rows)
    assert not any(real.username in row for row in rows)


def test_the_columns_are_even_although_hangul_is_wide():
    people.enter()

    lines = table()

    starts = {width(line[: line.rindex("  ") + 2]) for line in lines}
    assert len(starts) == 1


def test_without_sample_people_it_says_where_they_come_from():
    assert table() == ["There are no sample people; load_examples enters them."]
