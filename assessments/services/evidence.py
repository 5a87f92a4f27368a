"""Attaching and removing files. The content is stored once, under its SHA-256."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from assessments import catalogue
from assessments.models import Assessment, Evidence, Revision
from assessments.policy import Actor, rules, scopes
from assessments.queries.revisions import open_revision


@transaction.atomic
def attach(
    *, actor: Actor, assessment: Assessment, slot: str, name: str, content: bytes, content_type: str
) -> Evidence:
    """Add a checked file (see ``forms.evidence``) to a question of kind file or to an evidence document.

    A question holds one file: a new one takes the place of the old. Attaching the same file again changes
    nothing.
    """
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    revision = open_revision(row)
    sha256 = hashlib.sha256(content).hexdigest()
    _store(sha256, content)
    answers_question = slot in catalogue.edition(row.edition_id).questions
    if answers_question:
        revision.evidence.filter(slot=slot).exclude(sha256=sha256).delete()
        _answer(revision, slot, name)
    evidence, _ = Evidence.objects.get_or_create(
        revision=revision,
        slot=slot,
        sha256=sha256,
        defaults={
            "name": name,
            "content_type": content_type,
            "size_bytes": len(content),
            "attached_by_id": actor.user_id,
        },
    )
    return evidence


@transaction.atomic
def remove(*, actor: Actor, assessment: Assessment, evidence: Evidence) -> None:
    """Take a file off the open revision; earlier, sealed revisions keep it."""
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    revision = open_revision(row)
    revision.evidence.filter(pk=evidence.pk).delete()
    _answer(revision, evidence.slot, None)


def content_of(evidence: Evidence) -> bytes:
    """Raises ``FileNotFoundError`` when the store lost it."""
    with default_storage.open(_path(evidence.sha256), "rb") as file:
        return bytes(file.read())


def _store(sha256: str, content: bytes) -> None:
    if not default_storage.exists(_path(sha256)):
        default_storage.save(_path(sha256), ContentFile(content))


def _path(sha256: str) -> str:
    return f"evidence/{sha256[:2]}/{sha256}"


def _answer(revision: Revision, slot: str, name: str | None) -> None:
    """A question of kind file is answered by the name of its file."""
    answers = {key: value for key, value in revision.answers.items() if key != slot}
    if name is not None:
        answers[slot] = name
    if answers != revision.answers:
        revision.answers = answers
        revision.save(update_fields=["answers"])
