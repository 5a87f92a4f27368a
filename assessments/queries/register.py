"""The public register as a list: what is shown of each entry, which are asked for, in which order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from assessments import catalogue
from assessments.enums import Outcome, State
from assessments.models import RegisterEntry
from assessments.queries import search
from assessments.queries.paging import Key

KEY: Key = {"received_on": date.fromisoformat, "id": int}
LISTED = (
    "reference",
    "number",
    "title",
    "agency_name",
    "agency_name_en",
    "use_case",
    "edition_id",
    "state",
    "outcome",
    "received_on",
    "decided_on",
    "valid_until",
    "is_sample",
)
AGENCIES_CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; blank means everything."""

    words: str = ""
    agency: str = ""
    """The agency's name in Korean."""
    outcome: str = ""
    use: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.agency or self.outcome or self.use or self.state)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the register, for the page, the export and whatever else lists it."""

    id: str
    title: Promise
    value: Callable[[RegisterEntry], Any]


def entries(wanted: Wanted) -> QuerySet[RegisterEntry]:
    """The entries asked for, without their long parts; the order is the page's."""
    exact = {
        "agency_name": wanted.agency,
        "outcome": wanted.outcome,
        "use_case": wanted.use,
        "state": wanted.state,
    }
    rows = RegisterEntry.objects.filter(**{column: value for column, value in exact.items() if value})
    return search.matching(rows, wanted.words).only(*LISTED)


def listed() -> QuerySet[RegisterEntry]:
    """What the list shows of an entry."""
    return RegisterEntry.objects.only(*LISTED)


def newest(count: int) -> list[RegisterEntry]:
    return list(entries(Wanted()).order_by("-received_on", "-id")[:count])


def newest_in_full(count: int) -> list[RegisterEntry]:
    """With what was decided."""
    rows = RegisterEntry.objects.defer("search", "search_grams")
    return list(rows.order_by("-received_on", "-id")[:count])


def agencies() -> list[tuple[str, str]]:
    """Every agency with an entry, by its Korean name, with the name in English or blank.

    Remembered for a minute. One step of the index per agency, however many entries there are.
    """
    known: list[tuple[str, str]] = (
        cache.get_or_set("register-agencies", _read_agencies, AGENCIES_CACHE_SECONDS) or []
    )
    return known


def shown(entry: RegisterEntry) -> Hashable:
    """All that a list shows of it."""
    return tuple(getattr(entry, column) for column in LISTED)


def use_name(entry: RegisterEntry) -> str:
    """The type of use in the words of the edition it was assessed by."""
    choices = catalogue.edition(entry.edition_id).question("use_case").choices
    text = next((choice.text for choice in choices if choice.id == entry.use_case), None)
    if text is None:
        return entry.use_case
    return text.en if _is_english() else text.ko


def agency_name(entry: RegisterEntry) -> str:
    return (_is_english() and entry.agency_name_en) or entry.agency_name


def _is_english() -> bool:
    return (get_language() or "ko").startswith("en")


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


COLUMNS: tuple[Column, ...] = (
    Column("reference", _("Reference"), lambda entry: entry.reference),
    Column("number", _("Decision number"), lambda entry: entry.number),
    Column("title", _("Proposal"), lambda entry: entry.title),
    Column("agency", _("Agency"), agency_name),
    Column("use", _("Type of use"), use_name),
    Column("state", _("State"), lambda entry: State(entry.state).label),
    Column("outcome", _("Outcome"), lambda entry: Outcome(entry.outcome).label if entry.outcome else ""),
    Column("received_on", _("Received on"), lambda entry: _day(entry.received_on)),
    Column("decided_on", _("Decided on"), lambda entry: _day(entry.decided_on)),
    Column("valid_until", _("Valid until"), lambda entry: _day(entry.valid_until)),
    Column("edition", _("Edition of the standards"), lambda entry: entry.edition_id),
    Column("is_sample", _("Sample data"), lambda entry: _("yes") if entry.is_sample else ""),
)


def rows(wanted: Wanted) -> Iterator[list[str]]:
    """Title row and one row per entry, newest first, read from the database as they are taken."""
    yield [str(column.title) for column in COLUMNS]
    ordered = entries(wanted).order_by("-received_on", "-id")
    for entry in ordered.iterator(chunk_size=2_000):
        yield [str(column.value(entry)) for column in COLUMNS]


def _read_agencies() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_AGENCIES)
        return [(name, english) for name, english in cursor.fetchall()]


_AGENCIES = """
WITH RECURSIVE agencies AS (
    (SELECT agency_name, agency_name_en FROM assessments_registerentry ORDER BY agency_name LIMIT 1)
    UNION ALL
    SELECT following.agency_name, following.agency_name_en
    FROM agencies CROSS JOIN LATERAL (
        SELECT agency_name, agency_name_en FROM assessments_registerentry
        WHERE agency_name > agencies.agency_name ORDER BY agency_name LIMIT 1
    ) following
)
SELECT agency_name, agency_name_en FROM agencies
"""
