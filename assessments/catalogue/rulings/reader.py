"""Reads rulings from TOML, one to a file, and from a JSON file of many; refuses what does not fit."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assessments.catalogue.drafts import draft, draft_ids
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals.files import NOT_UTF8
from assessments.catalogue.refusals.tables import UNSHOWABLE
from assessments.catalogue.rulings.answers import checked
from assessments.catalogue.rulings.ruling import Ruled, Ruling
from assessments.catalogue.schema import Edition
from assessments.catalogue.shelf import edition, shipped_ids
from assessments.catalogue.texts import same
from assessments.catalogue.vocabulary import perhaps
from assessments.errors import CatalogueError


def from_toml(path: Path) -> Ruling:
    """The ruling in a file named after it. Every key must be known."""
    with table_of(f"rulings/{path.name}", path.read_bytes()) as table:
        if table.string("id") != path.stem:
            raise table.fault("id", same(f"must be the name of the file, '{path.stem}'"))
        return _ruling(table, for_edition=named_edition(table))


def named_edition(table: Table) -> Edition:
    """The edition that a file says it was written for."""
    if (named := table.string("edition")) not in shipped_ids():
        hint = perhaps(named, among=shipped_ids()).en
        raise table.fault("edition", same(f"there is no edition '{named}'{hint}"))
    return edition(named)


def from_json(path: Path, *, for_edition: Edition) -> tuple[Ruling, ...]:
    """The ``cases`` of a file, whose answers are for the questions of this edition.

    A case may hold more than is needed here, and ``null`` wherever something is not known.
    """
    table = Table(path.name, _json(path))
    return tuple([_ruling(case, for_edition=for_edition) for case in table.tables("cases")])


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes(), parse_float=str, object_pairs_hook=_known)
    except OSError as error:
        raise CatalogueError(same(f"{path.name}: cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(NOT_UTF8.filled(byte=error.start + 1).after(path.name)) from error
    except (ValueError, RecursionError) as error:
        raise CatalogueError(same(f"{path.name}: {error}")) from error
    if not isinstance(content, dict):
        raise CatalogueError(same(f"{path.name}: must be an object that holds 'cases'"))
    return content


def _known(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without what is ``null`` or blank; raises ``ValueError`` for a key written twice."""
    times = Counter(key for key, _ in pairs)
    if repeated := [key for key, count in times.items() if count > 1]:
        raise ValueError(f"'{repeated[0]}' is written twice")
    told = {key: _composed(value) for key, value in pairs if value is not None}
    return {key: value for key, value in told.items() if not isinstance(value, str) or value.strip()}


def _composed(value: Any) -> Any:
    """Texts as the catalogue writes them, in Unicode normal form C."""
    if isinstance(value, list):
        return [_composed(one) for one in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _further(table: Table) -> Mapping[str, Any]:
    """Answers to questions of a draft, which it names, if there are any."""
    if "further" not in table:
        return {}
    with table.table("further") as further:
        named = further.string("edition")
        if named not in draft_ids():
            hint = perhaps(named, among=draft_ids()).en
            raise further.fault("edition", same(f"there is no draft '{named}'{hint}"))
        return checked(further, edition=draft(named))


def _ruling(table: Table, *, for_edition: Edition) -> Ruling:
    return Ruling(
        id=_line(table, "id", table.string("id")),
        edition_id=for_edition.id,
        name=_maybe(table, "name"),
        authority=_maybe(table, "authority"),
        instrument=_maybe(table, "instrument"),
        date=_maybe(table, "date"),
        jurisdiction=_maybe(table, "jurisdiction"),
        citation=_maybe(table, "citation"),
        url=_maybe(table, "url"),
        summary=_maybe(table, "summary"),
        facts=_values(table, "facts"),
        coded=_values(table, "coded"),
        answers=checked(table, edition=for_edition),
        further=_further(table),
        ruled=table.member("outcome", Ruled),
        grounds=_lines(table, "decisive_grounds"),
        conditions=_lines(table, "conditions"),
        reasoning=_maybe(table, "decisive_reasoning"),
        deciding_questions=_lines(table, "deciding_questions"),
        divergence=_lines(table, "jurisdiction_divergence"),
        finality=_maybe(table, "finality"),
        confidence=_maybe(table, "confidence"),
        verified_in=_lines(table, "verified_in"),
        core=table.flag("core", default=False),
        scored=table.flag("scored", default=True),
        split=_maybe(table, "split"),
        family=_maybe(table, "family"),
        notes=_maybe(table, "notes"),
    )


def _maybe(table: Table, key: str) -> str:
    return _line(table, key, table.string(key)) if key in table else ""


def _lines(table: Table, key: str) -> tuple[str, ...]:
    return tuple([_line(table, key, line) for line in table.strings(key)]) if key in table else ()


def _values(table: Table, key: str) -> Mapping[str, Any]:
    return table.values(key) if key in table else {}


def _line(table: Table, key: str, text: str) -> str:
    """The text on one line, fit to be printed: no control characters, nothing that is half a character."""
    text = " ".join(text.split())
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise table.fault(key, UNSHOWABLE)
    return text
