"""How far a draft has come: the status of each page, and what is missing. Reads nothing from the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments import evaluation
from assessments.catalogue import Answers, Edition, Page, Step


class Status(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    NEEDS_CHANGE = "needs_change", _("Needs your change")
    NOT_NEEDED = "not_needed", _("Not needed")


@dataclass(frozen=True, slots=True)
class PageProgress:
    page: Page
    status: Status
    missing: tuple[str, ...]
    """Ids of required questions without an answer, in the form's order."""


@dataclass(frozen=True, slots=True)
class StepProgress:
    step: Step
    pages: tuple[PageProgress, ...]

    @property
    def done(self) -> int:
        return sum(page.status is Status.DONE for page in self.pages)

    @property
    def total(self) -> int:
        """Pages that have something to answer."""
        return sum(page.status is not Status.NOT_NEEDED for page in self.pages)


@dataclass(frozen=True, slots=True)
class Progress:
    steps: tuple[StepProgress, ...]

    @property
    def pages(self) -> Iterator[PageProgress]:
        for step in self.steps:
            yield from step.pages

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def total(self) -> int:
        """Pages that have something to answer."""
        return sum(step.total for step in self.steps)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(question_id for page in self.pages for question_id in page.missing)

    def step_of(self, page: Page) -> StepProgress:
        return next(step for step in self.steps if step.step.id == page.step)

    @property
    def first_open(self) -> Page | None:
        """Where to go on; None when every page is done."""
        closed = {Status.DONE, Status.NOT_NEEDED}
        return next((page.page for page in self.pages if page.status not in closed), None)


def progress(edition: Edition, answers: Answers, *, to_change: Collection[str] = ()) -> Progress:
    """``to_change`` are ids of questions whose answers the commission wants changed."""
    asked = evaluation.asked(edition, answers)
    given = evaluation.visible_answers(edition, answers)
    missing = frozenset(evaluation.unanswered(edition, answers))

    def of_page(page: Page) -> PageProgress:
        ids = [question.id for question in page.questions if asked[question.id] is not False]
        open_here = tuple(name for name in ids if name in missing)
        return PageProgress(page, _status(ids, open_here, given=given, to_change=to_change), open_here)

    return Progress(
        tuple(StepProgress(step, tuple(of_page(page) for page in step.pages)) for step in edition.steps)
    )


def _status(
    ids: list[str], missing: tuple[str, ...], *, given: Collection[str], to_change: Collection[str]
) -> Status:
    if not ids:
        return Status.NOT_NEEDED
    if any(name in to_change for name in ids):
        return Status.NEEDS_CHANGE
    if not missing:
        return Status.DONE
    return Status.IN_PROGRESS if any(name in given for name in ids) else Status.NOT_STARTED
