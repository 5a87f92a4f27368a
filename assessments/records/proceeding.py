"""What a record says of the case before it was decided: who asked for what, and what happened since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assessments.catalogue.texts import Text

ABSENT_WHEN_NONE = "absent when none"
"""Marks fields that came later: the JSON of records issued before stays as it is."""
Wording = Text | str
"""Words in both languages; or, as ``str``, what somebody typed in one: both renderings show it as typed."""


@dataclass(frozen=True, slots=True)
class Agency:
    name: Wording
    kind: Wording
    unit: Wording
    official: Wording
    """Name and post of the person who answers for the use; restricted in the public rendering."""
    email: Wording
    """Restricted too."""


@dataclass(frozen=True, slots=True)
class Intervener:
    """Somebody else who was heard."""

    name: Wording
    capacity: Wording
    heard_on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    title: Wording
    reference: str
    """The assessment's public reference; the record has its own number."""
    revision: int
    """Number of the sealed revision that was decided."""
    kind: Wording
    use: Wording
    """The use case."""
    summary: Wording
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    id: str
    """What findings cite, such as ``E3``."""
    document: Wording
    """What the file is evidence of: the title of the evidence document."""
    file_name: Wording
    """As the agency called it; restricted where the question it answers is."""
    size_bytes: int
    sha256: str
    content_type: str | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """The media type, such as ``application/pdf``."""


@dataclass(frozen=True, slots=True)
class EditionFile:
    path: str
    """Inside the edition."""
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EditionManifest:
    """What an edition of the catalogue consists of, file by file."""

    id: str
    edition_digest: str
    files: tuple[EditionFile, ...]
    """In the order of their paths."""


@dataclass(frozen=True, slots=True)
class Versions:
    standards: str
    form: str
    procedure: str
    edition_digest: str
    """SHA-256 of the edition of the catalogue the case was judged by."""
    editions: tuple[EditionManifest, ...] | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """That edition first, then those that prohibitions were taken from since they applied at once."""


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    at: datetime
    """Timezone-aware; shown in Seoul's time."""
    event: Wording
    detail: Wording | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who acted for the commission."""

    name: Wording
    post: Wording


@dataclass(frozen=True, slots=True)
class Declaration:
    """A conflict declaration, and what was decided on it."""

    person: Wording
    capacity: Wording
    declared_at: datetime
    ground: Wording | None = None
    """The ground of the conflict; None when there is none."""
    consequence: Wording | None = None
    """Exclusion, withdrawal or challenge: how it was decided and who replaced the person."""


@dataclass(frozen=True, slots=True)
class FormerOfficial:
    """Somebody who no longer held the seat when the decision was adopted."""

    name: Wording
    post: Wording
    ended_on: date
    successor: Wording | None = None
    """Who took the seat; None when nobody had to any more."""


@dataclass(frozen=True, slots=True)
class Bodies:
    reviewers: tuple[Official, ...]
    chair: Official
    members: tuple[Official, ...]
    """The panel without its chair."""
    declarations: tuple[Declaration, ...]
    former: tuple[FormerOfficial, ...] | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """In the order in which their seats ended; None when everybody stayed."""


class FactState(StrEnum):
    ANSWERED = "answered"
    NOT_ASKED = "not_asked"
    MISSING = "missing"
    """Asked and left blank."""


@dataclass(frozen=True, slots=True)
class AnswerTable:
    columns: tuple[Wording, ...]
    rows: tuple[tuple[Wording, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One question and what was answered."""

    question_id: str
    question: Wording
    state: FactState
    answer: tuple[Wording, ...] = ()
    """One item, or one per chosen choice; files by their name. Numbers and dates already in words."""
    table: AnswerTable | None = None
    why: Wording | None = None
    """Why it was not asked."""
    restricted: bool = False
    """Withheld from the public rendering."""
    evidence: tuple[str, ...] | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """Numbers of the files that answer it, such as ``E3``; public also where the answer is not."""


@dataclass(frozen=True, slots=True)
class FactStep:
    """One step of the form."""

    number: int
    title: Wording
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A main point somebody made, and the answer to it."""

    kind: Wording
    by: Wording
    made_at: datetime
    text: Wording
    answer: Wording | None = None
    is_question: bool | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """The text is the commission's question, and the answer the agency's; else the text is the agency's."""
    wants_hearing: bool | None = field(default=None, metadata={ABSENT_WHEN_NONE: True})
    """Whether an oral hearing was asked for; None where none could be."""
