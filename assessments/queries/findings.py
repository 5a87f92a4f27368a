"""What the reviewers found, standard by standard, beside what the rules say; what a review still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments import evaluation
from assessments.catalogue import Edition, Standard
from assessments.enums import Result, Seat, StandardKind
from assessments.models import Assignment, Finding, Revision
from assessments.queries import judging


@dataclass(frozen=True, slots=True)
class Item:
    """One standard on a reviewer's list."""

    standard: Standard
    preliminary: Result
    finding: Finding | None
    lack: str
    """Why it is not finished: ``finding``, ``reasons``, ``own_reasons``, ``prohibition``, ``outdated``; else
    empty."""

    @property
    def is_needed(self) -> bool:
        """Applicable by the preliminary result: the review is not complete without it."""
        return self.preliminary != Result.NOT_APPLICABLE

    @property
    def differs(self) -> bool:
        return self.finding is not None and self.finding.result != self.preliminary


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's whole list, in catalogue order."""

    items: tuple[Item, ...]

    @property
    def needed(self) -> int:
        return sum(item.is_needed for item in self.items)

    @property
    def done(self) -> int:
        return sum(item.is_needed and not item.lack for item in self.items)

    @property
    def open(self) -> tuple[Item, ...]:
        """What stands in the way of locking."""
        return tuple(item for item in self.items if item.lack)

    def next_open(self, after: str = "") -> Item | None:
        """The next unfinished standard after one, going round to the beginning."""
        ids = [item.standard.id for item in self.items]
        start = ids.index(after) + 1 if after in ids else 0
        return next((item for item in self.items[start:] + self.items[:start] if item.lack), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """One standard as both reviewers found it."""

    standard: Standard
    preliminary: Result
    legal: Finding | None
    technical: Finding | None
    is_outdated: bool = False
    """One of them was written before a stricter prohibition took the standard's place: the panel finds."""

    @property
    def agreed(self) -> Result | None:
        """What both found; where neither had to find anything, the preliminary result."""
        if self.is_outdated:
            return None
        if self.legal and self.technical:
            return Result(self.legal.result) if self.legal.result == self.technical.result else None
        return self.preliminary if not (self.legal or self.technical) else None


def review(revision: Revision, findings: Iterable[Finding]) -> Review:
    """The list of the reviewer who wrote ``findings``.

    What a reviewer has locked stays finished, also where a stricter prohibition came into the case since.
    """
    by = judging.judged(revision)
    edition, results = by.edition, judging.preliminary_results(revision, by)
    written = {finding.standard_id: finding for finding in findings}
    is_locked = any(finding.locked_at for finding in written.values())
    differing = any(found.result != results.get(name) for name, found in written.items())
    explained = explanations(edition, revision) if differing else {}
    items = []
    for standard in edition.standards:
        preliminary, finding = results[standard.id], written.get(standard.id)
        explanation = explained.get(standard.id, ())
        lack = _lack(standard, preliminary=preliminary, finding=finding, explanation=explanation)
        if standard.id in by.at_once and is_locked:
            lack = ""
        elif finding and by.is_outdated(finding):
            lack = "outdated"
        items.append(Item(standard, preliminary, finding, lack))
    return Review(tuple(items))


def own(revision: Revision, reviewer_id: int | None) -> list[Finding]:
    return list(revision.findings.filter(reviewer=reviewer_id))


def compared(revision: Revision, by: judging.Judged | None = None) -> list[Compared]:
    """Every standard with the locked findings of those who hold the seats, in catalogue order."""
    seats = Assignment.objects.filter(assessment=revision.assessment_id, ended_at__isnull=True)
    seat_of = dict(seats.values_list("reviewer_id", "seat"))
    found: dict[tuple[str, str], Finding] = {}
    for finding in revision.findings.filter(locked_at__isnull=False).select_related("reviewer"):
        if seat := seat_of.get(finding.reviewer_id):
            found[finding.standard_id, seat] = finding
    by = by or judging.judged(revision)
    results = judging.preliminary_results(revision, by)
    return [
        Compared(
            standard,
            results[standard.id],
            legal := found.get((standard.id, Seat.LEGAL)),
            technical := found.get((standard.id, Seat.TECHNICAL)),
            is_outdated=any(one and by.is_outdated(one) for one in (legal, technical)),
        )
        for standard in by.edition.standards
    ]


def explanations(edition: Edition, revision: Revision) -> dict[str, tuple[str, ...]]:
    """By standard the sentences that say what the rule saw, in both languages."""
    answers = revision.answers
    found: dict[str, tuple[str, ...]] = {}
    for judged in evaluation.evaluate(edition, answers):
        sentences = evaluation.reasons(edition, judged, answers)
        found[judged.standard_id] = tuple(text for one in sentences for text in (one.ko, one.en))
    return found


def says_more(reasons: str, explanation: Iterable[str]) -> bool:
    """Whether anything is left of the reasons when the rule's own explanation is taken out."""
    left = reasons
    for sentence in explanation:
        left = left.replace(sentence, "")
    return any(character.isalnum() for character in left)


def _lack(
    standard: Standard, *, preliminary: Result, finding: Finding | None, explanation: tuple[str, ...]
) -> str:
    if finding is None:
        return "" if preliminary == Result.NOT_APPLICABLE else "finding"
    if standard.kind == StandardKind.PROHIBITION and finding.result == Result.PARTLY_MET:
        return "prohibition"
    if not finding.reasons.strip():
        return "reasons"
    if finding.result != preliminary and not says_more(finding.reasons, explanation):
        return "own_reasons"
    return ""
