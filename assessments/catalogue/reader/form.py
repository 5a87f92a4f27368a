"""Reads steps, pages, questions and derived values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assessments.catalogue.grammar import RESERVED
from assessments.catalogue.reader.files import QUESTIONS
from assessments.catalogue.reader.rules import Rules
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals import editions as refusals
from assessments.catalogue.schema import Choice, Column, DerivedValue, Page, Question, Step
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind
from assessments.catalogue.vocabulary import Term
from assessments.errors import CatalogueError

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SLUG = re.compile(r"[a-z][a-z0-9-]*")
_CHOOSING = frozenset({Kind.SINGLE, Kind.MULTI})
_MEASURING = frozenset({Kind.NUMBER, Kind.PERCENT})
_YES_NO = (Choice("yes", Text(ko="예", en="Yes")), Choice("no", Text(ko="아니요", en="No")))


def vocabulary(contents: Mapping[str, bytes]) -> dict[str, Term]:
    """The kinds and choices of all questions, in the form's order; refuses an id used twice."""
    found: dict[str, Term] = {}
    for name in _question_files(contents):
        for page in table_of(name, contents[name]).tables("page"):
            for row in page.tables("question"):
                question_id = _name(row, taken=found)
                found[question_id] = Term(
                    row.member("kind", Kind), tuple([choice.id for choice in _choices(row)])
                )
    return found


def derived_values(
    contents: Mapping[str, bytes], *, rules: Rules, questions: Mapping[str, Term]
) -> tuple[DerivedValue, ...]:
    """Each may use the questions and the derived values above it."""
    found: dict[str, DerivedValue] = {}
    with table_of("derived.toml", contents["derived.toml"]) as table:
        for row in table.tables("derived"):
            with row:
                name = _name(row, taken={**questions, **found})
                found[name] = DerivedValue(name, row.text("title"), rules.rule(row, "rule"))
                rules.add_derived(name, found[name].rule)
    return tuple(found.values())


def steps(contents: Mapping[str, bytes], *, rules: Rules) -> tuple[Step, ...]:
    reader = _Form(rules)
    return tuple([reader.step(name, contents[name]) for name in _question_files(contents)])


class _Form:
    """Reads the form in order, so that it knows what was asked before."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.earlier: set[str] = set()
        self.pages: set[str] = set()

    def step(self, name: str, content: bytes) -> Step:
        match = QUESTIONS.fullmatch(name)
        assert match  # noqa: S101  # only such names are question files
        with table_of(name, content) as table:
            title = table.text("title")
            pages = tuple([self.page(row, step_id=match["id"]) for row in table.tables("page")])
        return Step(int(match["number"]), match["id"], title, pages)

    def page(self, table: Table, *, step_id: str) -> Page:
        with table:
            page_id = table.string("id")
            if not _SLUG.fullmatch(page_id):
                raise table.fault("id", refusals.SLUG)
            if page_id in self.pages:
                raise table.fault("id", refusals.ID_TWICE.filled(id=page_id))
            self.pages.add(page_id)
            title = table.text("title")
            rows = table.tables("question")
            return Page(
                page_id, step_id, title, tuple([self.question(row, step_id, page_id) for row in rows])
            )

    def question(self, table: Table, step_id: str, page_id: str) -> Question:
        with table:
            kind = table.member("kind", Kind)
            question = Question(
                id=table.string("id"),
                step=step_id,
                page=page_id,
                kind=kind,
                text=table.text("text"),
                help=table.text("help"),
                required=table.flag("required", default=True),
                public=table.flag("public", default=True),
                choices=_choices(table),
                columns=_columns(table),
                minimum=_bound(table, "minimum", default=0),
                maximum=_bound(table, "maximum", default=100 if kind is Kind.PERCENT else None),
                show=self.rules.maybe_rule(table, "show"),
            )
        if question.show:
            self.rules.refuse_forward_look(table, "show", question.show, earlier=self.earlier)
        self.earlier.add(question.id)
        return question


def _question_files(contents: Mapping[str, bytes]) -> list[str]:
    """In the order of the steps, which are numbered from 01 without a gap; no id twice."""
    found: dict[str, str] = {}
    for number, name in enumerate([name for name in contents if QUESTIONS.fullmatch(name)], 1):
        step = name.removeprefix(f"questions/{number:02d}-")
        if step == name:
            raise CatalogueError(refusals.STEP_NUMBER.filled(number=f"{number:02d}").after(name))
        if step in found:
            raise CatalogueError(refusals.STEP_TWICE.filled(name=found[step]).after(name))
        found[step] = name
    return list(found.values())


def _name(row: Table, *, taken: Mapping[str, object]) -> str:
    name = row.string("id")
    if not _NAME.fullmatch(name):
        raise row.fault("id", refusals.NAME)
    if name in RESERVED:
        raise row.fault("id", refusals.RESERVED.filled(id=name))
    if name in taken:
        raise row.fault("id", refusals.ID_TWICE.filled(id=name))
    return name


def _choices(table: Table) -> tuple[Choice, ...]:
    kind = table.member("kind", Kind)
    if kind is Kind.YESNO:
        return _YES_NO
    if kind not in _CHOOSING:
        _refuse(table, "choices", kind)
        return ()
    return tuple([Choice(option_id, text) for option_id, text in _options(table, "choices")])


def _columns(table: Table) -> tuple[Column, ...]:
    kind = table.member("kind", Kind)
    if kind is not Kind.TABLE:
        _refuse(table, "columns", kind)
        return ()
    return tuple([Column(option_id, text) for option_id, text in _options(table, "columns")])


def _options(table: Table, key: str) -> list[tuple[str, Text]]:
    found = [_option(row) for row in table.tables(key)]
    if not found:
        raise table.fault(key, refusals.EMPTY)
    return found


def _option(table: Table) -> tuple[str, Text]:
    with table:
        option_id = table.string("id")
        if not _NAME.fullmatch(option_id):
            raise table.fault("id", refusals.NAME)
        return option_id, Text(ko=table.string("ko"), en=table.string("en"))


def _bound(table: Table, key: str, *, default: int | None) -> Decimal | None:
    kind = table.member("kind", Kind)
    if kind not in _MEASURING:
        _refuse(table, key, kind)
        return None
    value = table.integer(key) if key in table else default
    return None if value is None else Decimal(value)


def _refuse(table: Table, key: str, kind: Kind) -> None:
    if key in table:
        raise table.fault(key, refusals.NONE_OF_KIND.filled(kind=kind))
