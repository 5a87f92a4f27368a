"""Reads groups of standards, kinds of evidence and validations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assessments.catalogue.reader.rules import Rules
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals import editions as refusals, tables
from assessments.catalogue.schema import (
    Cite,
    Document,
    Group,
    ModelCondition,
    Nature,
    ReadAs,
    Source,
    Standard,
    Validation,
)
from assessments.catalogue.texts import Text
from assessments.catalogue.vocabulary import perhaps
from assessments.enums import Effect, Level, StandardKind, Timing

CHECKS = frozenset({"none_stands_alone", "numbers_within_range"})
"""Validations that no rule can say; :mod:`assessments.evaluation.faults` carries them out."""


class Known:
    """What a standard may name."""

    def __init__(self, rules: Rules, documents: Iterable[Document], sources: Iterable[Source]) -> None:
        self.rules = rules
        self.documents = tuple([document.id for document in documents])
        self.sources = tuple([source.id for source in sources])


def groups(contents: Mapping[str, bytes], *, order: Iterable[str], known: Known) -> tuple[Group, ...]:
    """In the order that ``edition.toml`` gives."""
    return tuple([_group(f"standards/{group_id}.toml", group_id, contents, known) for group_id in order])


def validations(contents: Mapping[str, bytes], *, rules: Rules) -> tuple[Validation, ...]:
    with table_of("validations.toml", contents["validations.toml"]) as table:
        return tuple([_validation(row, rules) for row in table.tables("validation")])


def documents(contents: Mapping[str, bytes]) -> tuple[Document, ...]:
    with table_of("documents.toml", contents["documents.toml"]) as table:
        return tuple([_document(row) for row in table.tables("document")])


def sources(contents: Mapping[str, bytes]) -> tuple[Source, ...]:
    with table_of("sources.toml", contents["sources.toml"]) as table:
        return tuple([_source(row) for row in table.tables("source")])


def _document(table: Table) -> Document:
    with table:
        return Document(table.string("id"), table.text("title"))


def _source(table: Table) -> Source:
    with table:
        nature, read_as = table.member("nature", Nature), table.member("read_as", ReadAs)
        return Source(table.string("id"), nature, read_as, table.text("title"))


def _group(name: str, group_id: str, contents: Mapping[str, bytes], known: Known) -> Group:
    with table_of(name, contents[name]) as table:
        title = table.text("title")
        return Group(
            group_id, title, tuple([_standard(row, group_id, known) for row in table.tables("standard")])
        )


def _standard(table: Table, group_id: str, known: Known) -> Standard:
    with table:
        applies_when, test = known.rules.rule(table, "applies_when"), known.rules.rule(table, "test")
        return Standard(
            id=_standard_id(table, group_id),
            group=group_id,
            title=table.text("title"),
            requirement=table.text("requirement"),
            kind=table.member("kind", StandardKind),
            effect=table.member("effect", Effect),
            applies_when=applies_when,
            test=test,
            depends_on=_depends_on(table, known.rules.questions_behind(applies_when, test)),
            cites=tuple([_cite(row, known) for row in table.tables("cites")]),
            evidence=_named(table, "evidence", among=known.documents),
            review=table.text("review"),
            chosen=table.maybe_text("chosen"),
            condition=_condition(table.table("condition")) if "condition" in table else None,
        )


def _standard_id(table: Table, group_id: str) -> str:
    standard_id = table.string("id")
    if not re.fullmatch(rf"{group_id}-[1-9][0-9]*", standard_id):
        raise table.fault("id", refusals.STANDARD_ID.filled(group=group_id))
    return standard_id


def _depends_on(table: Table, looked_at: tuple[str, ...]) -> tuple[str, ...]:
    """Written down for people to read; it must agree with the rules."""
    if set(table.strings("depends_on")) != set(looked_at):
        names = ", ".join(looked_at) or refusals.NOTHING
        raise table.fault("depends_on", refusals.DEPENDS_ON.filled(names=names))
    return looked_at


def _cite(table: Table, known: Known) -> Cite:
    with table:
        text = Text(ko=table.string("ko"), en=table.string("en"))
        return Cite(text, _named(table, "sources", among=known.sources))


def _named(table: Table, key: str, *, among: tuple[str, ...]) -> tuple[str, ...]:
    """Ids that are there."""
    names = table.strings(key)
    for name in names:
        if name not in among:
            hint = perhaps(name, among=among)
            raise table.fault(key, tables.UNKNOWN_ID.filled(id=name, hint=hint))
    return names


def _condition(table: Table) -> ModelCondition:
    with table:
        timing, days = table.member("timing", Timing), table.maybe_integer("days")
        if (timing == Timing.WITHIN_DAYS) is not (days is not None):
            raise table.fault("days", refusals.DAYS_OF_TIMING)
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
        raise table.fault("rule", refusals.RULE_OR_CHECK)
    if validation.check and validation.check not in CHECKS:
        hint = perhaps(validation.check, among=CHECKS)
        raise table.fault("check", refusals.UNKNOWN_CHECK.filled(check=validation.check, hint=hint))
    return validation
