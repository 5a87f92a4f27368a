"""Attaching and removing files. The content is stored once, under its SHA-256."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue
from assessments.catalogue import Kind
from assessments.errors import BadFile
from assessments.models import Assessment, Evidence, Revision
from assessments.policy import Actor, rules, scopes
from assessments.queries.revisions import open_revision
from assessments.queries.stored_files import path_of

FILES_PER_DOCUMENT = 10
"""Files that one evidence document may consist of."""


@transaction.atomic
def attach(
    *, actor: Actor, assessment: Assessment, slot: str, name: str, content: bytes, content_type: str
) -> Evidence:
    """Add a checked file (see ``forms.evidence``) to a question of kind file or to an evidence document.

    A question holds one file: a new one takes the place of the old. Attaching the same file again changes
    its name at most. Raises ``BadFile`` when the document is full or there is no such place.
    """
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    revision = open_revision(row)
    sha256 = hashlib.sha256(content).hexdigest()
    _make_room(revision, slot, sha256)
    _store(sha256, content)
    _answer(revision, slot, name, actor=actor)
    evidence, _created = Evidence.objects.update_or_create(
        revision=revision,
        slot=slot,
        sha256=sha256,
        defaults={"name": name},
        create_defaults={
            "name": name,
            "content_type": content_type,
            "size_bytes": len(content),
            "attached_by_id": actor.person_id,
        },
    )
    return evidence


@transaction.atomic
def remove(*, actor: Actor, assessment: Assessment, evidence_id: int) -> None:
    """Take a file off the open revision; sealed ones keep it. Removing it twice changes nothing."""
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    revision = open_revision(row)
    if file := revision.evidence.filter(pk=evidence_id).first():
        file.delete()
        _answer(revision, file.slot, None, actor=actor)


def content_of(evidence: Evidence) -> bytes:
    """Raises ``FileNotFoundError`` when the store lost it."""
    with default_storage.open(path_of(evidence.sha256), "rb") as file:
        return bytes(file.read())


def _store(sha256: str, content: bytes) -> None:
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))


def _make_room(revision: Revision, slot: str, sha256: str) -> None:
    edition = catalogue.edition(revision.edition_id)
    others = revision.evidence.filter(slot=slot).exclude(sha256=sha256)
    if slot in edition.questions and edition.question(slot).kind is Kind.FILE:
        others.delete()
    elif slot not in edition.documents_by_id:
        raise BadFile(_("There is no such place for a file."))
    elif others.count() >= FILES_PER_DOCUMENT:
        raise BadFile(_("At most %(most)s files for one document.") % {"most": FILES_PER_DOCUMENT})


def _answer(revision: Revision, slot: str, name: str | None, *, actor: Actor) -> None:
    """A question of kind file is answered by the name of its file."""
    answers = {key: value for key, value in revision.answers.items() if key != slot}
    if name is not None and slot in catalogue.edition(revision.edition_id).questions:
        answers[slot] = name
    revision.answers = answers
    revision.updated_at, revision.updated_by_id = timezone.now(), actor.person_id
    revision.save(update_fields=["answers", "updated_at", "updated_by"])
