"""The whole form of an edition for reading: what is asked, when, and which standards read the answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from assessments.catalogue import Edition, Kind, Page, Question, Standard, Step
from assessments.evaluation import outline
from assessments.evaluation.outline import Line
from assessments.http.access import public
from assessments.web.standards_editions import library

KINDS: dict[Kind, Promise] = {
    Kind.TEXT: _("Text on one line"),
    Kind.LONGTEXT: _("Text in paragraphs"),
    Kind.SINGLE: _("One choice"),
    Kind.MULTI: _("Any number of choices"),
    Kind.YESNO: _("Yes or no"),
    Kind.NUMBER: _("Number"),
    Kind.PERCENT: _("Percentage"),
    Kind.DATE: _("Date"),
    Kind.FILE: _("File"),
    Kind.TABLE: _("Table"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    question: Question
    kind: Promise
    when: Line | None
    """``None`` if it is always asked."""
    read_by: tuple[Standard, ...]


@public
@require_safe
def form(request: HttpRequest, edition_id: str | None = None) -> HttpResponse:
    books = library()
    edition = books.shown(edition_id)
    context = {
        "edition": edition,
        "volume": books.volume(edition),
        "of": edition_id or "",
        "steps": _Lazily(edition),
    }
    return render(request, "standards/form.html", context)


class _Lazily:
    """The steps with all that is said of their questions, made only when the page is not remembered."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def all(self) -> list[tuple[Step, list[tuple[Page, list[Asked]]]]]:
        return [(step, [(page, self._asked(page)) for page in step.pages]) for step in self.edition.steps]

    def _asked(self, page: Page) -> list[Asked]:
        return [
            Asked(
                question,
                KINDS[question.kind],
                outline(self.edition, question.show) if question.show else None,
                self.edition.readers[question.id],
            )
            for question in page.questions
        ]
