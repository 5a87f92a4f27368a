"""One row of a draft edition at its form: what was typed, what it makes of the files, what others typed.

Two people may work on one row. What only one of them changed is kept; what both changed is shown side by
side, and whoever saves last decides with both versions in sight.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from assessments.catalogue import Edition, Text, editing
from assessments.catalogue.editing import Key, Value, Where
from assessments.forms.edition_rows import RowForm, at, changed_rows, rows_of
from assessments.forms.rows import Rows
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.queries.edition_drafts import DraftReading, read
from assessments.services import edition_drafts

BEFORE = "before"
"""Name of the hidden input that holds the row as it was when the page was opened."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What differs between the forms for standards and for questions."""

    template: str
    preview: str
    title: str
    """The key of what a row is called."""
    build: Callable[[Any, Mapping[str, Any], Edition | None, EditionDraft], RowForm]
    lists: Mapping[str, type[forms.Form]]
    show: Callable[[DraftReading, str], dict[str, Any]]
    """What the preview says of the row."""


@dataclass(frozen=True, slots=True)
class Both:
    """Something that two people changed in two ways."""

    label: str
    theirs: str
    mine: str


@dataclass
class Sheet:
    """One row at its form, for one request."""

    request: PortalRequest
    draft: EditionDraft
    desk: Desk
    file: str
    where: Where
    said: dict[str, Any] = field(init=False)
    before: dict[str, Any] = field(init=False)
    """What the row said when the page was opened."""

    def __post_init__(self) -> None:
        self.text = edition_drafts.text_of(self.draft, self.file) or ""
        self.said = editing.values(self.text, self.where, name=self.file)
        self.data: QueryDict | None = self.request.POST if self.request.method == "POST" else None
        self.before = self._seen()
        self.fill()

    @property
    def row_id(self) -> str:
        return self.where[-1][1]

    @property
    def words(self) -> Text:
        """What the row is called."""
        said = self.said.get(self.desk.title)
        found = said if isinstance(said, dict) else {}
        return Text(ko=str(found.get("ko", "")), en=str(found.get("en", "")))

    def fill(self, *, theirs: Sequence[Key] = ()) -> None:
        """The forms, with what was typed; ``theirs`` are keys for which the stored value is shown instead."""
        edition = read(self.draft).edition
        self.form = self.desk.build(self.data, self.before, edition, self.draft)
        self.rows = [
            rows_of(
                form_class,
                name=name,
                said=self.said if (name,) in theirs else self.before,
                data=None if (name,) in theirs else self.data,
            )
            for name, form_class in self.desk.lists.items()
        ]

    def is_valid(self) -> bool:
        return not [one for one in self._parts() if not one.is_valid()]

    def changes(self) -> dict[Key, Value | None]:
        """Against what the row said when the page was opened."""
        found = self.form.changes()
        for rows in self.rows:
            found |= changed_rows(rows, said=self.before)
        return found

    def proposed(self) -> dict[str, str]:
        """The files that would be others, with what follows from the rules."""
        return proposed(self.draft, {self.file: editing.with_values(self.text, self.where, self.changes())})

    def clashes(self) -> list[tuple[Key, Both]]:
        """What both changed, in two ways."""
        mine = self.changes()
        return [
            (key, Both(self._label(key), _words(at(self.said, key)), _words(mine[key])))
            for key in self._theirs()
            if key in mine and _plain(mine[key]) != _plain(at(self.said, key))
        ]

    def merge(self) -> None:
        """Show their values where only they changed something, and take their row as seen."""
        mine, theirs = self.changes(), self._theirs()
        data = self.data.copy() if self.data is not None else QueryDict(mutable=True)
        current = self.desk.build(None, self.said, read(self.draft).edition, self.draft)
        for name, key in self.form.KEYS.items():
            if key in theirs and key not in mine:
                _put(data, name, current.initial.get(name))
        for name, rule in current.number_rules().items():
            if (rule,) in theirs:  # A number that I changed stands in my version of the rule.
                data[name] = str(current.fields[name].initial)
                if (rule,) in mine:
                    _put(data, rule, _plain(mine[rule,]))
        self.data, self.before = data, self.said
        self.fill(theirs=[key for key in theirs if key not in mine])

    def _parts(self) -> list[RowForm | Rows[Any]]:
        return [self.form, *self.rows]

    def all_fields(self) -> Iterator[forms.BoundField]:
        for form in (self.form, *(form for rows in self.rows for form in rows)):
            yield from form

    def _theirs(self) -> list[Key]:
        keys = [*self.form.KEYS.values(), *((name,) for name in self.desk.lists)]
        return [key for key in keys if at(self.before, key) != at(self.said, key)]

    def _label(self, key: Key) -> str:
        for name, of in self.form.KEYS.items():
            if of == key:
                return str(self.form.fields[name].label)
        return key[0]

    def _seen(self) -> dict[str, Any]:
        """The row as the page had it; as it is now, where the page does not say or what it says is none."""
        if self.data is None or BEFORE not in self.data:
            return self.said
        try:
            found: Any = tomllib.loads(str(self.data[BEFORE]).replace("\r\n", "\n"))
            for table, _row_id in self.where:
                found = found[table]
                found = found[0] if isinstance(found, list) else found
        except (tomllib.TOMLDecodeError, KeyError, IndexError, TypeError, RecursionError, ValueError):
            return self.said
        return found if isinstance(found, dict) else self.said


def proposed(draft: EditionDraft, texts: Mapping[str, str]) -> dict[str, str]:
    """What these texts make of the draft: they, and what the rules of standards depend on by them."""
    files = {**draft.files, **{name: text for name, text in texts.items() if name in draft.files}}
    every = {**texts, **editing.with_dependencies(files)}
    return {name: text for name, text in every.items() if text != edition_drafts.text_of(draft, name)}


def _put(data: QueryDict, name: str, value: Any) -> None:
    match value:
        case None | False:
            data.pop(name, None)
        case True:
            data[name] = "on"
        case list():
            data.setlist(name, value)
        case _:
            data[name] = str(value)


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _words(value: Any) -> str:
    """A value for people to compare."""
    match value:
        case None:
            return "–"
        case list():
            return "\n".join(_words(one) for one in value)
        case dict():
            return " · ".join(_words(one) for one in value.values())
        case _:
            return str(value).strip()
