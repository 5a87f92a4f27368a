"""Bars that show how the findings on each standard are shared out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assessments.catalogue import Edition, Standard
from assessments.enums import Result
from assessments.queries.standards_findings import Tallies, Tally
from assessments.web.figures import CSS

SHARE_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    count: int
    css: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Share:
    """One bar for all findings on a standard."""

    parts: tuple[Part, ...]
    total: int
    full_width: int = SHARE_WIDTH


@dataclass(frozen=True, slots=True)
class Overview:
    """The findings on all standards of an edition."""

    results: tuple[Result, ...]
    """The columns: *cannot tell* only where it was found."""
    rows: tuple[tuple[Standard, tuple[int, ...]], ...]
    decisions: int
    samples: int


def share(counts: Mapping[Result, int]) -> Share:
    """The parts in the order of the results; what was never found takes no room."""
    return Share(tuple(_parts(counts)), sum(counts.values()))


def overview(edition: Edition, tallies: Tallies) -> Overview:
    found = [tallies.get((edition.id, standard.id), Tally()) for standard in edition.standards]
    results = tuple(result for result in Result if any(result in tally.counts for tally in found))
    return Overview(
        results,
        tuple(
            (standard, tuple(tally.results[result] for result in results))
            for standard, tally in zip(edition.standards, found, strict=True)
        ),
        decisions=_most(tally.total for tally in found),
        samples=_most(tally.samples for tally in found),
    )


def _parts(counts: Mapping[Result, int]) -> Iterator[Part]:
    total, before = sum(counts.values()), 0
    for result, count in counts.items():
        if count:
            x = SHARE_WIDTH * before // total
            before += count
            yield Part(str(result.label), count, CSS[result], x, SHARE_WIDTH * before // total - x)


def _most(numbers: Iterable[int]) -> int:
    return max(numbers, default=0)
