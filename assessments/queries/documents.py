"""The evidence documents a draft needs, because of which standards, and what is attached so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessments import evaluation
from assessments.catalogue import Answers, Document, Edition, Standard
from assessments.models import Evidence


@dataclass(frozen=True, slots=True)
class Wanted:
    document: Document
    because: tuple[Standard, ...]
    """The standards that ask for it."""
    files: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    needed: tuple[Wanted, ...]
    """By a standard that applies."""
    perhaps: tuple[Wanted, ...]
    """By a standard of which it is not known yet whether it applies."""
    others: tuple[Wanted, ...]
    """Not needed by the answers given."""

    @property
    def attached(self) -> int:
        return sum(bool(wanted.files) for wanted in self.needed)


def documents(edition: Edition, answers: Answers, files: Iterable[Evidence]) -> Documents:
    """Every document once, in the catalogue's order."""
    attached = list(files)
    found = evaluation.evaluate(edition, answers)
    certain = {one.standard_id for one in found if one.applies.truth}
    possible = {one.standard_id for one in found if one.applies.truth is not False}

    def wanted(document: Document, among: set[str]) -> Wanted:
        because = [one for one in edition.standards if one.id in among and document.id in one.evidence]
        here = [file for file in attached if file.slot == document.id]
        return Wanted(document, tuple(because), tuple(here))

    needed = [one for document in edition.documents if (one := wanted(document, certain)).because]
    settled = {one.document.id for one in needed}
    open_ones = [wanted(document, possible) for document in edition.documents if document.id not in settled]
    return Documents(
        tuple(needed),
        tuple(one for one in open_ones if one.because),
        tuple(one for one in open_ones if not one.because),
    )
