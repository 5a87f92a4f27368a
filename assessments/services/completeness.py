"""The case officer's completeness check: accept, ask once for a supplement, or return."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import catalogue, evaluation
from assessments.enums import Seat, State
from assessments.errors import Incomplete, WrongState
from assessments.models import Assessment, SupplementRequest
from assessments.policy import Actor, rules, scopes
from assessments.queries.deadlines import due_on, today
from assessments.queries.revisions import latest_sealed
from assessments.services import submission, transitions

Defect = dict[str, str]
"""``{"question": id of a question or document, or "", "text": what is missing}``."""


@transaction.atomic
def request_supplement(
    *, actor: Actor, assessment: Assessment, defects: Sequence[Defect]
) -> SupplementRequest:
    """Give the answers back with all defects in one list; there is only one such request (APA Art. 17(5)).

    Raises ``Incomplete`` without defects, or for one without words or about a question that is not there.
    """
    row = scopes.locked(actor, assessment)
    rules.may_check_completeness(actor, row).enforce()
    edition = catalogue.edition(row.edition_id)
    known = {"", *edition.questions, *edition.documents_by_id}
    if not defects or not all(defect["text"].strip() for defect in defects):
        raise Incomplete(_("List at least one defect."))
    if any(defect["question"] not in known for defect in defects):
        raise Incomplete(_("There is no such question."))
    if SupplementRequest.objects.filter(assessment=row).exists():
        raise WrongState(_("A supplement was requested already; it can be asked only once."))
    revision = latest_sealed(row)
    until = due_on(row.edition_id, "supplement")
    request = SupplementRequest.objects.create(
        assessment=row,
        revision=revision,
        defects=list(defects),
        requested_by_id=actor.person_id,
        due_on=until,
    )
    submission.open_next(row, after=revision, actor=actor)
    transitions.perform(
        "request_supplement",
        actor=actor,
        assessment=assessment,
        data={"defects": list(defects)},
        due_on=until,
    )
    return request


@transaction.atomic
def return_incomplete(*, actor: Actor, assessment: Assessment, reasons: str) -> None:
    """End an assessment whose supplement did not come in time; not a rejection (APA Art. 17(6))."""
    row = scopes.locked(actor, assessment)
    rules.may_check_completeness(actor, row).enforce()
    if row.state == State.SUPPLEMENT and row.due_on and today() <= row.due_on:
        raise WrongState(
            _("The agency still has until %(day)s to supplement.") % {"day": row.due_on.isoformat()}
        )
    if not reasons.strip():
        raise Incomplete(_("Give the reasons for returning it."))
    transitions.perform("return_incomplete", actor=actor, assessment=assessment, data={"reasons": reasons})


@transaction.atomic
def accept(*, actor: Actor, assessment: Assessment, confirmed: Sequence[str] = ()) -> None:
    """Open the review; ``confirmed`` are the ids of what the officer checked by eye, for the ledger.

    Raises ``Incomplete`` without a legal and a technical reviewer who declared that they have no conflict.
    """
    row = scopes.locked(actor, assessment)
    rules.may_check_completeness(actor, row).enforce()
    if lacking := lacking_seats(row):
        names = ", ".join(str(seat.label) for seat in lacking)
        raise Incomplete(_("Still needed, assigned and free of conflicts: %(seats)s.") % {"seats": names})
    revision = latest_sealed(row)
    if missing := evaluation.unanswered(catalogue.edition(revision.edition_id), revision.answers):
        raise Incomplete(_("Required questions are not answered yet."), missing)
    until = due_on(row.edition_id, "review_total")
    data = {"revision": revision.number, "digest": revision.digest, "confirmed": list(confirmed)}
    transitions.perform(
        "accept", actor=actor, assessment=assessment, data=data, due_on=until, review_due_on=until
    )


def lacking_seats(assessment: Assessment) -> tuple[Seat, ...]:
    """The seats without a reviewer who declared that there is no conflict of interest."""
    clear = assessment.assignments.filter(
        ended_at__isnull=True,
        reviewer__declarations__assessment=assessment,
        reviewer__declarations__has_conflict=False,
    )
    taken = set(clear.values_list("seat", flat=True))
    return tuple(seat for seat in Seat if seat not in taken)
