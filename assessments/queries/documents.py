"""The evidence documents a draft needs, because of which standards, and what is attached so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments import evaluation
from assessments.catalogue import Answers, Document, Edition, Standard
from assessments.enums import Result
from assessments.models import Evidence


@dataclass(frozen=True, slots=True)
class Wanted:
    document: Document
    because: tuple[Standard, ...]
    """The standards that apply, or may, and ask for it."""
    files: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    needed: tuple[Wanted, ...]
    others: tuple[Wanted, ...]
    """Not needed by the answers given so far."""

    @property
    def attached(self) -> int:
        return sum(bool(wanted.files) for wanted in self.needed)


def documents(edition: Edition, answers: Answers, files: Iterable[Evidence]) -> Documents:
    """In the catalogue's order."""
    attached = list(files)
    applying = [
        edition.standard(found.standard_id)
        for found in evaluation.evaluate(edition, answers)
        if found.result is not Result.NOT_APPLICABLE
    ]
    every = [
        Wanted(
            document,
            tuple(standard for standard in applying if document.id in standard.evidence),
            tuple(file for file in attached if file.slot == document.id),
        )
        for document in edition.documents
    ]
    return Documents(
        tuple(wanted for wanted in every if wanted.because),
        tuple(wanted for wanted in every if not wanted.because),
    )
