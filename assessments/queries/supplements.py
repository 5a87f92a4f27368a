"""What the commission found lacking, and which of it the agency has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments import catalogue
from assessments.catalogue import Page
from assessments.enums import State
from assessments.models import Assessment, Revision, SupplementRequest


@dataclass(frozen=True, slots=True)
class Defect:
    text: str
    question_id: str = ""
    """Blank when it concerns the whole."""
    document_id: str = ""
    page: Page | None = None
    is_changed: bool = False
    """The answer, or its files, differ from what was sent."""


@dataclass(frozen=True, slots=True)
class Supplement:
    request: SupplementRequest
    defects: tuple[Defect, ...]

    @property
    def to_change(self) -> frozenset[str]:
        """Ids of the questions that are still as they were."""
        return frozenset(defect.question_id for defect in self.defects if not defect.is_changed) - {""}


def current_supplement(assessment: Assessment, revision: Revision) -> Supplement | None:
    """The request the agency is answering now, with its defects in the officer's order; else None."""
    if assessment.state != State.SUPPLEMENT:
        return None
    request = SupplementRequest.objects.select_related("revision").get(assessment=assessment)
    before, now = _content(request.revision), _content(revision)
    return Supplement(request, tuple(_defect(row, revision, before, now) for row in request.defects))


def _defect(row: dict[str, str], revision: Revision, before: dict[str, Any], now: dict[str, Any]) -> Defect:
    edition, concerned = catalogue.edition(revision.edition_id), row.get("question", "")
    is_changed = before.get(concerned) != now.get(concerned)
    if concerned in edition.questions:
        page = edition.page(edition.question(concerned).page)
        return Defect(row["text"], question_id=concerned, page=page, is_changed=is_changed)
    if concerned in edition.documents_by_id:
        return Defect(row["text"], document_id=concerned, is_changed=is_changed)
    return Defect(row["text"])


def _content(revision: Revision) -> dict[str, Any]:
    """Answers by question, and digests by the place where files hang."""
    content: dict[str, Any] = dict(revision.answers)
    for slot, sha256 in revision.evidence.order_by("slot", "sha256").values_list("slot", "sha256"):
        digests = content.get(slot)
        content[slot] = [*(digests if isinstance(digests, list) else []), sha256]
    return content
