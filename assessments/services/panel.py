"""Who sits on the panel, and the draft it starts from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue, evaluation
from assessments.catalogue import Edition
from assessments.enums import Event, Result, Role
from assessments.errors import Incomplete, NotPermitted
from assessments.models import (
    Assessment,
    DraftDecision,
    Finding,
    Membership,
    Panel,
    PanelMember,
    Revision,
    User,
)
from assessments.policy import Actor, rules, scopes
from assessments.queries.panels import current_panel
from assessments.services import ledger


def convene(revision: Revision) -> Panel:
    """Open the panel with a draft that starts from what both reviewers agree on.

    Called when both have locked.
    """
    edition = catalogue.edition(revision.edition_id)
    panel = Panel.objects.create(revision=revision, size=evaluation.panel_size(edition, revision.answers))
    DraftDecision.objects.create(panel=panel, findings=_agreed_findings(edition, revision))
    return panel


@transaction.atomic
def name_members(*, actor: Actor, assessment: Assessment, members: Sequence[User], chair: User) -> None:
    """Seat the panel; who is no longer named leaves.

    Raises ``Incomplete`` unless the number is the panel's size.
    """
    row = scopes.locked(actor, assessment)
    rules.may_name_panel(actor, row).enforce()
    panel = current_panel(row)
    if len(set(members)) != panel.size or chair not in members:
        raise Incomplete(_("This panel has %(size)s members, the chair among them.") % {"size": panel.size})
    for person in members:
        _must_be_eligible(person, row, role=Role.CHAIR if person == chair else Role.PANEL_MEMBER)
    seats = panel.members.filter(ended_at__isnull=True)
    stay = {chair.pk: True} | {person.pk: False for person in members if person != chair}
    for seat in seats:
        if stay.get(seat.member_id) != seat.is_chair:
            seat.ended_at = timezone.now()
            seat.save(update_fields=["ended_at"])
    seated = set(panel.members.filter(ended_at__isnull=True).values_list("member_id", flat=True))
    for person in members:
        if person.pk not in seated:
            PanelMember.objects.create(panel=panel, member=person, is_chair=person == chair)
            data = {"member": person.pk, "name": str(person), "chair": person == chair}
            ledger.append(Event.PANEL_JOINED, actor=actor, assessment=row, data=data)


def leave(assessment: Assessment, actor: Actor) -> None:
    """End the actor's seat after a declared conflict; the officer names somebody else."""
    PanelMember.objects.filter(
        panel__revision__assessment=assessment, member_id=actor.person_id, ended_at__isnull=True
    ).update(ended_at=timezone.now())


def _agreed_findings(edition: Edition, revision: Revision) -> dict[str, Any]:
    """By standard:

    the result both reviewers found, with both reasons; standards that do not apply are said so.
    """
    by_standard: dict[str, list[Finding]] = {}
    for finding in revision.findings.filter(locked_at__isnull=False).order_by("reviewer_id"):
        by_standard.setdefault(finding.standard_id, []).append(finding)
    return {
        standard.id: _starting_finding(
            by_standard.get(standard.id, []), revision.preliminary.get(standard.id)
        )
        for standard in edition.standards
    }


def _starting_finding(found: Sequence[Finding], preliminary: str | None) -> dict[str, Any]:
    results = {finding.result for finding in found}
    agreed = results.pop() if len(results) == 1 else ""
    if not found and preliminary == Result.NOT_APPLICABLE:
        agreed = Result.NOT_APPLICABLE
    reasons = "\n\n".join(dict.fromkeys(finding.reasons for finding in found)) if agreed else ""
    return {"result": str(agreed), "reasons_ko": reasons, "reasons_en": "", "evidence": []}


def _must_be_eligible(person: User, assessment: Assessment, *, role: Role) -> None:
    memberships = Membership.objects.filter(user=person)
    if not memberships.filter(role=role).exists():
        raise NotPermitted(_("%(name)s does not hold the role needed for this seat.") % {"name": person})
    if memberships.filter(organisation=assessment.agency_id).exists():
        raise NotPermitted(_("%(name)s belongs to the agency itself.") % {"name": person})
    if assessment.declarations.filter(person=person, has_conflict=True).exists():
        raise NotPermitted(_("%(name)s declared a conflict of interest.") % {"name": person})
    if assessment.assignments.filter(reviewer=person).exists():
        raise NotPermitted(_("%(name)s reviewed this assessment.") % {"name": person})
