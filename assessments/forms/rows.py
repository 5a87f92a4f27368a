"""Forms that repeat: rows added and removed with or without JavaScript, blank ones left out.

The fields of row 2 of ``defects`` are named ``defects-2-text``. What is posted may have gaps; shown again,
the rows count from 0 without any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.forms.utils import ErrorList
from django.http import QueryDict

Row = TypeVar("Row", bound=forms.Form)

MOST_ROWS = 40


class Rows(Generic[Row]):
    """The forms of all rows. Unbound, they show ``initial`` and then ``blank`` empty ones."""

    def __init__(
        self,
        form_class: type[Row],
        *,
        name: str,
        data: QueryDict | None = None,
        initial: Sequence[dict[str, Any]] = (),
        blank: int = 0,
        **more: Any,
    ) -> None:
        self.form_class, self.name, self.more = form_class, name, more
        self.most = MOST_ROWS
        self.data = _renumbered(data, name) if data is not None else None
        if self.data is None:
            shown = [*initial, *[{} for _ in range(blank)]][:MOST_ROWS]
            self.forms = [self._form(number, initial=given) for number, given in enumerate(shown)]
        else:
            self.forms = [self._form(number) for number in range(_count(self.data, name))]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def template(self) -> Row:
        """The empty row that JavaScript copies; its number is ``__row__``."""
        return self._form("__row__", unbound=True)

    def add(self, *initial: dict[str, Any]) -> None:
        """One more row below, or one for each of ``initial``."""
        for given in initial or ({},):
            if len(self.forms) < MOST_ROWS:
                self.forms.append(self._form(len(self.forms), initial=given, unbound=True))

    def is_valid(self) -> bool:
        # Every row, so that all errors show at once.
        return not [form for form in self.forms if not form.is_valid()]

    def values(self) -> list[dict[str, Any]]:
        """Of the rows that say something, in order. Call ``is_valid`` first."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    def refuse(self, message: str, *, field: str) -> None:
        """Put an error on the first row: for what is wrong with all of them together."""
        if not self.forms:
            self.data = QueryDict()
            self.forms = [self._form(0)]
        self.forms[0].full_clean()
        self.forms[0].add_error(field, message)

    def _form(
        self, number: int | str, *, initial: dict[str, Any] | None = None, unbound: bool = False
    ) -> Row:
        data = None if unbound else self.data
        return self.form_class(
            data,
            prefix=f"{self.name}-{number}",
            initial=initial,
            empty_permitted=data is not None,
            use_required_attribute=False,
            **self.more,
        )


class Together:
    """Several forms of one page as one, for the summary of errors."""

    def __init__(self, *parts: forms.Form | Rows[Any]) -> None:
        self.forms = [form for part in parts for form in (part if isinstance(part, Rows) else [part])]

    def __iter__(self) -> Iterator[forms.BoundField]:
        """All fields; one of a repeated form that is at fault says in its label which row it is in."""
        for form in self.forms:
            number = form.prefix.rpartition("-")[2] if form.prefix else ""
            for field in form:
                if field.errors and number.isdigit():
                    field.label = f"{form.fields[field.name].label} ({int(number) + 1})"
                yield field

    @property
    def errors(self) -> list[Any]:
        return [form.errors for form in self.forms if form.is_bound and form.errors]

    def non_field_errors(self) -> ErrorList:
        found = ErrorList()
        for form in self.forms:
            if form.is_bound:
                found.extend(form.non_field_errors())
        return found


def without_row(data: QueryDict, row: str) -> QueryDict:
    """What was posted, without the fields of one row (``defects-2``); anything else is left alone."""
    kept = data.copy()
    for key in data:
        if re.fullmatch(r"[a-z]+-[0-9]{1,4}", row) and key.startswith(f"{row}-"):
            del kept[key]
    return kept


def _renumbered(data: QueryDict, name: str) -> QueryDict:
    """The fields of the rows alone, numbered from 0 without gaps."""
    pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,4}})-([a-z_]+)")
    found = [(int(match[1]), match[2], key) for key in data if (match := pattern.fullmatch(key))]
    order = {
        number: place for place, number in enumerate(sorted({number for number, _, _ in found})[:MOST_ROWS])
    }
    fresh = QueryDict(mutable=True)
    for number, field, key in found:
        if number in order:
            fresh.setlist(f"{name}-{order[number]}-{field}", data.getlist(key))
    return fresh


def _count(data: QueryDict, name: str) -> int:
    return len({key.removeprefix(f"{name}-").split("-")[0] for key in data})
