"""The case officer's completeness check: accept, ask once for a supplement, or return."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Seat, State
from assessments.errors import Incomplete, WrongState
from assessments.models import Assessment, SupplementRequest
from assessments.policy import Actor, rules, scopes
from assessments.queries.deadlines import due_on, today
from assessments.queries.revisions import latest_sealed
from assessments.services import submission, transitions

Defect = dict[str, str]
"""``{"question": question id or "", "text": what is missing}``."""


@transaction.atomic
def request_supplement(
    *, actor: Actor, assessment: Assessment, defects: Sequence[Defect]
) -> SupplementRequest:
    """Give the answers back with all defects in one list; there is only one such request (APA Art. 17(5))."""
    row = scopes.locked(actor, assessment)
    rules.may_check_completeness(actor, row).enforce()
    if not defects:
        raise Incomplete(_("List at least one defect."))
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
def accept(*, actor: Actor, assessment: Assessment) -> None:
    """Open the review. Needs a legal and a technical reviewer who declared that they have no conflict."""
    row = scopes.locked(actor, assessment)
    rules.may_check_completeness(actor, row).enforce()
    clear = row.assignments.filter(
        ended_at__isnull=True,
        reviewer__declarations__assessment=row,
        reviewer__declarations__has_conflict=False,
    )
    lacking = set(Seat) - {Seat(seat) for seat in clear.values_list("seat", flat=True)}
    if lacking:
        names = ", ".join(str(seat.label) for seat in sorted(lacking))
        raise Incomplete(_("Still needed, assigned and free of conflicts: %(seats)s.") % {"seats": names})
    until = due_on(row.edition_id, "review_total")
    data = {"revision": latest_sealed(row).number}
    transitions.perform(
        "accept", actor=actor, assessment=assessment, data=data, due_on=until, review_due_on=until
    )
