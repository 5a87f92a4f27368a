"""Assignment, conflict declarations, findings, and questions to the agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue
from assessments.enums import Event, Result, Role, Seat, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import (
    Assessment,
    Assignment,
    Clarification,
    Declaration,
    Finding,
    Membership,
    Revision,
    User,
)
from assessments.policy import SYSTEM, Actor, rules, scopes, standing
from assessments.queries.deadlines import due_on, today
from assessments.queries.revisions import latest_sealed
from assessments.services import ledger, panel, transitions

ROUNDS = 2
"""Clarification may be asked at most twice (procedure, part D.1)."""


@transaction.atomic
def assign(*, actor: Actor, assessment: Assessment, reviewer: User, seat: Seat) -> Assignment:
    """Give a seat to a reviewer; who held it is released.

    Raises ``NotPermitted`` for people of the agency itself.
    """
    row = scopes.locked(actor, assessment)
    rules.may_assign(actor, row).enforce()
    _must_be_eligible(reviewer, row)
    held = row.assignments.filter(ended_at__isnull=True, seat=seat).first()
    if held and held.reviewer_id == reviewer.pk:
        return held
    if held:
        release(actor=actor, assignment=held)
    assignment = Assignment.objects.create(
        assessment=row, reviewer=reviewer, seat=seat, assigned_by_id=actor.person_id
    )
    data = {"reviewer": reviewer.pk, "name": str(reviewer), "seat": str(seat)}
    ledger.append(Event.REVIEWER_ASSIGNED, actor=actor, assessment=row, data=data)
    return assignment


@transaction.atomic
def release(*, actor: Actor, assignment: Assignment) -> None:
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    data = {"reviewer": assignment.reviewer_id, "seat": assignment.seat}
    ledger.append(Event.REVIEWER_RELEASED, actor=actor, assessment=assignment.assessment, data=data)


@transaction.atomic
def declare(
    *, actor: Actor, assessment: Assessment, has_conflict: bool, ground: str = "", explanation: str = ""
) -> Declaration:
    """Say once whether there is a conflict of interest (NHRCK Act Art.

    38). With one, the seat is given up.
    """
    row = scopes.locked(actor, assessment)
    rules.may_declare(actor, row).enforce()
    if has_conflict and not ground:
        raise Incomplete(_("Name the ground of the conflict."))
    seat = standing(row).seat
    role = (
        Role.REVIEWER if seat else Role.CHAIR if Role.CHAIR in actor.commission_roles else Role.PANEL_MEMBER
    )
    declaration = Declaration.objects.create(
        assessment=row,
        person_id=actor.person_id,
        role=role,
        has_conflict=has_conflict,
        ground=ground if has_conflict else "",
        explanation=explanation,
    )
    data = {"has_conflict": has_conflict, "ground": declaration.ground, "role": str(role)}
    ledger.append(Event.CONFLICT_DECLARED, actor=actor, assessment=row, data=data)
    if has_conflict:
        _give_up_seats(actor, row)
    return declaration


@transaction.atomic
def save_finding(
    *,
    actor: Actor,
    assessment: Assessment,
    standard_id: str,
    result: Result,
    reasons: str,
    evidence: Sequence[Mapping[str, Any]] = (),
) -> Finding:
    """Write or overwrite the reviewer's own finding, until it is locked."""
    row = scopes.locked(actor, assessment)
    rules.may_record_finding(actor, row).enforce()
    finding, _created = Finding.objects.update_or_create(
        revision=latest_sealed(row),
        reviewer_id=actor.user_id,
        standard_id=standard_id,
        defaults={
            "result": result,
            "reasons": reasons,
            "evidence": list(evidence),
            "saved_at": timezone.now(),
        },
    )
    return finding


@transaction.atomic
def lock_findings(*, actor: Actor, assessment: Assessment) -> None:
    """Close the reviewer's findings for good; when both reviewers have, the panel is convened.

    Raises ``Incomplete`` with the ids of applicable standards that have no finding with reasons.
    """
    row = scopes.locked(actor, assessment)
    rules.may_record_finding(actor, row).enforce()
    revision = latest_sealed(row)
    findings = Finding.objects.filter(revision=revision, reviewer_id=actor.user_id)
    if missing := missing_findings(revision, findings):
        raise Incomplete(_("Every applicable standard needs a finding with reasons."), missing)
    findings.update(locked_at=timezone.now())
    data = {"revision": revision.number, "findings": {f.standard_id: f.result for f in findings}}
    ledger.append(Event.FINDINGS_LOCKED, actor=actor, assessment=row, data=data)
    if _both_locked(row, revision):
        panel.convene(revision)
        transitions.perform(
            "convene",
            actor=SYSTEM,
            assessment=assessment,
            data={"revision": revision.number},
            due_on=row.review_due_on,
        )


def missing_findings(revision: Revision, findings: Sequence[Finding] | Any) -> tuple[str, ...]:
    """Standards, in catalogue order, that seem to apply and have no finding with reasons."""
    written = {finding.standard_id for finding in findings if finding.reasons.strip()}
    return tuple(
        standard.id
        for standard in catalogue.edition(revision.edition_id).standards
        if revision.preliminary.get(standard.id) != Result.NOT_APPLICABLE and standard.id not in written
    )


@transaction.atomic
def ask(*, actor: Actor, assessment: Assessment, questions: Sequence[tuple[str, str]]) -> list[Clarification]:
    """Send numbered questions, each ``(text, standard id or "")``, as one round; the clock stops."""
    row = scopes.locked(actor, assessment)
    rules.may_ask(actor, row).enforce()
    if not questions:
        raise Incomplete(_("Write at least one question."))
    used = row.clarifications.aggregate(round=Max("round"), number=Max("number"))
    this_round = (used["round"] or 0) + 1
    if this_round > ROUNDS:
        raise WrongState(_("Both rounds of clarification are used."))
    until = due_on(row.edition_id, "clarification")
    asked = Clarification.objects.bulk_create(
        Clarification(
            assessment=row,
            round=this_round,
            number=(used["number"] or 0) + position,
            question=text,
            standard_id=standard_id,
            asked_by_id=actor.person_id,
            due_on=until,
        )
        for position, (text, standard_id) in enumerate(questions, start=1)
    )
    move = "ask" if row.state == State.IN_REVIEW else "ask_from_panel"
    data = {"round": this_round, "questions": [text for text, _standard in questions]}
    transitions.perform(move, actor=actor, assessment=assessment, data=data, due_on=until)
    return asked


@transaction.atomic
def answer(*, actor: Actor, assessment: Assessment, answers: Mapping[int, str]) -> None:
    """The agency answers the open round, by question number. Raises ``Incomplete`` when one is left blank."""
    row = scopes.locked(actor, assessment)
    rules.may_answer(actor, row).enforce()
    waiting = list(row.clarifications.filter(answered_at__isnull=True))
    if blank := [str(item.number) for item in waiting if not answers.get(item.number, "").strip()]:
        raise Incomplete(_("Answer every question."), tuple(blank))
    for item in waiting:
        item.answer, item.answered_by_id, item.answered_at = (
            answers[item.number],
            actor.user_id,
            timezone.now(),
        )
        item.save(update_fields=["answer", "answered_by", "answered_at"])
    paused = (today() - timezone.localtime(row.state_since).date()).days
    until = row.review_due_on and row.review_due_on + timedelta(days=paused)
    data = {"answers": {str(item.number): item.answer for item in waiting}}
    transitions.perform(
        "answer", actor=actor, assessment=assessment, data=data, due_on=until, review_due_on=until
    )


def _both_locked(assessment: Assessment, revision: Revision) -> bool:
    seated = set(assessment.assignments.filter(ended_at__isnull=True).values_list("reviewer_id", flat=True))
    locked = set(revision.findings.filter(locked_at__isnull=False).values_list("reviewer_id", flat=True))
    return len(seated) == len(Seat) and seated <= locked


def _must_be_eligible(reviewer: User, assessment: Assessment) -> None:
    memberships = Membership.objects.filter(user=reviewer)
    if not memberships.filter(role=Role.REVIEWER).exists():
        raise NotPermitted(_("This person is not a reviewer."))
    if memberships.filter(organisation=assessment.agency_id).exists():
        raise NotPermitted(_("This person belongs to the agency itself."))
    if assessment.declarations.filter(person=reviewer, has_conflict=True).exists():
        raise NotPermitted(_("This person declared a conflict of interest."))


def _give_up_seats(actor: Actor, assessment: Assessment) -> None:
    for assignment in assessment.assignments.filter(reviewer_id=actor.user_id, ended_at__isnull=True):
        release(actor=actor, assignment=assignment)
    panel.leave(assessment, actor)
