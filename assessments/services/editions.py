"""Makes the shipped editions known to the database, whose own checks need kinds and effects."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.enums import Event
from assessments.errors import CatalogueError
from assessments.models import PublishedEdition, PublishedStandard
from assessments.policy import SYSTEM
from assessments.services import ledger


def after_migrate(**_: Any) -> None:
    for edition_id in catalogue.edition_ids():
        publish(catalogue.edition(edition_id))


@transaction.atomic
def publish(edition: Edition) -> None:
    """Idempotent. Raises ``CatalogueError`` when a published edition's files were changed."""
    if known := PublishedEdition.objects.filter(pk=edition.id).first():
        if known.digest != edition.digest:
            raise CatalogueError(
                f"{edition.id}: published with digest {known.digest}, the files now have {edition.digest}"
            )
        return
    row = PublishedEdition.objects.create(id=edition.id, digest=edition.digest, valid_from=edition.valid_from)
    PublishedStandard.objects.bulk_create(
        PublishedStandard(edition=row, standard_id=standard.id, kind=standard.kind, effect=standard.effect)
        for standard in edition.standards
    )
    ledger.append(
        Event.EDITION_PUBLISHED, actor=SYSTEM, data={"edition": edition.id, "digest": edition.digest}
    )
