"""Assignment, conflict declarations, findings, and questions to the agency."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue, chain
from assessments.enums import Event, Result, Role, Seat, StandardKind, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import Assessment, Assignment, Clarification, Declaration, Finding, Revision, User
from assessments.policy import SYSTEM, Actor, rules, scopes, standing
from assessments.queries import findings, seats
from assessments.queries.deadlines import due_on, resumed
from assessments.queries.judging import edition_of
from assessments.queries.revisions import latest_sealed
from assessments.services import ledger, panel, transitions

ROUNDS = 2
"""Clarification may be asked at most twice (procedure, part D.1)."""


@transaction.atomic
def assign(*, actor: Actor, assessment: Assessment, reviewer: User, seat: Seat) -> Assignment:
    """Give a seat to a reviewer; who held it is released.

    Raises ``NotPermitted`` for people of the agency itself, with a conflict, or with the other seat.
    """
    row = scopes.locked(actor, assessment)
    rules.may_assign(actor, row).enforce()
    held = {item.seat: item for item in row.assignments.filter(ended_at__isnull=True)}
    if seat in held and held[seat].reviewer_id == reviewer.pk:
        return held[seat]
    _must_be_eligible(reviewer, row, others=[item for name, item in held.items() if name != seat])
    if seat in held:
        release(actor=actor, assignment=held[seat])
    assignment = Assignment.objects.create(
        assessment=row, reviewer=reviewer, seat=seat, assigned_by_id=actor.person_id
    )
    data = {"reviewer": reviewer.pk, "name": str(reviewer), "seat": str(seat)}
    ledger.append(Event.REVIEWER_ASSIGNED, actor=actor, assessment=row, data=data)
    return assignment


@transaction.atomic
def release(*, actor: Actor, assignment: Assignment, reasons: str = "") -> None:
    """End a reviewer's seat; what they locked stays."""
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    data = {"reviewer": assignment.reviewer_id, "seat": assignment.seat} | (
        {"reasons": reasons} if reasons else {}
    )
    ledger.append(Event.REVIEWER_RELEASED, actor=actor, assessment=assignment.assessment, data=data)


@transaction.atomic
def hand_back(*, actor: Actor, assessment: Assessment, reasons: str) -> None:
    """A reviewer gives the seat back, so that the case officer can name somebody else."""
    row = scopes.locked(actor, assessment)
    rules.may_hand_back(actor, row).enforce()
    if not reasons.strip():
        raise Incomplete(_("Give the reasons."))
    for assignment in row.assignments.filter(reviewer_id=actor.user_id, ended_at__isnull=True):
        release(actor=actor, assignment=assignment, reasons=reasons)


@transaction.atomic
def declare(
    *, actor: Actor, assessment: Assessment, has_conflict: bool, ground: str = "", explanation: str = ""
) -> Declaration:
    """Say once whether there is a conflict of interest (NHRCK Act Art. 38). With one, the seat is lost."""
    row = scopes.locked(actor, assessment)
    rules.may_declare(actor, row).enforce()
    if has_conflict:
        _must_be_a_ground(ground, row)
    role = _declaring_role(actor, row)
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
    """Write or overwrite the reviewer's own finding, until it is locked.

    ``evidence`` cites files of the revision: ``{"id": evidence id, "page": text}``. Raises ``Incomplete``
    for a standard or file that is not there, and for a prohibition that would be partly met.
    """
    row = scopes.locked(actor, assessment)
    rules.may_record_finding(actor, row).enforce()
    revision = latest_sealed(row)
    _must_be_possible(revision, standard_id, result=result, evidence=evidence)
    finding, _created = Finding.objects.update_or_create(
        revision=revision,
        reviewer_id=actor.user_id,
        standard_id=standard_id,
        defaults={
            "result": result,
            "reasons": reasons,
            "evidence": [dict(cited) for cited in evidence],
            "saved_at": timezone.now(),
        },
    )
    return finding


@transaction.atomic
def lock_findings(*, actor: Actor, assessment: Assessment) -> None:
    """Close the reviewer's findings for good; when both reviewers have, the panel is convened.

    Raises ``Incomplete`` with the ids of standards that still need a finding, or reasons of their own.
    """
    row = scopes.locked(actor, assessment)
    rules.may_record_finding(actor, row).enforce()
    revision = latest_sealed(row)
    written = findings.own(revision, actor.user_id)
    if missing := missing_findings(revision, written):
        raise Incomplete(_("Every applicable standard needs a finding with reasons."), missing)
    revision.findings.filter(reviewer_id=actor.user_id).update(locked_at=timezone.now())
    data = {
        "revision": revision.number,
        "findings": {finding.standard_id: finding.result for finding in written},
        "digest": _digest(written),
    }
    ledger.append(Event.FINDINGS_LOCKED, actor=actor, assessment=row, data=data)
    if _both_locked(row, revision):
        _to_panel(assessment, revision)


def missing_findings(revision: Revision, written: Sequence[Finding]) -> tuple[str, ...]:
    """Standards, in catalogue order, that lack a finding, or reasons, or reasons of their own."""
    return tuple(item.standard.id for item in findings.review(revision, written).open)


@transaction.atomic
def ask(*, actor: Actor, assessment: Assessment, questions: Sequence[tuple[str, str]]) -> list[Clarification]:
    """Send numbered questions, each ``(text, standard id or "")``, as one round; the clock stops."""
    row = scopes.locked(actor, assessment)
    rules.may_ask(actor, row).enforce()
    if not questions or not all(text.strip() for text, _standard in questions):
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
    this_round = row.clarifications.aggregate(round=Max("round"))["round"]
    waiting = list(row.clarifications.filter(round=this_round, answered_at__isnull=True))
    if blank := [str(item.number) for item in waiting if not answers.get(item.number, "").strip()]:
        raise Incomplete(_("Answer every question."), tuple(blank))
    now = timezone.now()
    for item in waiting:
        item.answer, item.answered_by_id, item.answered_at = answers[item.number], actor.user_id, now
        item.save(update_fields=["answer", "answered_by", "answered_at"])
    resume(actor=actor, assessment=assessment, answers={str(item.number): item.answer for item in waiting})


@transaction.atomic
def resume(*, actor: Actor, assessment: Assessment, answers: Mapping[str, str]) -> None:
    """End the clarification: the clock runs again, and what the panel asked goes back to the panel."""
    row = scopes.locked(actor, assessment)
    until = resumed(row)
    data = {"answers": dict(answers)}
    transitions.perform(
        "answer", actor=actor, assessment=assessment, data=data, due_on=until, review_due_on=until
    )
    revision = latest_sealed(row)
    if _both_locked(row, revision):
        _to_panel(assessment, revision)


def _to_panel(assessment: Assessment, revision: Revision) -> None:
    panel.convene(revision)
    data = {"revision": revision.number}
    transitions.perform(
        "convene", actor=SYSTEM, assessment=assessment, data=data, due_on=assessment.review_due_on
    )


def _both_locked(assessment: Assessment, revision: Revision) -> bool:
    seated = set(assessment.assignments.filter(ended_at__isnull=True).values_list("reviewer_id", flat=True))
    locked = set(revision.findings.filter(locked_at__isnull=False).values_list("reviewer_id", flat=True))
    return len(seated) == len(Seat) and seated <= locked


def _digest(written: Sequence[Finding]) -> str:
    """SHA-256 of what is locked, so that the ledger binds the reasons too."""
    content = {
        finding.standard_id: [finding.result, finding.reasons, finding.evidence] for finding in written
    }
    return hashlib.sha256(chain.canonical(content).encode()).hexdigest()


def _must_be_eligible(reviewer: User, assessment: Assessment, *, others: Sequence[Assignment]) -> None:
    if bar := seats.bar_to_review(assessment, reviewer):
        raise NotPermitted(bar)
    if any(item.reviewer_id == reviewer.pk for item in others):
        raise NotPermitted(_("%(name)s has the other reviewer's seat already.") % {"name": reviewer})


def _must_be_possible(
    revision: Revision, standard_id: str, *, result: Result, evidence: Sequence[Mapping[str, Any]]
) -> None:
    standard = edition_of(revision).standards_by_id.get(standard_id)
    if standard is None:
        raise Incomplete(_("There is no such standard."))
    if standard.kind == StandardKind.PROHIBITION and result == Result.PARTLY_MET:
        message = _("A prohibition is met or not met, never partly met (decision rule 2).")
        raise Incomplete(message, (standard_id,))
    cited = {item["id"] for item in evidence}
    if cited - set(revision.evidence.filter(pk__in=cited).values_list("pk", flat=True)):
        raise Incomplete(_("A file that is cited does not belong to this revision."))


def _must_be_a_ground(ground: str, assessment: Assessment) -> None:
    grounds = catalogue.edition(assessment.edition_id).procedure.conflict_grounds
    if ground not in {known.id for known in grounds}:
        raise Incomplete(_("Name the ground of the conflict."))


def _declaring_role(actor: Actor, assessment: Assessment) -> Role:
    if standing(assessment).seat:
        return Role.REVIEWER
    return Role.CHAIR if Role.CHAIR in actor.commission_roles else Role.PANEL_MEMBER


def _give_up_seats(actor: Actor, assessment: Assessment) -> None:
    for assignment in assessment.assignments.filter(reviewer_id=actor.user_id, ended_at__isnull=True):
        release(actor=actor, assignment=assignment)
    panel.leave(assessment, actor)
