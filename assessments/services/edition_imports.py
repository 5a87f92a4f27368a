"""Takes in an edition that was written elsewhere, as a draft: whole, or not at all."""

from __future__ import annotations

from django.db import transaction

from assessments import catalogue
from assessments.catalogue.layout import Unpacked
from assessments.models import EditionDraft
from assessments.policy import Actor, editing
from assessments.services import edition_drafts


@transaction.atomic
def take_in(*, actor: Actor, unpacked: Unpacked) -> EditionDraft:
    """Open a draft with these files, byte for byte; it counts as made from the edition in force.

    Raises ``CatalogueError`` with the reader's message for files that are not an edition or not its trials,
    and ``WrongState`` when the id is taken. Then nothing was written.
    """
    editing.may_draft(actor).enforce()
    edition = catalogue.parse(unpacked.edition_id, unpacked.files)
    catalogue.trials.parse(unpacked.trials, edition=edition)
    return edition_drafts.open_draft(
        actor=actor,
        edition_id=edition.id,
        based_on=catalogue.current().id,
        files={name: content.decode() for name, content in unpacked.files.items()},
        trials={name: content.decode() for name, content in unpacked.trials.items()},
    )
