"""What the forms for standards and questions share: a row of a file in fields, and back as changes to it.

Nothing is required and little is refused: what is wrong is for the reader of editions to say, and a draft may
be saved with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue.editing import Key, Value
from assessments.forms.rows import Rows
from assessments.forms.text import LongTextField, TextField

BLANK_ROWS = 1
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,19})")


class RowForm(forms.Form):
    """``KEYS`` says which field holds which key; a blank one of ``OPTIONAL`` takes its key away."""

    is_draft = True
    KEYS: Mapping[str, Key] = {}
    OPTIONAL: frozenset[str] = frozenset()
    RULES: frozenset[str] = frozenset()
    WHOLE_NUMBERS: frozenset[str] = frozenset()

    def __init__(self, data: Any = None, *, said: Mapping[str, Any], **more: Any) -> None:
        """``said`` is the row as it is in the file."""
        self.said = said
        super().__init__(data, initial={name: self._shown(key) for name, key in self.KEYS.items()}, **more)
        for name, field in self.fields.items():
            field.optional = name in self.OPTIONAL  # type: ignore[attr-defined]

    def changes(self) -> dict[Key, Value | None]:
        """What was changed. Call ``is_valid`` first."""
        return {self.KEYS[name]: self.value_of(name) for name in self.changed_data if name in self.KEYS}

    def value_of(self, name: str) -> Value | None:
        value = self.cleaned_data[name]
        if name in self.OPTIONAL and value in ("", None):
            return None
        if name in self.WHOLE_NUMBERS and _WHOLE.fullmatch(str(value)):
            return int(value)
        if name in self.RULES:
            return on_lines(value, before=at(self.said, self.KEYS[name]))
        return value  # type: ignore[no-any-return]

    def number_rules(self) -> dict[str, str]:
        """Fields for numbers, each with the rule that the number stands in."""
        return {}

    def _shown(self, key: Key) -> Any:
        value = at(self.said, key)
        match value:
            case str():
                return value.strip()
            case bool() | list():
                return value
            case None:
                return None
            case _:
                return str(value)


class OptionForm(forms.Form):
    """One choice of a question, or one column of a table."""

    is_draft = True
    is_kept_empty = False
    """Whether a list without rows is written down."""

    id = TextField(required=False, label=_("Id"), max_length=60)
    ko = TextField(required=False, label=_("Korean"), widget=forms.TextInput(attrs={"lang": "ko"}))
    en = TextField(required=False, label=_("English"), widget=forms.TextInput(attrs={"lang": "en"}))

    def row(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("id", "en", "ko")}

    @staticmethod
    def shown(said: Mapping[str, Any]) -> dict[str, Any]:
        return {name: said.get(name, "") for name in ("id", "ko", "en")}


class CiteForm(forms.Form):
    """What a standard rests on."""

    is_draft = True
    is_kept_empty = True

    ko = LongTextField(
        required=False,
        max_length=None,
        label=_("Korean"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ko"}),
    )
    en = LongTextField(
        required=False,
        max_length=None,
        label=_("English"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
    )
    sources = TextField(required=False, label=_("Ids of sources, with spaces between"))

    def row(self) -> dict[str, Any]:
        ids = self.cleaned_data["sources"].replace(",", " ").split()
        return {"en": self.cleaned_data["en"], "ko": self.cleaned_data["ko"], "sources": ids}

    @staticmethod
    def shown(said: Mapping[str, Any]) -> dict[str, Any]:
        sources = said.get("sources")
        ids = " ".join(map(str, sources)) if isinstance(sources, list) else str(sources or "")
        return {"ko": said.get("ko", ""), "en": said.get("en", ""), "sources": ids}


def rows_of(
    form_class: type[Any], *, name: str, said: Mapping[str, Any], data: Any = None, blank: int = BLANK_ROWS
) -> Rows[Any]:
    return Rows(
        form_class,
        name=name,
        data=data,
        initial=[form_class.shown(one) for one in tables(said.get(name))],
        blank=blank,
    )


def changed_rows(rows: Rows[Any], *, said: Mapping[str, Any]) -> dict[Key, Value | None]:
    """The list, if it is another now. Call ``is_valid`` first."""
    wanted = [form.row() for form in rows if form.has_changed()]
    if wanted == tables(said.get(rows.name)):
        return {}
    return {(rows.name,): wanted or ([] if rows.form_class.is_kept_empty else None)}


def tables(said: Any) -> list[dict[str, Any]]:
    return [dict(one) for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def on_lines(rule: str, *, before: Any) -> str:
    """A rule over several lines ends with its line, so that it stands between its quotation marks."""
    ends = "\n" in rule or (isinstance(before, str) and before.endswith("\n"))
    return f"{rule}\n" if ends and rule else rule


def at(said: Any, key: Iterable[str]) -> Any:
    for name in key:
        if not isinstance(said, Mapping):
            return None
        said = said.get(name)
    return said


def with_unknown(choices: Iterable[tuple[str, Any]], *values: Any) -> list[tuple[str, Any]]:
    """The choices, and what the file says though it is none of them, so that saving changes nothing."""
    found = [("", _("Choose…")), *choices]
    known = {value for value, _label in found}
    return [*found, *((str(value), str(value)) for value in values if value and str(value) not in known)]
