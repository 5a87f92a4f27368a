"""What lies before the panel: both reviewers' findings side by side, its own, and the draft in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.catalogue import Edition, Group, Standard
from assessments.enums import Result
from assessments.models import DraftDecision, Evidence, Finding, Panel, Revision
from assessments.queries import findings
from assessments.queries.judging import edition_of, judged


@dataclass(frozen=True, slots=True)
class PanelFinding:
    """The panel's finding on one standard as the draft has it; everything blank when there is none."""

    result: str = ""
    reasons_ko: str = ""
    reasons_en: str = ""
    evidence: tuple[dict[str, Any], ...] = ()

    @property
    def word(self) -> str:
        return str(Result(self.result).label) if self.result else ""

    @classmethod
    def of(cls, draft: DraftDecision, standard_id: str) -> PanelFinding:
        found = draft.findings.get(standard_id, {})
        evidence = tuple(found.get("evidence", ()))
        return cls(
            found.get("result", ""), found.get("reasons_ko", ""), found.get("reasons_en", ""), evidence
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One standard on the agenda."""

    compared: findings.Compared
    panel: PanelFinding

    @property
    def standard(self) -> Standard:
        return self.compared.standard

    @property
    def differs(self) -> bool:
        """The reviewers disagree, or one found what the other did not look at."""
        return self.compared.agreed is None

    @property
    def legal_word(self) -> str:
        return _word(self.compared.legal)

    @property
    def technical_word(self) -> str:
        return _word(self.compared.technical)

    @property
    def departs(self) -> bool:
        """The panel finds something else than the rules."""
        return bool(self.panel.result) and self.panel.result != self.compared.preliminary

    @property
    def is_open(self) -> bool:
        return not self.panel.result


def _word(finding: Finding | None) -> str:
    return str(Result(finding.result).label) if finding else _("no finding")


@dataclass(frozen=True, slots=True)
class Agenda:
    groups: tuple[tuple[Group, tuple[Point, ...]], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for _group, points in self.groups for point in points)

    @property
    def differing(self) -> int:
        return sum(point.differs for point in self.points)

    @property
    def open(self) -> int:
        return sum(point.is_open for point in self.points)


def agenda(panel: Panel) -> Agenda:
    """Three queries: the seats, their locked findings, and what the case is judged by."""
    by = judged(panel.revision)
    found = {one.standard.id: one for one in findings.compared(panel.revision, by)}

    def point(standard: Standard) -> Point:
        return Point(found[standard.id], PanelFinding.of(panel.draft, standard.id))

    return Agenda(
        tuple((group, tuple(point(standard) for standard in group.standards)) for group in by.edition.groups)
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """A file that a finding cites, and where in it."""

    file: Evidence
    page: str


def cited(finding: Finding | PanelFinding | None, files: dict[int, Evidence]) -> list[Cited]:
    """Files of the revision only; ``files`` by id."""
    items = finding.evidence if finding else ()
    return [Cited(files[item["id"]], item.get("page", "")) for item in items if item["id"] in files]


def drafted(draft: DraftDecision, revision: Revision) -> list[tuple[Standard, PanelFinding]]:
    """The draft's findings on the standards that apply, in catalogue order."""
    edition: Edition = edition_of(revision)
    every = [(standard, PanelFinding.of(draft, standard.id)) for standard in edition.standards]
    return [(standard, found) for standard, found in every if found.result != Result.NOT_APPLICABLE]
