"""What each standard depends on, even while the edition as a whole cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.catalogue.reader import files, form
from assessments.catalogue.reader.rules import Rules
from assessments.catalogue.reader.tables import Table, table_of
from assessments.errors import CatalogueError


def dependencies(contents: Mapping[str, bytes]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Ids of questions by file and standard, in the form's order; without what cannot be read."""
    try:
        questions = form.vocabulary(contents)
        rules = Rules(questions)
        form.derived_values(contents, rules=rules, questions=questions)
    except (CatalogueError, KeyError):
        return {}
    return {
        name: _of_file(name, contents[name], rules) for name in contents if files.STANDARDS.fullmatch(name)
    }


def _of_file(name: str, content: bytes, rules: Rules) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    try:
        rows = table_of(name, content).tables("standard")
    except CatalogueError:
        return found
    for row in rows:
        try:
            found[row.string("id")] = _of_standard(row, rules)
        except CatalogueError:
            continue
    return found


def _of_standard(row: Table, rules: Rules) -> tuple[str, ...]:
    return rules.questions_behind(rules.rule(row, "applies_when"), rules.rule(row, "test"))
