"""Drafts that were begun under an edition no longer in force: what changed since, and what moves over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assessments import catalogue
from assessments.catalogue import Edition, Kind, Question, Standard
from assessments.catalogue.values import canonical, number
from assessments.enums import Event, State
from assessments.models import Assessment, Evidence, LedgerEntry, Revision


@dataclass(frozen=True, slots=True)
class Left:
    """An answer that does not move over, or not in whole."""

    question: Question
    """As the old edition asks it."""
    value: Any
    """All that was answered."""
    is_partly_kept: bool = False
    """Some of the choices are still offered, and stay chosen."""


@dataclass(frozen=True, slots=True)
class LeftFile:
    slot: str
    name: str


@dataclass(frozen=True, slots=True)
class Move:
    """What moving a draft over does."""

    old: Edition
    new: Edition
    answers: dict[str, Any]
    """Those that stay, by question id."""
    left: tuple[Left, ...]
    files: tuple[Evidence, ...]
    """Those for which the new edition has no place."""

    @property
    def whole(self) -> int:
        """How many answers stay as they are."""
        return len(self.answers) - sum(one.is_partly_kept for one in self.left)

    @property
    def left_files(self) -> tuple[LeftFile, ...]:
        return tuple(LeftFile(file.slot, file.name) for file in self.files)


@dataclass(frozen=True, slots=True)
class Moved:
    """How a draft was moved over."""

    old: Edition
    new: Edition
    left: tuple[Left, ...]
    left_files: tuple[LeftFile, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A question or standard that says something else now."""

    old: Question
    new: Question

    @property
    def is_reworded(self) -> bool:
        return self.old.text != self.new.text


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new edition asks and requires otherwise; each list in the order of its edition."""

    questions_added: tuple[Question, ...]
    questions_gone: tuple[Question, ...]
    questions_changed: tuple[Changed, ...]
    standards_added: tuple[Standard, ...]
    standards_gone: tuple[Standard, ...]
    standards_changed: tuple[Standard, ...]
    """As they read now."""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def edition_ahead(assessment: Assessment, *, current: Edition | None = None) -> Edition | None:
    """The edition that a draft has to move to before it is sent; ``None`` where its own is in force.

    What was sent once is never behind: it keeps its edition. Lists give the ``current`` edition.
    """
    if assessment.state != State.DRAFT:
        return None
    in_force = current or catalogue.current()
    return in_force if in_force.id != assessment.edition_id else None


def plan(revision: Revision, *, to: Edition) -> Move:
    """What would move over, and what would not."""
    old = catalogue.edition(revision.edition_id)
    files = tuple(file for file in revision.evidence.order_by("pk") if not _has_place(to, file.slot))
    answers, left = {}, []
    for name, value in revision.answers.items():
        asked, now = old.questions.get(name), to.questions.get(name)
        kept = _kept(value, asked, now) if asked and now else None
        if kept is not None:
            answers[name] = kept
        if asked and kept != value and asked.kind is not Kind.FILE:  # files are told as files
            left.append(Left(asked, value, is_partly_kept=kept is not None))
    left.sort(key=lambda one: old.positions[one.question.id])
    return Move(old, to, answers, tuple(left), files)


def last_move(assessment: Assessment) -> Moved | None:
    """The newest move of a draft, with the answers that were left as they were last saved."""
    entries = LedgerEntry.objects.filter(assessment=assessment, event=Event.MOVED_EDITION)
    if (entry := entries.order_by("-sequence").first()) is None:
        return None
    said = entry.data
    old, new = catalogue.edition(said["from"]), catalogue.edition(said["to"])
    saved = _last_saved(assessment, said["left"], until=entry)
    partly = set(said["partly"])
    left = tuple(Left(old.question(name), saved.get(name), name in partly) for name in said["left"])
    return Moved(old, new, left, tuple(LeftFile(one["slot"], one["name"]) for one in said["files"]))


def changes(old: Edition, new: Edition) -> Changes:
    """Every question and standard that differs, whether or not the draft is concerned."""
    asked, now = old.questions, new.questions
    before, after = old.standards_by_id, new.standards_by_id
    return Changes(
        questions_added=tuple(one for name, one in now.items() if name not in asked),
        questions_gone=tuple(one for name, one in asked.items() if name not in now),
        questions_changed=tuple(
            Changed(asked[name], one)
            for name, one in now.items()
            if name in asked and _placeless(one) != _placeless(asked[name])
        ),
        standards_added=tuple(one for name, one in after.items() if name not in before),
        standards_gone=tuple(one for name, one in before.items() if name not in after),
        standards_changed=tuple(one for name, one in after.items() if name in before and one != before[name]),
    )


def _placeless(question: Question) -> Question:
    """The same question wherever in the form it stands."""
    return replace(question, step="", page="")


def _has_place(edition: Edition, slot: str) -> bool:
    question = edition.questions.get(slot)
    return slot in edition.documents_by_id or (question is not None and question.kind is Kind.FILE)


def _kept(value: Any, old: Question, new: Question) -> Any:
    """The answer as the new question takes it; ``None`` where it takes nothing of it."""
    if old.kind is not new.kind or [column.id for column in old.columns] != [one.id for one in new.columns]:
        return None
    if new.kind is Kind.MULTI and isinstance(value, list):
        return [choice for choice in value if choice in new.choice_ids] or None
    if new.kind in {Kind.NUMBER, Kind.PERCENT} and not _in_range(value, new):
        return None
    fits = canonical(value, kind=new.kind, choices=new.choice_ids, width=len(new.columns)) is not None
    return value if fits else None


def _in_range(value: Any, question: Question) -> bool:
    given = number(value)
    if given is None:
        return False
    least, most = question.minimum, question.maximum
    return (least is None or given >= least) and (most is None or given <= most)


def _last_saved(assessment: Assessment, names: Iterable[str], *, until: LedgerEntry) -> dict[str, Any]:
    """By question id the newest value in the history of the pages before the move was written down."""
    wanted = set(names)
    return {name: value for name, value in _saved(assessment, until) if name in wanted}


def _saved(assessment: Assessment, until: LedgerEntry) -> Iterator[tuple[str, Any]]:
    for revision in assessment.revisions.order_by("number"):
        saved = revision.saved_pages.filter(saved_at__lte=until.at).order_by("pk")
        for values in saved.values_list("values", flat=True):
            yield from values.items()
