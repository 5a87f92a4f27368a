"""The figures as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.visitor import Answer

HEAD = ("page", "p50 ms", "p95 ms", "× floor", "at most", "statements", "bytes")


@dataclass(frozen=True, slots=True)
class Figures:
    name: str
    p50_ms: float
    p95_ms: float
    statements: int
    size_bytes: int
    at_most: float | None


def figures(name: str, answers: Sequence[Answer], *, at_most: float | None) -> Figures:
    times = sorted(answer.seconds * 1000 for answer in answers)
    return Figures(
        name=name,
        p50_ms=median(times),
        p95_ms=times[min(len(times) - 1, int(len(times) * 0.95))],
        statements=max(answer.statements for answer in answers),
        size_bytes=max(answer.size_bytes for answer in answers),
        at_most=at_most,
    )


def table(rows: Sequence[Figures]) -> Iterable[str]:
    """Lines of Markdown; the first row is the floor."""
    yield f"| {' | '.join(HEAD)} |"
    yield f"| --- |{' ---: |' * (len(HEAD) - 1)}"
    for row in rows:
        ratio = row.p50_ms / rows[0].p50_ms
        missed = row.at_most is not None and ratio > row.at_most
        cells = (
            row.name,
            f"{row.p50_ms:.1f}",
            f"{row.p95_ms:.1f}",
            f"**{ratio:.1f}**" if missed else f"{ratio:.1f}",
            f"{row.at_most:g}" if row.at_most else "",
            str(row.statements),
            f"{row.size_bytes:,}",
        )
        yield f"| {' | '.join(cells)} |"
