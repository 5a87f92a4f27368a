"""Everything an edition says, thing by thing and field by field: what a comparison compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from assessments.catalogue.expressions import Expression
from assessments.catalogue.procedure import Deadline, Ground, Procedure
from assessments.catalogue.schema import Cite, Edition, Question, Standard
from assessments.catalogue.texts import Text


class Part(StrEnum):
    """What kinds of things an edition holds, in the order in which a reader asks for them."""

    EDITION = "edition"
    STANDARD = "standard"
    GROUP = "group"
    QUESTION = "question"
    PAGE = "page"
    STEP = "step"
    DERIVED = "derived"
    DOCUMENT = "document"
    SOURCE = "source"
    VALIDATION = "validation"
    PANEL = "panel"
    VALIDITY = "validity"
    DEADLINE = "deadline"
    CONFLICT_GROUND = "conflict_ground"
    REDACTION_GROUND = "redaction_ground"
    RECORD_SECTION = "record_section"


Said: TypeAlias = Text | Expression | str | bool | int | Decimal | date | tuple[str, ...] | tuple[Cite, ...]
Name: TypeAlias = tuple[str, str]
"""A field, and which of several it is: ``("choice", "live")``. Blank where there is only one."""

ORDER = "order"
"""The field that says in which order the parts of a thing stand."""


@dataclass(frozen=True, slots=True)
class Thing:
    part: Part
    id: str
    title: Text
    home: str
    """Where it belongs: the group of a standard, the page of a question; otherwise blank."""
    fields: Mapping[Name, Said]
    """In the order of reading; what is not said is left out."""


def things(edition: Edition) -> dict[tuple[Part, str], Thing]:
    return {(one.part, one.id): one for one in _things(edition)}


def _things(edition: Edition) -> Iterator[Thing]:
    yield _whole(edition)
    yield from map(_standard, edition.standards)
    for group in edition.groups:
        yield _thing(Part.GROUP, group.id, group.title, order=_ids(group.standards))
    yield from _form(edition)
    yield from _other(edition)
    yield from _procedure(edition.procedure)
    for section in edition.record_sections:
        yield _thing(Part.RECORD_SECTION, section.id, section.title, access=section.access)


def _form(edition: Edition) -> Iterator[Thing]:
    yield from map(_question, edition.questions.values())
    for page in edition.pages.values():
        yield _thing(Part.PAGE, page.id, page.title, step=page.step, order=_ids(page.questions))
    for step in edition.steps:
        yield _thing(Part.STEP, step.id, step.title, order=_ids(step.pages))


def _other(edition: Edition) -> Iterator[Thing]:
    for value in edition.derived:
        yield _thing(Part.DERIVED, value.id, value.title, rule=value.rule)
    for document in edition.documents:
        yield _thing(Part.DOCUMENT, document.id, document.title)
    for source in edition.sources:
        yield _thing(Part.SOURCE, source.id, source.title, nature=source.nature, read_as=source.read_as)
    for one in edition.validations:
        said: dict[str, Any] = {"level": one.level, "rule": one.rule, "check": one.check}
        yield Thing(Part.VALIDATION, one.id, one.message, "", _said({"message": one.message, **said}))


def _whole(edition: Edition) -> Thing:
    """The edition itself, with the order of what it consists of."""
    fields = _said(
        {
            "title": edition.title,
            "valid_from": edition.valid_from,
            "legal_nature": edition.legal_nature,
        }
    )
    orders = {
        Part.GROUP: edition.groups,
        Part.STEP: edition.steps,
        Part.DERIVED: edition.derived,
        Part.DOCUMENT: edition.documents,
        Part.SOURCE: edition.sources,
        Part.VALIDATION: edition.validations,
        Part.DEADLINE: edition.procedure.deadlines,
        Part.CONFLICT_GROUND: edition.procedure.conflict_grounds,
        Part.REDACTION_GROUND: edition.procedure.redaction_grounds,
        Part.RECORD_SECTION: edition.record_sections,
    }
    in_order: dict[Name, Said] = {(ORDER, part): _ids(several) for part, several in orders.items()}
    return Thing(Part.EDITION, "", edition.title, "", {**fields, **in_order})


def _standard(standard: Standard) -> Thing:
    condition = standard.condition
    fields = _said(
        {
            "title": standard.title,
            "requirement": standard.requirement,
            "kind": standard.kind,
            "effect": standard.effect,
            "applies_when": standard.applies_when,
            "test": standard.test,
            "depends_on": standard.depends_on,
            "review": standard.review,
            "chosen": standard.chosen,
            "condition": condition and condition.text,
            "condition_timing": condition and condition.timing,
            "condition_days": condition and condition.days,
            "evidence": standard.evidence,
            "cites": standard.cites,
            "group": standard.group,
        }
    )
    return Thing(Part.STANDARD, standard.id, standard.title, standard.group, fields)


def _question(question: Question) -> Thing:
    fields = _said(
        {
            "text": question.text,
            "help": question.help,
            "kind": question.kind,
            "required": question.required,
            "public": question.public,
            "minimum": question.minimum,
            "maximum": question.maximum,
            "show": question.show,
            "page": question.page,
        }
    )
    choices: dict[Name, Said] = {("choice", one.id): one.text for one in question.choices}
    columns: dict[Name, Said] = {("column", one.id): one.text for one in question.columns}
    orders: dict[Name, Said] = {
        (ORDER, "choice"): _ids(question.choices),
        (ORDER, "column"): _ids(question.columns),
    }
    return Thing(
        Part.QUESTION, question.id, question.text, question.page, {**fields, **choices, **columns, **orders}
    )


def _procedure(procedure: Procedure) -> Iterator[Thing]:
    panel, validity = procedure.panel, procedure.validity
    yield Thing(
        Part.PANEL,
        "",
        _NO_TITLE,
        "",
        _said({"size": panel.size, "large_size": panel.large_size, "large_when": panel.large_when}),
    )
    months = {"maximum_months": validity.maximum, "pilot_months": validity.pilot}
    yield Thing(
        Part.VALIDITY, "", _NO_TITLE, "", _said({**months, "conditional_months": validity.conditional})
    )
    yield from (_deadline(one) for one in procedure.deadlines)
    yield from (_ground(Part.CONFLICT_GROUND, one) for one in procedure.conflict_grounds)
    yield from (_ground(Part.REDACTION_GROUND, one) for one in procedure.redaction_grounds)


def _deadline(deadline: Deadline) -> Thing:
    return _thing(
        Part.DEADLINE,
        deadline.id,
        deadline.title,
        party=deadline.party,
        days=deadline.days,
        hours=deadline.hours,
        working_days=deadline.working_days,
        extension_days=deadline.extension_days,
        tell_within_days=deadline.tell_within_days,
        rounds=deadline.rounds,
        high_risk_days=deadline.high_risk_days,
        high_risk_when=deadline.high_risk_when,
        suspended_in=tuple(map(str, deadline.suspended_in)),
        model=deadline.model,
    )


def _ground(part: Part, ground: Ground) -> Thing:
    return _thing(part, ground.id, ground.title, item=ground.item)


def _thing(part: Part, thing_id: str, title: Text, **fields: Any) -> Thing:
    return Thing(part, thing_id, title, "", _said({"title": title, **fields}))


def _said(fields: Mapping[str, Any]) -> dict[Name, Said]:
    return {(name, ""): value for name, value in fields.items() if value is not None and value != ()}


def _ids(several: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple([one.id for one in several])


_NO_TITLE = Text(ko="", en="")
