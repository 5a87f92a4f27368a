"""Which revision counts, and what a page of it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments import chain
from assessments.catalogue import Kind, Page
from assessments.models import Assessment, Revision, SavedPage


def open_revision(assessment: Assessment) -> Revision:
    """The one the agency writes in; raises ``Revision.DoesNotExist`` when the answers are sent."""
    return assessment.revisions.get(sealed_at__isnull=True)


def latest_sealed(assessment: Assessment) -> Revision:
    """The one the commission works on; raises ``Revision.DoesNotExist`` before submission."""
    return assessment.revisions.filter(sealed_at__isnull=False).latest("number")


def latest(assessment: Assessment) -> Revision:
    """The newest, open or sealed: what the agency sees."""
    return assessment.revisions.latest("number")


def page_values(page: Page, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The page's own answers; files are left out, they are evidence with a life of their own."""
    asked = [question.id for question in page.questions if question.kind != Kind.FILE]
    return {name: answers[name] for name in asked if answers.get(name) is not None}


def page_base(page: Page, revision: Revision) -> str:
    """Edition, and a digest of the page as stored: a form carries it, so that a later save can tell whether
    either changed."""
    return _base(revision.edition_id, page_values(page, revision.answers))


def is_of_another_edition(base: str, revision: Revision) -> bool:
    """Whether the form with this base was made before the draft was moved to its edition."""
    edition_id, is_given, _digest = base.partition(":")
    return bool(is_given) and edition_id != revision.edition_id


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as a form showed it, and who saved it since."""

    values: dict[str, Any]
    saved_since_by: frozenset[int]


def page_as_seen(revision: Revision, page: Page, base: str) -> SeenPage | None:
    """The page as it was when its digest was ``base``; None when it never was."""
    saved = [
        (row.values, row.saved_by_id) for row in revision.saved_pages.filter(page_id=page.id).order_by("pk")
    ]
    versions = [(_first_values(revision, page), None), *saved]
    for position in reversed(range(len(versions))):
        values = versions[position][0]
        if _base(revision.edition_id, values) == base:
            return SeenPage(values, frozenset(by for _values, by in saved[position:]))
    return None


def last_saved(revision: Revision, page: Page) -> SavedPage | None:
    """The newest saving of a page, with who saved it."""
    saved = revision.saved_pages.filter(page_id=page.id).select_related("saved_by").defer("values")
    return saved.order_by("-pk").first()


def _base(edition_id: str, values: Mapping[str, Any]) -> str:
    digest = hashlib.sha256(chain.canonical(values).encode()).hexdigest()[:32]
    return f"{edition_id}:{digest}"


def _first_values(revision: Revision, page: Page) -> dict[str, Any]:
    """What a page held before anybody saved it in this revision."""
    if revision.number == 1:
        return {}
    before = Revision.objects.get(assessment=revision.assessment_id, number=revision.number - 1)
    return page_values(page, before.answers)
