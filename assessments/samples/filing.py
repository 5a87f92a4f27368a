"""Fills in the pages of a sample draft and attaches its papers, as the agency's staff would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.catalogue import Kind, Page, Text
from assessments.models import Assessment
from assessments.policy import Actor
from assessments.queries import revisions
from assessments.samples import papers
from assessments.services import drafting, evidence


def write_page(assessment: Assessment, *, page: Page, answers: Mapping[str, Any], by: Actor) -> None:
    """The page's part of ``answers``; the answer to a question of kind file is a file of that name."""
    given = [question for question in page.questions if question.id in answers]
    if not given:
        return
    revision = revisions.open_revision(assessment)
    values = {question.id: answers[question.id] for question in given if question.kind != Kind.FILE}
    base = revisions.page_base(page, revision)
    drafting.save_page(actor=by, assessment=assessment, page=page, values=values, base=base)
    for question in given:
        if question.kind == Kind.FILE:
            attach(assessment, slot=question.id, name=answers[question.id], title=question.text, by=by)


def attach(assessment: Assessment, *, slot: str, name: str, title: Text, by: Actor) -> None:
    content = papers.paper(title)
    evidence.attach(
        actor=by, assessment=assessment, slot=slot, name=name, content=content, content_type="application/pdf"
    )
