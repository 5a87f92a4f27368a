"""Sending: the open revision is sealed with a digest and handed to the commission."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue, chain, evaluation
from assessments.catalogue import Edition
from assessments.enums import Level, State
from assessments.errors import Incomplete, WrongState
from assessments.models import Assessment, Evidence, Revision
from assessments.policy import Actor, rules, scopes
from assessments.queries import moving
from assessments.queries.deadlines import due_on
from assessments.queries.judging import edition_of
from assessments.queries.revisions import open_revision
from assessments.services import at_once, transitions


@transaction.atomic
def send(*, actor: Actor, assessment: Assessment) -> Revision:
    """Seal the open revision and hand the assessment over, for the first time or after a supplement request.

    Raises ``Incomplete`` with the ids of required questions that have no answer, or of those that contradict,
    and ``WrongState`` for a draft under an edition that is no longer in force: it has to move first.
    """
    row = scopes.locked(actor, assessment)
    rules.may_send(actor, row).enforce()
    _must_be_in_force(row)
    edition = catalogue.edition(row.edition_id)
    revision = open_revision(row)
    _must_be_complete(edition, revision)
    if row.state == State.DRAFT:
        at_once.apply_to_sent(row)
    seal(revision, edition=edition, actor=actor)
    move = "submit" if row.state == State.DRAFT else "resubmit"
    transitions.perform(
        move,
        actor=actor,
        assessment=assessment,
        data={"revision": revision.number, "digest": revision.digest},
        submitted_at=row.submitted_at or timezone.now(),
        due_on=due_on(edition.id, "completeness"),
    )
    return revision


def seal(revision: Revision, *, edition: Edition, actor: Actor) -> None:
    """Freeze the answers: what is hashed is stored as text, beside the preliminary results."""
    revision.sealed_text = sealed_text(revision, edition)
    revision.digest = hashlib.sha256(revision.sealed_text.encode()).hexdigest()
    revision.edition_digest = edition.digest
    results = evaluation.evaluate(edition_of(revision), revision.answers)
    revision.preliminary = {found.standard_id: str(found.result) for found in results}
    revision.sealed_at, revision.sealed_by_id = timezone.now(), actor.user_id
    revision.save()


def sealed_text(revision: Revision, edition: Edition) -> str:
    """Canonical JSON of form version, visible answers, and name, size and SHA-256 of each file (procedure,
    part E).
    """
    files = [
        {"slot": file.slot, "name": file.name, "size": file.size_bytes, "sha256": file.sha256}
        for file in revision.evidence.order_by("slot", "sha256")
    ]
    answers = evaluation.visible_answers(edition, revision.answers)
    return chain.canonical(
        {"form": edition.id, "edition": edition.digest, "answers": answers, "files": files}
    )


def open_next(assessment: Assessment, *, after: Revision, actor: Actor) -> Revision:
    """A new open revision with the answers and files of the sealed one before it."""
    revision = Revision.objects.create(
        assessment=assessment,
        number=after.number + 1,
        edition_id=after.edition_id,
        answers=after.answers,
        updated_by_id=actor.person_id,
    )
    Evidence.objects.bulk_create(
        Evidence(
            revision=revision,
            slot=file.slot,
            name=file.name,
            content_type=file.content_type,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            attached_by_id=file.attached_by_id,
            attached_at=file.attached_at,
        )
        for file in after.evidence.all()
    )
    return revision


def _must_be_in_force(assessment: Assessment) -> None:
    if ahead := moving.edition_ahead(assessment):
        said = {"old": assessment.edition_id, "new": ahead.id}
        message = _("The edition %(old)s is no longer in force. Move the draft to %(new)s, then send it.")
        raise WrongState(message % said)


def _must_be_complete(edition: Edition, revision: Revision) -> None:
    if missing := evaluation.unanswered(edition, revision.answers):
        raise Incomplete(_("Required questions are not answered yet."), missing)
    errors = [fault for fault in evaluation.faults(edition, revision.answers) if fault.level == Level.ERROR]
    if errors:
        ids = tuple(question for fault in errors for question in fault.question_ids)
        raise Incomplete(_("Some answers contradict each other or are out of range."), ids)
