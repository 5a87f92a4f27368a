"""The guards in the database are the ones that were written, and all of them are on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assessments
from assessments import guards
from tests.guards.ground import run

SQL_FILES = Path(assessments.__file__).parent / "migrations" / "sql"
FUNCTION = re.compile(r"FUNCTION (\w+)\(\) RETURNS trigger LANGUAGE plpgsql AS \$\$(.*?)\$\$;", re.DOTALL)
TRIGGER = re.compile(r"CREATE (?:OR REPLACE|CONSTRAINT) TRIGGER (\w+) .*? ON assessments_(\w+)")
INSTALLED = """
SELECT tgname, substr(tgrelid::regclass::text, 13), tgenabled
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname LIKE 'guard\\_%%'
"""


def test_the_newest_migration_installs_the_guards_as_they_are_now():
    newest = max(SQL_FILES.glob("*_guards.sql"))

    assert newest.read_text(encoding="utf-8") == guards.sql()


@pytest.mark.django_db
def test_the_database_runs_the_functions_that_were_written():
    installed = dict(run("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'guard\\_%%'"))

    assert installed == dict(FUNCTION.findall(guards.sql()))


@pytest.mark.django_db
def test_the_database_has_every_trigger_that_was_written_and_none_is_off():
    installed = run(INSTALLED)

    assert {(name, table) for name, table, _on in installed} == set(TRIGGER.findall(guards.sql()))
    assert {on for _name, _table, on in installed} == {"O"}
