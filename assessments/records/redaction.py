"""From the full content of a record to what the public reads: marks where parts are withheld, counted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from assessments.catalogue.texts import Text
from assessments.records import withheld
from assessments.records.content import RecordContent
from assessments.records.effects import Redaction, ScopeItem
from assessments.records.frozen import digest
from assessments.records.judgement import ProportionalityStep, StandardFinding
from assessments.records.proceeding import Agency, EvidenceItem, Fact, Submission, Wording
from assessments.records.wording import LABELS

KEPT = frozenset(
    {
        *("schema", "number", "reference", "verification_url", "authentic_language", "full_digest"),
        *("id", "of", "question_id", "standard_id", "group_id", "evidence_id"),
        *("sha256", "proposal_digest", "edition_digest", "path", "content_type"),
    }
)
"""Fields that hold ids, digests and addresses the portal made: nothing is searched for in them."""
IN_TEXT = Text("[비공개 {}]", "[withheld {}]")
"""The mark in the midst of other words, with the id of the row that says why."""
UNLISTED = Text("[비공개]", "[withheld]")
"""The same where no row says why."""
_Any = TypeVar("_Any")


def redacted(content: RecordContent) -> RecordContent:
    """The public rendering's content.

    Every withheld part stands in ``content.redactions``, which says of what it is: else ``withheld.Unlisted``
    is raised, so that nothing is withheld in silence. Restricted answers, the accountable official, names of
    files and what the agency submitted give way to marks that name the ground; then whatever was typed there
    is searched for in everything else (see ``withheld.Search``). An explanation that rests on a withheld
    answer keeps its result only.
    """
    if content.full_digest is not None:
        raise ValueError("it is the public content already")
    redactor = _Redactor(content)
    marked = redactor.searched(redactor.marked(content))
    rows = tuple(replace(row, places=redactor.places[row.id or ""]) for row in marked.redactions)
    return replace(marked, redactions=rows, full_digest=digest(content))


def hiding(content: RecordContent) -> Callable[[str], str]:
    """The same search, with the same marks, for words that are published elsewhere than in the record.

    ``content`` is the full one. Raises ``withheld.Unlisted`` as ``redacted`` does.
    """
    return _Redactor(content).in_one


def hiding_typed(typed: withheld.Typed, *, public: Iterable[str]) -> Callable[[str], str]:
    """The same search before there is a record: its marks name no row, since nothing lists them yet.

    ``public`` are the catalogue's words.
    """
    words = (*public, *withheld.fixed_words())
    search = withheld.Search(typed, rows=dict.fromkeys(typed, ""), public=words)
    return lambda text: search.replaced(text, _in_language_of(text, UNLISTED))[0]


class _Redactor:
    def __init__(self, content: RecordContent) -> None:
        self.rows: dict[str, Redaction] = {row.of: row for row in content.redactions if row.of and row.id}
        self.search = withheld.Search.of(content, self.rows)
        self.secret = [fact for fact in withheld.facts(content) if withheld.is_withheld(fact)]
        self.content = content
        self.places: Counter[str] = Counter()
        """How often something is withheld under which row."""

    def marked(self, content: RecordContent) -> RecordContent:
        """With marks for the parts that are withheld as a whole."""
        return replace(
            content,
            agency=self._agency(content.agency),
            evidence=tuple(map(self._file, content.evidence)),
            facts=tuple(replace(step, facts=tuple(map(self._fact, step.facts))) for step in content.facts),
            findings=tuple(map(self._finding, content.findings)),
            proportionality=tuple(map(self._step, content.proportionality)),
            submissions=tuple(self._submission(*item) for item in withheld.submissions(content)),
            scope=replace(content.scope, items=tuple(map(self._scope_item, content.scope.items))),
        )

    def searched(self, value: _Any, *, name: str = "") -> _Any:
        """The same with a mark for every word that was typed into a withheld part."""
        found: Any = value
        if name in KEPT or value is None or isinstance(value, Enum):
            return value
        if isinstance(value, Text):
            found = self._in_both(value)
        elif isinstance(value, str):
            found = self.in_one(value)
        elif isinstance(value, tuple):
            found = tuple(self.searched(item) for item in value)
        elif is_dataclass(value) and not isinstance(value, type):
            held = {field.name: getattr(value, field.name) for field in fields(value)}
            found = replace(value, **{key: self.searched(item, name=key) for key, item in held.items()})
        return found  # type: ignore[no-any-return]

    def _agency(self, agency: Agency) -> Agency:
        official = withheld.is_said(agency.official)
        return replace(
            agency,
            official=self._mark(withheld.OFFICIAL) if official else agency.official,
            email=self._mark(withheld.EMAIL) if withheld.is_said(agency.email) else agency.email,
        )

    def _file(self, item: EvidenceItem) -> EvidenceItem:
        if not withheld.has_withheld_name(item, self.content):
            return item
        return replace(item, file_name=self._mark(item.id))

    def _fact(self, fact: Fact) -> Fact:
        if withheld.is_withheld(fact):
            return replace(fact, answer=(self._mark(fact.question_id),), table=None)
        if fact.why is not None and (secret := self._behind(fact.why)):
            return replace(fact, why=self._mark(secret))
        return fact

    def _finding(self, finding: StandardFinding) -> StandardFinding:
        secret = self._behind(finding.explanation)
        if not secret:
            return finding
        result, mark = LABELS[finding.preliminary], self._mark(secret)
        said = Text(f"{result.ko}. {mark.ko}", f"{result.en}. {mark.en}")
        return replace(finding, explanation=said)

    def _step(self, step: ProportionalityStep) -> ProportionalityStep:
        if step.arguments is None:
            return step
        return replace(step, arguments=tuple(map(self._fact, step.arguments)))

    def _submission(self, name: str, submission: Submission) -> Submission:
        if not withheld.of_agency(submission):
            return submission
        mark = self._mark(name)
        if submission.is_question:
            return replace(submission, answer=mark)
        return replace(submission, text=mark)

    def _scope_item(self, item: ScopeItem) -> ScopeItem:
        secret = next((fact.question_id for fact in self.secret if fact.question == item.aspect), None)
        return replace(item, extent=self._mark(secret)) if secret else item

    def _behind(self, explanation: Wording) -> str | None:
        """The withheld question that an explanation names, if any: then all of it is left out."""
        said = (explanation.ko, explanation.en) if isinstance(explanation, Text) else (explanation,) * 2
        for fact in self.secret:
            asked = fact.question
            label = (asked.ko, asked.en) if isinstance(asked, Text) else (asked, asked)
            if f"「{label[0]}」" in said[0] or f"“{label[1]}”" in said[1]:
                return fact.question_id
        return None

    def _mark(self, of: str) -> Text:
        """In place of a whole part: that it is withheld, under which row, and on which ground."""
        row = self.rows[of]
        self.places[row.id or ""] += 1
        ground = row.ground if isinstance(row.ground, Text) else Text(row.ground, row.ground)
        return Text(f"비공개 {row.id}: {ground.ko}", f"Withheld {row.id}: {ground.en}")

    def _in_both(self, text: Text) -> Text:
        korean, in_korean = self.search.replaced(text.ko, IN_TEXT.ko)
        english, in_english = self.search.replaced(text.en, IN_TEXT.en)
        self.places.update(Counter(in_korean) | Counter(in_english))
        return Text(korean, english)

    def in_one(self, text: str) -> str:
        said, found = self.search.replaced(text, _in_language_of(text, IN_TEXT))
        self.places.update(found)
        return said


def _in_language_of(text: str, mark: Text) -> str:
    is_korean = any("가" <= character <= "힣" for character in unicodedata.normalize("NFC", text))
    return mark.ko if is_korean else mark.en
