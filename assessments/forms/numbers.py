"""Numbers and dates as officials write them; what can be read in two ways is refused with an example."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assessments.catalogue.values import as_json, number
from assessments.forms.text import tidy

_PLAIN = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}((,[0-9]{3})+|( [0-9]{3})+)(\.[0-9]+)?")
DATE_FORMATS = ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d")
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


class NumberField(forms.Field):
    """Cleans to the JSON of a number: an int, or a decimal as text; None when blank."""

    widget = forms.TextInput

    def __init__(
        self, *, minimum: Decimal | None = None, maximum: Decimal | None = None, **kwargs: Any
    ) -> None:
        self.minimum, self.maximum = minimum, maximum
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        read = number(self.plain(value) if isinstance(value, str) else value)
        if read is None:
            raise ValidationError(self.wanted())
        self._must_be_in_range(read)
        return as_json(read)

    def plain(self, raw: str) -> str:
        """Digits, sign and point only; "" when that is not what is written."""
        written = " ".join(unicodedata.normalize("NFKC", raw).split())
        if _PLAIN.fullmatch(written):
            return written
        return re.sub("[, ]", "", written) if _GROUPED.fullmatch(written) else ""

    def wanted(self) -> str:
        return _("Write a number in digits, such as 60000, 60,000 or 1.5.")

    def prepare_value(self, value: Any) -> Any:
        """What is stored, with commas; what was typed, as typed."""
        if isinstance(value, str) or value is None:
            return value
        read = number(value)
        return value if read is None else f"{read:,f}"

    def bound_data(self, data: Any, initial: Any) -> Any:
        return tidy(data) if isinstance(data, str) else data

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "class": "input--short"}

    def _must_be_in_range(self, read: Decimal) -> None:
        if self.minimum is not None and read < self.minimum:
            raise ValidationError(_("Must be %(bound)s or more.") % {"bound": f"{self.minimum:,f}"})
        if self.maximum is not None and read > self.maximum:
            raise ValidationError(_("Must be %(bound)s or less.") % {"bound": f"{self.maximum:,f}"})


class PercentField(NumberField):
    """A share in per cent. A comma is refused: 0,5 and 1,000 would not mean the same to everybody."""

    def plain(self, raw: str) -> str:
        written = unicodedata.normalize("NFKC", raw).strip().removesuffix("%").strip()
        return written if _PLAIN.fullmatch(written) else ""

    def wanted(self) -> str:
        return _("Write a percentage in digits with a point for decimals, such as 0.5 or 12.")


class DateInput(forms.TextInput):
    """A date picker, unless what was typed is no date: a picker would show nothing of it."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["type"] = "date" if not value or _iso(value) else "text"
        return context


class DateField(forms.Field):
    """Cleans to the ISO text of a day; None when blank."""

    widget = DateInput

    def to_python(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        day = _read_day(value) if isinstance(value, str) else None
        if day is None:
            raise ValidationError(_("Write the date as year-month-day, such as 2027-03-02."))
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(_("Check the year."))
        return day.isoformat()

    def bound_data(self, data: Any, initial: Any) -> Any:
        return tidy(data) if isinstance(data, str) else data


def _read_day(raw: str) -> date | None:
    written = "".join(unicodedata.normalize("NFKC", raw).split()).rstrip(".")
    if not written.isascii():
        return None
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007  # a calendar day has no zone
        except ValueError:
            continue
    return None


def _iso(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
