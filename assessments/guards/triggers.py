"""Pieces of SQL that the guards are put together from."""

from __future__ import annotations

from collections.abc import Iterable


def trigger(name: str, table: str, when: str, function: str, *, each: str = "ROW") -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {name} {when} ON assessments_{table}\n"
        f"    FOR EACH {each} EXECUTE FUNCTION {function}();\n"
    )


def listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value!s}'" for value in values)
