"""Answers that are tables: rows of text cells, added and removed with or without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.catalogue import Question
from assessments.forms import text

FIRST_ROWS = 1
"""Blank rows of a table that has none yet."""
_ROW_OF = re.compile(r"(?P<table>[a-z0-9_]+)-(?P<row>[0-9]{1,4})")


class TableWidget(forms.Widget):
    """Cells are named ``question-row-column``; rows count from 0 and may have gaps."""

    template_name = "assessments/_rows.html"
    use_fieldset = True

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.columns = question.columns
        self.blank_rows = 0

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """A list of rows; what JSON sent under the plain name is handed on as it is."""
        if name in data:
            return data[name]
        found: dict[int, list[str]] = {}
        ids = [column.id for column in self.columns]
        for key in data:
            row = re.fullmatch(rf"{re.escape(name)}-([0-9]{{1,4}})-([a-z0-9_]+)", key)
            if row and row[2] in ids:
                cells = found.setdefault(int(row[1]), [""] * len(ids))
                cells[ids.index(row[2])] = data[key]
        return [found[number] for number in sorted(found)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(key.startswith(f"{name}-") for key in data)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [self._padded(row) for row in value or []]
        rows += [self._padded([])] * (self.blank_rows or (0 if rows else FIRST_ROWS))
        context["widget"] |= {
            "columns": self.columns,
            "rows": [self._row(name, number, cells) for number, cells in enumerate(rows[: text.ROWS_MAX])],
            "blank": self._row(name, "__row__", self._padded([])),
            "most": text.ROWS_MAX,
            "is_full": len(rows) >= text.ROWS_MAX,
        }
        return context

    def id_for_label(self, id_: str, index: str = "0") -> str:
        return f"{id_}-{index}-{self.columns[0].id}"

    def _padded(self, row: Any) -> list[str]:
        cells = [cell if isinstance(cell, str) else "" for cell in row] if isinstance(row, list) else []
        return (cells + [""] * len(self.columns))[: len(self.columns)]

    def _row(self, name: str, number: int | str, cells: list[str]) -> dict[str, Any]:
        return {
            "number": number + 1 if isinstance(number, int) else "",
            "name": f"{name}-{number}",
            "cells": [
                {"column": column, "name": f"{name}-{number}-{column.id}", "value": text.tidy(cell)}
                for column, cell in zip(self.columns, cells, strict=True)
            ],
        }


class TableField(forms.Field):
    """Cleans to a list of rows, blank ones left out; None when there is none."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(widget=TableWidget(question), **kwargs)

    def to_python(self, value: Any) -> list[list[str]] | None:
        if value is None or value == "":
            return None
        if not isinstance(value, list) or not all(self._is_row(row) for row in value):
            raise ValidationError(_("Write text in the cells of the table."))
        if len(value) > text.ROWS_MAX:
            counts = {"most": text.ROWS_MAX, "rows": len(value)}
            raise ValidationError(_("At most %(most)s rows; this table has %(rows)s.") % counts)
        faults: list[ValidationError] = []
        rows = [self._clean_row(row, number, faults) for number, row in enumerate(value, start=1)]
        if faults:
            raise ValidationError(faults)
        return [row for row in rows if any(row)] or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(initial or []) != bool(data or []) or (initial or []) != (data or [])

    def _is_row(self, row: Any) -> bool:
        fits = isinstance(row, list) and len(row) <= len(self.question.columns)
        return fits and all(isinstance(cell, str) for cell in row)

    def _clean_row(self, row: list[str], number: int, faults: list[ValidationError]) -> list[str]:
        cells = []
        cell_field = text.TextField(required=False, max_length=text.CELL_MAX)
        for column, raw in zip(self.question.columns, row + [""] * len(self.question.columns), strict=False):
            try:
                cells.append(cell_field.clean(raw))
            except ValidationError as fault:
                where = {
                    "row": number,
                    "column": text.in_language(column.text),
                    "fault": " ".join(fault.messages),
                }
                faults.append(ValidationError(_("Row %(row)s, %(column)s: %(fault)s") % where))
        return cells


def without_row(data: QueryDict, row: str) -> QueryDict:
    """What was posted, without one row (``question-number``); anything else is left alone."""
    kept = data.copy()
    if _ROW_OF.fullmatch(row):
        for key in data:
            if key.startswith(f"{row}-"):
                del kept[key]
    return kept
