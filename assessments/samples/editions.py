"""The next edition as a draft that an editor has open: the one that ships for the commission to decide on."""

from __future__ import annotations

from pathlib import Path

from assessments import catalogue
from assessments.catalogue.reader import files
from assessments.models import EditionDraft
from assessments.samples.people import People
from assessments.services import edition_drafts

BASED_ON = "2026.11-1"


def open_drafts(everybody: People) -> None:
    """One for each draft that ships and is not open already."""
    for draft_id in catalogue.drafts.draft_ids():
        if not EditionDraft.objects.filter(edition_id=draft_id).exists():
            edition_drafts.open_draft(
                actor=everybody.actor("editor"),
                edition_id=draft_id,
                based_on=BASED_ON,
                files=_texts(catalogue.drafts.FOLDER / draft_id),
                trials=_texts(catalogue.trials.FOLDER / draft_id),
            )


def _texts(folder: Path) -> dict[str, str]:
    return {name: content.decode() for name, content in files.contents(folder).items()}
