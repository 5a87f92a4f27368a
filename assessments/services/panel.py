"""Who sits on the panel, and the draft it starts from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue, evaluation
from assessments.enums import Event, Result, Role
from assessments.errors import Incomplete, NotPermitted
from assessments.models import Assessment, DraftDecision, Finding, Panel, PanelMember, Revision, User
from assessments.policy import SYSTEM, Actor, rules, scopes
from assessments.queries import findings, seats
from assessments.queries.panels import current_panel
from assessments.services import ledger
from assessments.services.rounds import open_round


def convene(revision: Revision) -> Panel:
    """Open the panel with a draft that starts from what both reviewers agree on.

    Called when both have locked, and again when a clarification the panel asked for is over: then the draft
    stays, and what was voted before the answers came does not count.
    """
    if found := Panel.objects.filter(revision=revision).first():
        if found.votes.filter(round=found.round).exists():
            open_round(SYSTEM, revision.assessment, found)
        return found
    edition = catalogue.edition(revision.edition_id)
    size = evaluation.panel_size(edition, revision.answers)
    panel = Panel.objects.create(revision=revision, size=size)
    DraftDecision.objects.create(panel=panel, findings=_agreed_findings(revision))
    return panel


@transaction.atomic
def name_members(*, actor: Actor, assessment: Assessment, members: Sequence[User], chair: User) -> None:
    """Seat the panel; who is no longer named leaves.

    Raises ``Incomplete`` unless the number is the panel's size and the chair is among them, ``NotPermitted``
    for somebody who may not sit here.
    """
    row = scopes.locked(actor, assessment)
    rules.may_name_panel(actor, row).enforce()
    panel = current_panel(row)
    if len(set(members)) != panel.size or len(members) != panel.size or chair not in members:
        raise Incomplete(_("This panel has %(size)s members, the chair among them.") % {"size": panel.size})
    for person in members:
        _must_be_eligible(person, row, role=Role.CHAIR if person == chair else Role.PANEL_MEMBER)
    seated = _release_others(panel, stay={person.pk: person == chair for person in members})
    for person in members:
        if person.pk not in seated:
            PanelMember.objects.create(panel=panel, member=person, is_chair=person == chair)
            data = {"member": person.pk, "name": str(person), "chair": person == chair}
            ledger.append(Event.PANEL_JOINED, actor=actor, assessment=row, data=data)
    panel.is_seated = True
    panel.save(update_fields=["is_seated"])


def leave(assessment: Assessment, actor: Actor) -> None:
    """End the actor's seat after a declared conflict; the officer names somebody else."""
    seats = PanelMember.objects.filter(
        panel__revision__assessment=assessment, member_id=actor.person_id, ended_at__isnull=True
    )
    Panel.objects.filter(members__in=seats).update(is_seated=False)
    seats.update(ended_at=timezone.now())


def _release_others(panel: Panel, *, stay: dict[int, bool]) -> set[int]:
    """End the seats of those not in ``stay`` (person to "presides"); the ids of those who keep theirs."""
    seated = set()
    for seat in panel.members.filter(ended_at__isnull=True):
        if stay.get(seat.member_id) == seat.is_chair:
            seated.add(seat.member_id)
        else:
            seat.ended_at = timezone.now()
            seat.save(update_fields=["ended_at"])
    return seated


def _agreed_findings(revision: Revision) -> dict[str, Any]:
    """By standard the result both reviewers found, with both reasons.

    Standards that do not apply are said so.
    """
    return {one.standard.id: _starting_finding(one) for one in findings.compared(revision)}


def _starting_finding(one: findings.Compared) -> dict[str, Any]:
    found = [finding for finding in (one.legal, one.technical) if finding]
    agreed = one.agreed if found or one.preliminary == Result.NOT_APPLICABLE else None
    reasons = "\n\n".join(dict.fromkeys(finding.reasons for finding in found)) if agreed else ""
    cited = _cited(found) if agreed else []
    return {"result": str(agreed or ""), "reasons_ko": reasons, "reasons_en": "", "evidence": cited}


def _cited(found: Sequence[Finding]) -> list[Any]:
    """What the findings cite, each once."""
    cited = {(item["id"], item["page"]): item for finding in found for item in finding.evidence}
    return list(cited.values())


def _must_be_eligible(person: User, assessment: Assessment, *, role: Role) -> None:
    if bar := seats.bar_to_panel(assessment, person, role=role):
        raise NotPermitted(bar)
