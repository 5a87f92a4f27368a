"""Reads groups of standards, kinds of evidence and validations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assessments.catalogue.reader.rules import Rules
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.schema import Cite, Document, Group, ModelCondition, Standard, Validation
from assessments.catalogue.texts import Text
from assessments.catalogue.vocabulary import perhaps
from assessments.enums import Effect, Level, StandardKind, Timing

CHECKS = frozenset({"none_stands_alone", "numbers_within_range"})
"""Validations that no rule can say; :mod:`assessments.evaluation.faults` carries them out."""


def groups(
    contents: Mapping[str, bytes], *, order: Iterable[str], rules: Rules, documents: tuple[Document, ...]
) -> tuple[Group, ...]:
    """In the order that ``edition.toml`` gives."""
    return tuple([_group(group_id, contents, rules, documents) for group_id in order])


def validations(contents: Mapping[str, bytes], *, rules: Rules) -> tuple[Validation, ...]:
    with table_of("validations.toml", contents["validations.toml"]) as table:
        return tuple([_validation(row, rules) for row in table.tables("validation")])


def documents(contents: Mapping[str, bytes]) -> tuple[Document, ...]:
    with table_of("documents.toml", contents["documents.toml"]) as table:
        return tuple([_document(row) for row in table.tables("document")])


def _document(table: Table) -> Document:
    with table:
        return Document(table.string("id"), table.text("title"))


def _group(
    group_id: str, contents: Mapping[str, bytes], rules: Rules, documents: tuple[Document, ...]
) -> Group:
    name = f"standards/{group_id}.toml"
    with table_of(name, contents[name]) as table:
        title = table.text("title")
        rows = table.tables("standard")
        return Group(group_id, title, tuple([_standard(row, group_id, rules, documents) for row in rows]))


def _standard(table: Table, group_id: str, rules: Rules, documents: tuple[Document, ...]) -> Standard:
    with table:
        applies_when, test = rules.rule(table, "applies_when"), rules.rule(table, "test")
        return Standard(
            id=_standard_id(table, group_id),
            group=group_id,
            title=table.text("title"),
            requirement=table.text("requirement"),
            kind=table.member("kind", StandardKind),
            effect=table.member("effect", Effect),
            applies_when=applies_when,
            test=test,
            depends_on=_depends_on(table, rules.questions_behind(applies_when, test)),
            cites=tuple([_cite(row) for row in table.tables("cites")]),
            evidence=_evidence(table, documents),
            review=table.text("review"),
            chosen=table.maybe_text("chosen"),
            condition=_condition(table.table("condition")) if "condition" in table else None,
        )


def _standard_id(table: Table, group_id: str) -> str:
    standard_id = table.string("id")
    if not re.fullmatch(rf"{group_id}-[1-9]\d*", standard_id):
        raise table.fault("id", f"must be {group_id}- and a number")
    return standard_id


def _depends_on(table: Table, looked_at: tuple[str, ...]) -> tuple[str, ...]:
    """Written down for people to read; it must agree with the rules."""
    if set(table.strings("depends_on")) != set(looked_at):
        raise table.fault("depends_on", f"the rules look at {', '.join(looked_at) or 'nothing'}")
    return looked_at


def _evidence(table: Table, documents: tuple[Document, ...]) -> tuple[str, ...]:
    evidence = table.strings("evidence")
    known = {document.id for document in documents}
    for document_id in evidence:
        if document_id not in known:
            hint = perhaps(document_id, among=known)
            raise table.fault("evidence", f"unknown document '{document_id}'{hint}")
    return evidence


def _cite(table: Table) -> Cite:
    with table:
        return Cite(Text(ko=table.string("ko"), en=table.string("en")), table.strings("codes"))


def _condition(table: Table) -> ModelCondition:
    with table:
        timing, days = table.member("timing", Timing), table.maybe_integer("days")
        if (timing == Timing.WITHIN_DAYS) is not (days is not None):
            raise table.fault("days", "belongs to the timing within_days, and to no other")
        return ModelCondition(table.text("text"), timing, days)


def _validation(table: Table, rules: Rules) -> Validation:
    with table:
        validation = Validation(
            id=table.string("id"),
            level=table.member("level", Level),
            rule=rules.maybe_rule(table, "rule"),
            check=table.string("check") if "check" in table else None,
            message=table.text("message"),
        )
    if (validation.rule is None) is (validation.check is None):
        raise table.fault("rule", "a validation has a rule or a check, and not both")
    if validation.check and validation.check not in CHECKS:
        hint = perhaps(validation.check, among=CHECKS)
        raise table.fault("check", f"unknown check '{validation.check}'{hint}")
    return validation
