"""Which revision counts, and what a page of it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from assessments import chain
from assessments.catalogue import Kind, Page
from assessments.models import Assessment, Revision


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


def page_base(page: Page, answers: Mapping[str, Any]) -> str:
    """A digest of the page as stored: a form carries it, so that a later save can tell whether it changed."""
    return hashlib.sha256(chain.canonical(page_values(page, answers)).encode()).hexdigest()[:32]
