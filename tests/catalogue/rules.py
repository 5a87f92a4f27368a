"""A vocabulary and facts for tests of single rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from assessments.catalogue.expressions import Expression, Trace
from assessments.catalogue.grammar import parse
from assessments.catalogue.values import ABSENT, UNKNOWN, Kind, Value
from assessments.catalogue.vocabulary import Term

VOCABULARY = {
    "mode": Term(Kind.SINGLE, ("live", "post")),
    "law": Term(Kind.YESNO, ("yes", "no")),
    "groups": Term(Kind.MULTI, ("staff", "children", "none")),
    "size": Term(Kind.NUMBER),
    "rate": Term(Kind.PERCENT),
    "begins": Term(Kind.DATE),
    "ends": Term(Kind.DATE),
    "note": Term(Kind.TEXT),
    "report": Term(Kind.FILE),
    "table": Term(Kind.TABLE),
    "d_live": Term(None),
}
DERIVED = parse("mode == 'live'", vocabulary=VOCABULARY)

SAMPLES: dict[str, tuple[Value, ...]] = {
    "mode": ("live", "post"),
    "law": ("yes", "no"),
    "groups": (("staff",), ("staff", "children"), ("none",)),
    "size": (Decimal(0), Decimal(3), Decimal(100)),
    "rate": (Decimal("0.1"), Decimal("0.3")),
    "begins": (date(2026, 1, 1), date(2027, 1, 1)),
    "ends": (date(2026, 1, 1), date(2028, 1, 1)),
    "note": ("words",),
    "report": ("file.pdf",),
    "table": ((("a",),), (("a",), ("b",))),
}
"""Some known values of every answer."""


@cache
def rule(text: str) -> Expression:
    return parse(text, vocabulary=VOCABULARY)


class Given:
    """Facts with these values; every other answer is blank."""

    def __init__(self, values: Mapping[str, Value] | None = None, **more: Value) -> None:
        self.values: dict[str, Value] = {**dict.fromkeys(SAMPLES, UNKNOWN), **(values or {}), **more}

    def derived(self, name: str, /) -> Trace:
        assert name == "d_live"
        return DERIVED.trace(self)


class BlankIsAbsent(Given):
    """A planted fault: what is not answered counts as if it were not asked."""

    def __init__(self, values: Mapping[str, Value] | None = None, **more: Value) -> None:
        super().__init__(values, **more)
        self.values = {name: ABSENT if value is UNKNOWN else value for name, value in self.values.items()}
