"""Publishes editions: the shipped ones when the portal starts, and what was written in the browser."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.texts import same
from assessments.enums import Event
from assessments.errors import CatalogueError
from assessments.models import EditionDraft, PublishedEdition, PublishedStandard
from assessments.policy import SYSTEM, Actor
from assessments.services import at_once, ledger


def after_migrate(**_: Any) -> None:
    for edition_id in catalogue.shipped_ids():
        publish(catalogue.edition(edition_id))


@transaction.atomic
def publish(edition: Edition) -> None:
    """Idempotent. Raises ``CatalogueError`` when a published edition's files were changed."""
    if known := PublishedEdition.objects.filter(pk=edition.id).first():
        if known.digest != edition.digest:
            raise CatalogueError(
                same(
                    f"{edition.id}: published with digest {known.digest}, the files now have {edition.digest}"
                )
            )
        return
    row = PublishedEdition.objects.create(id=edition.id, digest=edition.digest, valid_from=edition.valid_from)
    _publish_standards(row, edition, at_once=())
    ledger.append(
        Event.EDITION_PUBLISHED, actor=SYSTEM, data={"edition": edition.id, "digest": edition.digest}
    )


@transaction.atomic
def publish_draft(*, actor: Actor, draft: EditionDraft, edition: Edition) -> PublishedEdition:
    """Write a submitted draft down as published; ``edition`` is what its files say."""
    row = PublishedEdition.objects.create(
        id=edition.id,
        digest=edition.digest,
        valid_from=edition.valid_from,
        based_on=draft.based_on,
        files=draft.files,
        trials=draft.trials,
        reason_ko=draft.reason_ko,
        reason_en=draft.reason_en,
        submitted_by_id=draft.submitted_by_id,
        published_by_id=actor.person_id,
    )
    _publish_standards(row, edition, at_once=draft.at_once)
    said = {"edition": edition.id, "digest": edition.digest, "draft": draft.pk, "at_once": draft.at_once}
    ledger.append(Event.EDITION_PUBLISHED, actor=actor, data=said)
    at_once.apply_to_running(edition, draft.at_once, actor=actor)
    return row


def _publish_standards(row: PublishedEdition, edition: Edition, *, at_once: Collection[str]) -> None:
    PublishedStandard.objects.bulk_create(
        PublishedStandard(
            edition=row,
            standard_id=standard.id,
            kind=standard.kind,
            effect=standard.effect,
            applies_at_once=standard.id in at_once,
        )
        for standard in edition.standards
    )
