"""Casts cases in batches: first all that belongs to them, then move by move to where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain as joined
from random import Random
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from assessments.enums import State
from assessments.models import LedgerEntry
from assessments.samples.volume import cases, statements, texts
from assessments.samples.volume.cases import Case
from assessments.samples.volume.moulds import Mould
from assessments.samples.volume.staff import Staff
from assessments.samples.volume.tables import ASSESSMENT, PARENTS, REVISION
from assessments.services import decision, drafting

_IDS = {table.name: 2 if table is REVISION else 1 for table in PARENTS.values()}
"""How many ids a case may need of each table that others point at."""
_CASE = {
    "mould": "int",
    "assessment": "bigint",
    **{f"{name}_ids": "bigint[]" for name in _IDS},
    "reference": "text",
    "title": "text",
    "agency": "bigint",
    "agency_name": "text",
    "agency_name_en": "text",
    "number": "text",
    "path": "text[]",
    "times": "timestamptz[]",
    "people": "jsonb",
    "answers": "jsonb",
    "sealed_text": "text",
    "digest": "text",
    "content": "text",
    "search": "text",
    "public_search": "text",
}
"""What the statements read of a case, by name and type."""
LEDGER = LedgerEntry._meta.db_table  # noqa: SLF001
_LEDGER_COLUMNS = "assessment_id, sequence, event, actor_id, at, text, previous, hash"


class Foundry:
    """Holds the moulds on one connection. Cases come in turn: one in each state, and again."""

    def __init__(self, moulds: Mapping[State, list[Mould]], *, staff: Staff, random: Random) -> None:
        self.moulds, self.staff, self.random, self.made = moulds, staff, random, 0
        self._places = {id(mould): place for place, mould in enumerate(joined(*moulds.values()))}
        self._statements = list(statements.births())
        with connection.cursor() as cursor:
            _lay_out(cursor, joined(*moulds.values()))

    @transaction.atomic
    def cast(self, count: int) -> None:
        drawn = self._drawn(count)
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE volume_case")
            bounds = self._write(cursor, drawn)
            for statement in self._statements:
                cursor.execute(statement, bounds)
            for move in range(1, max(len(case.times) for case in drawn)):
                for statement in statements.next_moves():
                    cursor.execute(statement, bounds | {"move": move})
        self.made += count

    def _drawn(self, count: int) -> list[Case]:
        states, now = list(State), cases.now()
        chosen = [states[place % len(states)] for place in range(self.made, self.made + count)]
        moulds = [self.random.choice(self.moulds[state]) for state in chosen]
        times = [cases.times(mould, self.random, now=now) for mould in moulds]
        years = [cases.year_decided(mould, at) for mould, at in zip(moulds, times, strict=True)]
        numbers = {
            year: iter(decision.take_numbers(year, count)) for year, count in Counter(years).items() if year
        }
        return [
            Case(
                mould=mould,
                cast=self.staff.cast(self.random),
                reference=drafting.new_reference(),
                title=cases.title(mould, self.random),
                number=next(numbers[year]) if year else "",
                times=at,
            )
            for mould, at, year in zip(moulds, times, years, strict=True)
        ]

    def _write(self, cursor: Any, drawn: list[Case]) -> dict[str, int]:
        """Cases and ledger, each in one stream; returns first and last id of assessments and revisions."""
        ids = {name: _new_ids(cursor, name, len(drawn) * each) for name, each in _IDS.items()}
        ledger: list[cases.LedgerRow] = []
        with cursor.copy(f"COPY volume_case ({', '.join(_CASE)}) FROM STDIN") as copy:
            for place, case in enumerate(drawn):
                own = [ids[name][place * each : (place + 1) * each] for name, each in _IDS.items()]
                values = case.values
                text, values["digest"] = cases.sealed(case, values)
                ledger += case.ledger(own[0][0], values)
                mould = self._places[id(case.mould)]
                copy.write_row([mould, own[0][0], *own, *_columns(case, text, values)])
        with cursor.copy(f"COPY {LEDGER} ({_LEDGER_COLUMNS}) FROM STDIN") as copy:
            for row in ledger:
                copy.write_row(row)
        return {
            "first": ids[ASSESSMENT.name][0],
            "last": ids[ASSESSMENT.name][-1],
            "first_revision": ids[REVISION.name][0],
            "last_revision": ids[REVISION.name][-1],
        }


def _columns(case: Case, sealed_text: str, values: Mapping[str, str]) -> list[Any]:
    """The columns of ``_CASE`` after the ids."""
    agency, content = case.cast.agency, case.mould.content
    return [
        case.reference,
        case.title,
        agency.pk,
        agency.name,
        agency.name_en,
        case.number,
        list(case.mould.path),
        list(case.times),
        Jsonb({part: person.pk for part, person in case.cast.parts.items()}),
        Jsonb({"proposal_title": case.title, "agency_name": agency.name}),
        sealed_text,
        values["digest"],
        texts.filled(content, values) if content else None,
        case.search(public=False),
        case.search(public=True),
    ]


def _lay_out(cursor: Any, moulds: Iterable[Mould]) -> None:
    """The moulds' rows where the statements find them, for as long as the connection lasts."""
    columns = ", ".join(f"{name} {kind}" for name, kind in _CASE.items())
    cursor.execute("DROP TABLE IF EXISTS volume_case, volume_row")
    cursor.execute(f"CREATE TEMP TABLE volume_case ({columns})")
    cursor.execute(
        "CREATE TEMP TABLE volume_row (mould int, kind text, place int, is_sealed boolean, row jsonb)"
    )
    with cursor.copy("COPY volume_row FROM STDIN") as copy:
        for number, mould in enumerate(moulds):
            for table, place, is_sealed, row in mould.rows:
                copy.write_row([number, table.name, place, is_sealed, Jsonb(row)])
    cursor.execute("CREATE INDEX ON volume_row (mould, kind)")
    cursor.execute("ANALYZE volume_row")


def _new_ids(cursor: Any, table: str, count: int) -> list[int]:
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
    )
    return [number for (number,) in cursor.fetchall()]
