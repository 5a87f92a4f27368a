"""What an edition of the catalogue is made of. Plain values: no files, no answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from assessments.catalogue.expressions import Expression
from assessments.catalogue.procedure import Procedure, RecordSection
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind
from assessments.enums import Effect, Level, StandardKind, Timing


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    text: Text


@dataclass(frozen=True)
class Question:
    id: str
    step: str
    page: str
    kind: Kind
    text: Text
    help: Text
    required: bool
    """Must be answered when it is asked."""
    public: bool
    """Goes to the register; otherwise the agency may ask to withhold it."""
    choices: tuple[Choice, ...]
    """Of a single, multi or yes/no question."""
    columns: tuple[Column, ...]
    """Of a table."""
    minimum: Decimal | None
    maximum: Decimal | None
    show: Expression | None
    """When it is asked; ``None`` means always."""

    @cached_property
    def choice_ids(self) -> tuple[str, ...]:
        return tuple([choice.id for choice in self.choices])

    def choice(self, choice_id: str) -> Choice:
        """Raises ``KeyError`` for an id it does not offer."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that belong together and are asked together."""

    id: str
    step: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    id: str
    title: Text
    pages: tuple[Page, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple([question for page in self.pages for question in page.questions])


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """Computed from the answers, never asked."""

    id: str
    title: Text
    rule: Expression


class Nature(StrEnum):
    """What weight a source has; the four are kept apart in reasons."""

    LAW = "law"
    """Binding Korean law."""
    AUTHORITY = "authority"
    """Decisions, notices and guidelines of other Korean authorities."""
    COMMISSION = "commission"
    """Recommendations and guidelines of the National Human Rights Commission."""
    MODEL = "model"
    """Foreign and technical models."""


class ReadAs(StrEnum):
    """How a source was read when the edition was prepared."""

    TEXT = "text"
    PARTLY = "partly"
    REPORT = "report"
    """Only through reports about it: to be checked before it is quoted."""


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    nature: Nature
    read_as: ReadAs
    title: Text


@dataclass(frozen=True, slots=True)
class Cite:
    """What a standard rests on."""

    text: Text
    sources: tuple[str, ...]
    """Ids of sources."""


@dataclass(frozen=True, slots=True)
class ModelCondition:
    """The condition a panel may attach when the standard is not met."""

    text: Text
    timing: Timing
    days: int | None
    """Only for ``within_days``."""


@dataclass(frozen=True, slots=True)
class Standard:
    id: str
    group: str
    title: Text
    requirement: Text
    kind: StandardKind
    effect: Effect
    applies_when: Expression
    test: Expression
    depends_on: tuple[str, ...]
    """Questions its rules look at, those behind derived values included, in the form's order."""
    cites: tuple[Cite, ...]
    evidence: tuple[str, ...]
    """Ids of documents."""
    review: Text
    """What a person must judge."""
    chosen: Text | None
    """What the catalogue chose itself, a policy value or a codification choice."""
    condition: ModelCondition | None
    of: str = ""
    """Id of the later edition it was taken from, where a case is judged by it at once; else blank."""


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: Text
    standards: tuple[Standard, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of evidence."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Validation:
    """What must hold between answers: a rule that must not be false, or a named check."""

    id: str
    level: Level
    rule: Expression | None
    check: str | None
    message: Text


@dataclass(frozen=True)
class Edition:
    """One version of the catalogue; never changed after publication."""

    id: str
    title: Text
    legal_nature: Text
    valid_from: date
    digest: str
    """64 hex digits over all files; see :func:`assessments.catalogue.files.digest`."""
    steps: tuple[Step, ...]
    derived: tuple[DerivedValue, ...]
    groups: tuple[Group, ...]
    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    validations: tuple[Validation, ...]
    procedure: Procedure
    record_sections: tuple[RecordSection, ...]

    @cached_property
    def pages(self) -> dict[str, Page]:
        """All pages by id, in the form's order."""
        return {page.id: page for step in self.steps for page in step.pages}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by id, in the form's order."""
        return {question.id: question for page in self.pages.values() for question in page.questions}

    @cached_property
    def positions(self) -> dict[str, int]:
        """For each question its place in the form, from 0."""
        return {question_id: position for position, question_id in enumerate(self.questions)}

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """All standards in catalogue order."""
        return tuple([standard for group in self.groups for standard in group.standards])

    @cached_property
    def standards_by_id(self) -> dict[str, Standard]:
        return {standard.id: standard for standard in self.standards}

    @cached_property
    def derived_by_id(self) -> dict[str, DerivedValue]:
        return {value.id: value for value in self.derived}

    @cached_property
    def documents_by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def sources_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def readers(self) -> dict[str, tuple[Standard, ...]]:
        """For each question the standards that look at it."""
        return {
            question_id: tuple(
                [standard for standard in self.standards if question_id in standard.depends_on]
            )
            for question_id in self.questions
        }

    def step(self, step_id: str) -> Step:
        """Raises ``KeyError`` for an unknown id, as do the methods below."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def page(self, page_id: str) -> Page:
        return self.pages[page_id]

    def question(self, question_id: str) -> Question:
        return self.questions[question_id]

    def standard(self, standard_id: str) -> Standard:
        return self.standards_by_id[standard_id]

    def document(self, document_id: str) -> Document:
        return self.documents_by_id[document_id]

    def source(self, source_id: str) -> Source:
        return self.sources_by_id[source_id]

    def questions_behind(self, rule: Expression) -> frozenset[str]:
        """Ids of the questions a rule looks at, through derived values too."""
        found: set[str] = set()
        for name in rule.names:
            value = self.derived_by_id.get(name)
            found |= self.questions_behind(value.rule) if value else {name}
        return frozenset(found)
