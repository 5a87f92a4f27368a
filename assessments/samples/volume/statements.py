"""The SQL that casts cases, from ``volume_case`` (one row each) and ``volume_row`` (rows of the moulds)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.db.models import Field

from assessments.models import User
from assessments.samples.volume.tables import ASSESSMENT, EVIDENCE, PARENTS, REST, REVISION, Table


def births() -> Iterator[str]:
    """All that belongs to the cases at hand. A revision is sealed once its evidence is there, as in life."""
    yield insert(ASSESSMENT)
    yield insert(REVISION, where="t.is_sealed")
    yield insert(EVIDENCE, where="t.is_sealed")
    yield seal()
    yield insert(REVISION, where="NOT t.is_sealed")
    yield insert(EVIDENCE, where="NOT t.is_sealed")
    for table in REST:
        yield insert(table)


def insert(table: Table, *, where: str = "true") -> str:
    names = ", ".join(f'"{column.column}"' for column in table.columns)
    values = ", ".join(expression(table, column) for column in table.columns)
    return f"""
        INSERT INTO {table.name} ({names})
        SELECT {values}
        FROM volume_case c
        JOIN volume_row t ON t.mould = c.mould AND t.kind = '{table.name}'
        WHERE {where}
        ORDER BY c.assessment, t.place
    """  # noqa: S608


def seal() -> str:
    at, by = _expressions(dataclasses.replace(REVISION, own={}), "sealed_at", "sealed_by_id")
    return f"""
        UPDATE {REVISION.name} r
        SET digest = c.digest, sealed_at = {at}, sealed_by_id = {by}
        FROM volume_case c
        JOIN volume_row t ON t.mould = c.mould AND t.kind = '{REVISION.name}' AND t.is_sealed
        WHERE r.id = c.{REVISION.name}_ids[t.place + 1]
        AND r.id BETWEEN %(first_revision)s AND %(last_revision)s
    """  # noqa: S608


def next_moves() -> tuple[str, str]:
    """Move number ``move``, of cases that have more to come, and of those that then stand where they stay.

    What is searched comes with the last one: an index over it would have to be written at every move.
    """
    more = _move("cardinality(c.path) > %(move)s + 1", "")
    return more, _move("cardinality(c.path) = %(move)s + 1", ", search = c.search")


def _move(which: str, change: str) -> str:
    return f"""
        UPDATE {ASSESSMENT.name} a
        SET state = c.path[%(move)s + 1], state_since = c.times[%(move)s + 1]{change}
        FROM volume_case c
        WHERE a.id = c.assessment AND {which}
        AND a.id BETWEEN %(first)s AND %(last)s
    """  # noqa: S608


def expression(table: Table, column: Field[Any, Any]) -> str:
    """The case's own value, or the mould's with parents, people and times put in place."""
    name = column.attname
    if name in table.own:
        return f"({table.own[name]})::{column.db_type(connection)}"
    if column.related_model is User:
        return f"(c.people->>(t.row->>'{name}'))::bigint"
    parent = table.model if column.primary_key else column.related_model
    if parent in PARENTS:
        return f"c.{PARENTS[parent].name}_ids[(t.row->>'{name}')::int + 1]"
    match column:
        case models.DateTimeField():
            at = f"c.times[(t.row->>'{name}')::int + 1]"
            return at if name in table.events else f"{at} + t.place * interval '1 minute'"
        case models.DateField():
            at = f"c.times[(t.row#>>'{{{name},0}}')::int + 1]"
            return f"({at} AT TIME ZONE 'Asia/Seoul')::date + (t.row#>>'{{{name},1}}')::int"
        case models.JSONField():
            return f"t.row->'{name}'"
        case _:
            return f"(t.row->>'{name}')::{column.db_type(connection)}"


def _expressions(table: Table, *names: str) -> list[str]:
    columns = {column.attname: column for column in table.columns}
    return [expression(table, columns[name]) for name in names]
