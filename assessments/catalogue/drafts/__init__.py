"""Editions in preparation that ship with the portal: for the commission to try and decide on, never in force.

Each is a folder as in ``editions``; its trials lie beside it, as those of a published edition do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assessments.catalogue.reader import read
from assessments.catalogue.refusals.editions import NO_DRAFT
from assessments.catalogue.schema import Edition
from assessments.errors import CatalogueError

FOLDER = Path(__file__).parent


def draft_ids() -> tuple[str, ...]:
    """Ids of the drafts, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/edition.toml")))


@cache
def draft(draft_id: str) -> Edition:
    """The draft with this id; raises ``CatalogueError`` if there is none or its files are malformed."""
    if draft_id not in draft_ids():
        raise CatalogueError(NO_DRAFT.after(draft_id))
    return read(FOLDER / draft_id)
