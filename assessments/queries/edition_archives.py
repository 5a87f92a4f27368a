"""Editions as files to take away: published ones and drafts, each byte as it is kept."""

from __future__ import annotations

from assessments import catalogue
from assessments.catalogue.layout import Unpacked
from assessments.catalogue.refusals.editions import NO_EDITION_NOR_DRAFT
from assessments.errors import CatalogueError
from assessments.models import EditionDraft
from assessments.queries.edition_drafts import in_bytes


def files_of(edition_id: str) -> Unpacked:
    """Those of a published edition; raises ``CatalogueError`` if there is none."""
    return Unpacked(edition_id, catalogue.edition_files(edition_id), catalogue.trial_files(edition_id))


def files_of_draft(draft: EditionDraft) -> Unpacked:
    return Unpacked(draft.edition_id, in_bytes(draft.files), in_bytes(draft.trials))


def files_named(edition_id: str) -> Unpacked:
    """Of the published edition with this id, or else of the last draft of it."""
    if edition_id in catalogue.edition_ids():
        return files_of(edition_id)
    draft = EditionDraft.objects.filter(edition_id=edition_id).order_by("-pk").first()
    if draft is None:
        raise CatalogueError(NO_EDITION_NOR_DRAFT.after(edition_id))
    return files_of_draft(draft)
