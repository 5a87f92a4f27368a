"""Where in a draft edition the reader found a fault, as far as a form can show it."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.catalogue.editing import Where
from assessments.errors import CatalogueError
from assessments.models import EditionDraft
from assessments.queries.refusals import said

EDITED = {"page", "question", "standard"}
"""Tables whose rows have forms."""


@dataclass(frozen=True, slots=True)
class Place:
    file: str
    """As the draft names it: of trials it begins with ``trials/``. Blank when the whole is meant."""
    where: Where
    key: tuple[str, ...]
    """Inside the row: ``("cites 2", "sources")``; a row of a list is named with its number or its id."""
    message: str
    """What is wrong, without the place."""
    whole: str
    """With the place."""

    @property
    def row_id(self) -> str:
        """Of the standard or question; blank for anything else."""
        return self.where[-1][1] if self.where and self.where[-1][0] != "page" else ""

    @property
    def label(self) -> str:
        """Short words for a link to it."""
        return self.row_id or self.file

    @property
    def field(self) -> str:
        """The name that a form gives to what is at fault: ``condition_text_ko``, ``cites-1-sources``."""
        first, *rest = self.key or ("",)
        name, _, row = first.partition(" ")
        if row:
            return "-".join([name, row, *rest])
        return "_".join(self.key)


def place_of(fault: CatalogueError, *, draft: EditionDraft) -> Place:
    whole = said(fault).removeprefix(f"{draft.edition_id}/")
    if not fault.path:
        return Place("", (), (), whole, whole)
    file, *rest = fault.path
    where: list[tuple[str, str]] = []
    while rest and (row := rest[0].split(" ", 1))[0] in EDITED and len(row) > 1:
        where.append((row[0], row[1]))
        rest.pop(0)
    message = whole.removeprefix(": ".join(fault.path)).removeprefix(": ")
    file = file.replace(f"trials/{draft.edition_id}/", "trials/")
    return Place(file, tuple(where), tuple(rest), message, whole)
