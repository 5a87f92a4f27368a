"""The parts of a record that the public does not get to read, each with its ground and its date of review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from assessments import evaluation
from assessments.catalogue import Edition, Ground, Text
from assessments.models import Decision, Revision
from assessments.queries.record_content.effects import served_on
from assessments.queries.record_content.facts import numbered, slot_title
from assessments.queries.record_content.words import both
from assessments.queries.withholding import OF_SUBMISSIONS, ground_called, ground_of
from assessments.records import Redaction, Submission, Wording, of_agency

REVIEW_AFTER_YEARS = 1
"""From service (a policy value).

What time has made harmless is to be disclosed (Information Disclosure Act Art. 9(2)); no period is named.
"""
_Part = tuple[str, Wording, Ground]
"""What it is, what it is called, and why it is withheld."""


def redactions(
    edition: Edition, decision: Decision, submissions: tuple[Submission, ...]
) -> tuple[Redaction, ...]:
    """Restricted answers, names of files attached to restricted questions, and what the agency submitted."""
    review_on = years_after(served_on(decision), REVIEW_AFTER_YEARS)
    found = (
        *_answers(edition, decision.revision),
        *_files(edition, decision.revision),
        *_submitted(edition, submissions),
    )
    return tuple(
        Redaction(part=part, ground=cited(ground), review_on=review_on, id=f"W{number}", of=of)
        for number, (of, part, ground) in enumerate(found, start=1)
    )


def cited(ground: Ground) -> Text:
    """A ground with the provision it stands in."""
    return Text(
        ko=f"「공공기관의 정보공개에 관한 법률」 제9조제1항제{ground.item}호({ground.title.ko})",
        en=f"Official Information Disclosure Act Art. 9(1) no. {ground.item}: {ground.title.en}",
    )


def years_after(day: date, years: int) -> date:
    """The same day in a later year; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _answers(edition: Edition, revision: Revision) -> Iterator[_Part]:
    asked = evaluation.visible_answers(edition, revision.answers)
    for question in edition.questions.values():
        if not question.public and asked.get(question.id) is not None:
            yield question.id, question.text, ground_of(edition, question)


def _files(edition: Edition, revision: Revision) -> Iterator[_Part]:
    for name, file in numbered(revision).items():
        question = edition.questions.get(file.slot)
        if question is not None and not question.public:
            part = both(
                _("Name of the file %(name)s (%(document)s)"),
                name=name,
                document=slot_title(edition, file.slot),
            )
            yield name, part, ground_of(edition, question)


def _submitted(edition: Edition, submissions: tuple[Submission, ...]) -> Iterator[_Part]:
    for number, submission in enumerate(submissions, start=1):
        if of_agency(submission):
            part = both(_("What the agency wrote: %(kind)s"), kind=submission.kind)
            yield f"S{number}", part, ground_called(edition, OF_SUBMISSIONS)
