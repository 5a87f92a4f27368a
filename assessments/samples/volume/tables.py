"""Which tables hold an assessment, and what is a case's own in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model, QuerySet

from assessments.enums import Event
from assessments.models import (
    Assessment,
    Assignment,
    Clarification,
    Condition,
    Correction,
    Decision,
    Declaration,
    DraftDecision,
    Evidence,
    Finding,
    FrozenContent,
    Hindrance,
    JudgedAtOnce,
    LedgerEntry,
    Panel,
    PanelFinding,
    PanelMember,
    Record,
    RecordDocument,
    RegisterEntry,
    Revision,
    SavedPage,
    SentNotice,
    Statement,
    StatementAnswer,
    SupplementRequest,
    Vote,
)

Sql = Mapping[str, str]
"""Column to the expression that takes the mould's value's place; ``c`` is the case, ``t`` the mould's row."""


@dataclass(frozen=True, slots=True)
class Table:
    model: type[Model]
    path: str
    """From the model to the assessment, as a query follows it."""
    own: Sql = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    """Time and day columns that belong to an event; other times belong to the move before them."""
    has_children: bool = False
    """Other tables point at it, so its ids are given out beforehand."""

    @property
    def name(self) -> str:
        return self.model._meta.db_table  # noqa: SLF001

    @property
    def columns(self) -> list[Field[Any, Any]]:
        """What is written: not what the database makes itself."""
        return [
            column
            for column in self.model._meta.concrete_fields  # noqa: SLF001
            if not column.generated and (self.has_children or not column.primary_key)
        ]

    def rows_of(self, assessment: Assessment) -> QuerySet[Any]:
        """In the order in which they were made."""
        return self.model._default_manager.filter(**{self.path: assessment.pk}).order_by("pk")  # noqa: SLF001


_UNSEALED = {"sealed_at": "NULL", "sealed_by_id": "NULL", "digest": "''"}
_PUBLIC = {
    "reference": "c.reference",
    "agency_name": "c.agency_name",
    "agency_name_en": "c.agency_name_en",
    "title": "c.title",
    "content": "c.content",
    "search": "c.public_search",
}
ASSESSMENT = Table(
    Assessment,
    "pk",
    own={
        "reference": "c.reference",
        "agency_id": "c.agency",
        "state": "c.path[1]",
        "state_since": "c.times[1]",
        "title": "c.title",
        "search": "CASE WHEN cardinality(c.path) = 1 THEN c.search ELSE '' END",
    },
    events={"submitted_at": Event.SUBMITTED, "review_due_on": Event.ACCEPTED},
    has_children=True,
)
"""As it is born, whatever becomes of it; see ``statements.next_moves``."""
REVISION = Table(
    Revision,
    "assessment",
    events={"sealed_at": Event.SUBMITTED},
    own=_UNSEALED
    | {
        "answers": "CASE WHEN t.is_sealed THEN c.sealed_text::jsonb -> 'answers' ELSE t.row -> 'answers' END"
        " || c.answers::jsonb",
        "sealed_text": "CASE WHEN t.is_sealed THEN c.sealed_text ELSE '' END",
    },
    has_children=True,
)
EVIDENCE = Table(Evidence, "revision__assessment")
REGISTER = Table(
    RegisterEntry,
    "assessment",
    own=_PUBLIC,
    events={"received_on": Event.SUBMITTED, "decided_on": Event.DECIDED, "valid_until": Event.DECIDED},
)
REST = (
    Table(
        SupplementRequest,
        "assessment",
        events=dict.fromkeys(("requested_at", "due_on"), Event.SUPPLEMENT_REQUESTED),
    ),
    Table(Assignment, "assessment"),
    Table(Declaration, "assessment"),
    Table(Finding, "revision__assessment"),
    Table(
        Clarification, "assessment", events=dict.fromkeys(("asked_at", "due_on"), Event.CLARIFICATION_ASKED)
    ),
    Table(Panel, "revision__assessment", events={"convened_at": Event.PANEL_CONVENED}, has_children=True),
    Table(PanelMember, "panel__revision__assessment"),
    Table(
        DraftDecision,
        "panel__revision__assessment",
        events=dict.fromkeys(("sent_at", "statement_due_on"), Event.DRAFT_SENT),
    ),
    Table(Vote, "panel__revision__assessment"),
    Table(Statement, "panel__revision__assessment", has_children=True),
    Table(StatementAnswer, "statement__panel__revision__assessment"),
    Table(
        Decision,
        "revision__assessment",
        own={"number": "c.number"},
        events=dict.fromkeys(("adopted_at", "valid_until"), Event.DECIDED),
        has_children=True,
    ),
    Table(PanelFinding, "decision__revision__assessment"),
    Table(Condition, "decision__revision__assessment"),
    REGISTER,
)
"""After the revisions and their evidence, in the order in which they point at each other."""
TABLES = (ASSESSMENT, REVISION, EVIDENCE, *REST)
NOT_CAST = (
    LedgerEntry,
    SavedPage,
    FrozenContent,
    Record,
    RecordDocument,
    Correction,
    Hindrance,
    SentNotice,
    JudgedAtOnce,
)
"""The ledger has hashes and is written on its own; histories of drafts, records and mails are left out."""
PARENTS = {table.model: table for table in TABLES if table.has_children}
