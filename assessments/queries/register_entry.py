"""One entry of the public register, put together for reading. Uses nothing but the entry and its edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from assessments.catalogue import Edition, Group, Question, Standard, Step, Text
from assessments.enums import Event, Outcome, Result
from assessments.models import Record, RegisterEntry
from assessments.queries.record_content.words import answer_table, answer_words
from assessments.queries.register_words import Said, condition_timing, edition_of, said
from assessments.records import AnswerTable, Wording


@dataclass(frozen=True, slots=True)
class Finding:
    standard: Standard
    result: Result
    preliminary: str
    reasons: Said | None

    @property
    def differs(self) -> bool:
        """From what the rules alone said."""
        return bool(self.preliminary) and self.preliminary != self.result


@dataclass(frozen=True, slots=True)
class Condition:
    number: int
    text: Said | None
    timing: str
    standards: tuple[str, ...]
    proof: str


@dataclass(frozen=True, slots=True)
class Advice:
    text: Said | None
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    member: str
    outcome: Outcome
    opinion: Said | None
    is_dissent: bool


@dataclass(frozen=True, slots=True)
class Happening:
    event: Event
    on: date


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction of the record."""

    version: int
    on: date
    change: Said | None


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    words: tuple[Wording, ...]
    table: AnswerTable | None


class EntryView:
    """What the page of an entry shows, part by part."""

    def __init__(self, entry: RegisterEntry) -> None:
        self.entry = entry
        self.content: dict[str, Any] = entry.content
        self.edition: Edition = edition_of(entry)

    @cached_property
    def groups(self) -> list[tuple[Group, list[Finding]]]:
        """The panel's findings by group of standards."""
        found = {item["standard"]: item for item in self.content.get("findings", ())}
        groups = [
            (
                group,
                [
                    _finding(standard, found[standard.id])
                    for standard in group.standards
                    if standard.id in found
                ],
            )
            for group in self.edition.groups
        ]
        return [(group, findings) for group, findings in groups if findings]

    @cached_property
    def tally(self) -> list[tuple[Result, int]]:
        counts = Counter(finding.result for _group, findings in self.groups for finding in findings)
        return [(result, counts[result]) for result in Result if counts[result]]

    @cached_property
    def conditions(self) -> list[Condition]:
        return [
            Condition(
                item["number"],
                said(item["text"]),
                condition_timing(item, decided_on=self.entry.decided_on),
                tuple(item["standards"]),
                item["proof"],
            )
            for item in self.content.get("conditions", ())
        ]

    @cached_property
    def advice(self) -> list[Advice]:
        return [
            Advice(
                said({"ko": item.get("text_ko", ""), "en": item.get("text_en", "")}), tuple(item["standards"])
            )
            for item in self.content.get("advice", ())
        ]

    @cached_property
    def votes(self) -> list[Vote]:
        return [
            Vote(
                item["member"],
                Outcome(item["outcome"]),
                said(item.get("opinion")),
                is_dissent=item["outcome"] != self.entry.outcome,
            )
            for item in self.content.get("votes", ())
        ]

    @property
    def opinions(self) -> list[Vote]:
        return [vote for vote in self.votes if vote.opinion]

    @property
    def reasons(self) -> Said | None:
        return said(self.content.get("reasons"))

    @property
    def scope(self) -> Said | None:
        return said(self.content.get("scope"))

    @cached_property
    def history(self) -> list[Happening]:
        steps = self.content.get("history", ())
        return [Happening(Event(step["event"]), date.fromisoformat(step["on"])) for step in steps]

    @cached_property
    def corrections(self) -> list[Corrected]:
        """What was corrected in the record since it was issued, the oldest first."""
        return [
            Corrected(item["version"], date.fromisoformat(item["on"]), said(item["change"]))
            for item in self.content.get("corrections", ())
        ]

    @cached_property
    def steps(self) -> list[tuple[Step, list[Answer]]]:
        """The public answers, step by step."""
        steps = [(step, list(self._answers(step))) for step in self.edition.steps]
        return [(step, answers) for step, answers in steps if answers]

    @cached_property
    def withheld(self) -> list[tuple[Text, Text]]:
        """Question and ground of each part that is not published."""
        grounds = {ground.id: ground.title for ground in self.edition.procedure.redaction_grounds}
        parts = self.content.get("withheld", {})
        return [(self.edition.question(name).text, grounds[parts[name]]) for name in parts]

    def _answers(self, step: Step) -> Iterator[Answer]:
        given = self.content.get("answers", {})
        for question in step.questions:
            if question.id in given:
                value = given[question.id]
                yield Answer(question, answer_words(question, value), answer_table(question, value))


def find(name: str) -> RegisterEntry:
    """The entry with this reference or record number, of any version or none, in any case.

    Raises ``RegisterEntry.DoesNotExist``.
    """
    name = written(name)
    entries = RegisterEntry.objects.select_related("record").defer(
        "record__content", "record__public_content", "search", "search_grams"
    )
    known = entries.filter(Q(reference=name) | Q(number=name)).first()
    if known:
        return known
    records = Record.objects.filter(Q(number=name) | Q(decision__number=name))
    assessments = records.values("decision__revision__assessment")[:1]
    return entries.get(assessment__in=assessments)


def written(name: str) -> str:
    """A reference or a record's number as the portal writes it."""
    upper = name.strip().upper()
    return upper.replace("-V", "-v") if upper.startswith("NHRC") else upper


def _finding(standard: Standard, item: dict[str, Any]) -> Finding:
    return Finding(standard, Result(item["result"]), item.get("preliminary", ""), said(item.get("reasons")))
