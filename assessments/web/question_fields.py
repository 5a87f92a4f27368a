"""Puts on a page's fields what only the page knows: links to standards, files, what depends on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.html import format_html

from assessments.catalogue import Kind
from assessments.forms import layout
from assessments.forms.answers import PageForm
from assessments.templatetags.links import standard_link
from assessments.web.desk import Desk


@dataclass(frozen=True, slots=True)
class ShownField:
    bound: BoundField
    is_shown: bool
    """Hidden ones stay in the page, so that what was typed into them is not lost."""


def shown_fields(desk: Desk, form: PageForm) -> list[ShownField]:
    return list(_dressed(desk, form))


def _dressed(desk: Desk, form: PageForm) -> Iterator[ShownField]:
    files = list(desk.revision.evidence.all()) if _takes_files(form) else []
    for bound in form:
        field = bound.field
        question = desk.edition.question(bound.name)
        clauses = [standard_link(standard, desk.edition.id) for standard in desk.edition.readers[question.id]]
        field.clauses = clauses  # type: ignore[attr-defined]
        if form.asked[question.id] is None:
            only_if = layout.depends_on(question, desk.edition)
            bound.help_text = format_html("{}<br>{}", bound.help_text, only_if)
        if question.kind is Kind.FILE:
            attached = [file for file in files if file.slot == question.id]
            field.widget.show(attached, reference=desk.assessment.reference)
        yield ShownField(bound, form.asked[question.id] is not False)


def _takes_files(form: PageForm) -> bool:
    return any(question.kind is Kind.FILE for question in form.page.questions)
