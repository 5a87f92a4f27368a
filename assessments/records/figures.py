"""The record's drawings as plain geometry, which templates draw: findings by group, timeline, QR code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import segno

from assessments.enums import Result
from assessments.records.content import RecordContent
from assessments.records.judgement import Group
from assessments.records.proceeding import HistoryEvent
from assessments.records.speech import SEOUL
from assessments.records.wording import MARKS

RESULT_ORDER = (
    Result.MET,
    Result.PARTLY_MET,
    Result.NOT_MET,
    Result.UNDETERMINED,
    Result.NOT_APPLICABLE,
)
FILL_AND_INK: dict[Result, tuple[str, str]] = {
    Result.MET: ("#1b6b4e", "#ffffff"),
    Result.PARTLY_MET: ("#e3b04b", "#1b2230"),
    Result.NOT_MET: ("#9d2a2f", "#ffffff"),
    Result.UNDETERMINED: ("#5d5487", "#ffffff"),
    Result.NOT_APPLICABLE: ("#d5dae2", "#1b2230"),
}
BAR_WIDTH = 300.0
"""Of the group with the most standards, in the drawing's units."""
BAR_PITCH = 22.0
MM_PER_UNIT = 170 / 480
"""The drawings are 480 units wide and fill the type area."""
TIMELINE_WIDTH = 460.0
_DOT = 13.0
"""Least distance between two dots of the timeline."""


@dataclass(frozen=True, slots=True)
class Segment:
    result: Result
    mark: str
    count: str
    fill: str
    ink: str
    x: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Bar:
    group: Group
    y: str
    middle: str
    counts: tuple[int, ...]
    """In ``RESULT_ORDER``."""
    total: int
    segments: tuple[Segment, ...]


def bars(content: RecordContent) -> tuple[Bar, ...]:
    """One bar per group of standards, a segment for each result the panel found in it."""
    found = {group.id: Counter[Result]() for group in content.groups}
    for finding in content.findings:
        found[finding.group_id][finding.panel] += 1
    unit = BAR_WIDTH / max(1, *(counts.total() for counts in found.values()))
    return tuple(
        _bar(group, found[group.id], y=index * BAR_PITCH, unit=unit)
        for index, group in enumerate(content.groups)
    )


def totals(content: RecordContent) -> tuple[int, ...]:
    """Of all groups together in ``RESULT_ORDER``, and the number of standards."""
    found = Counter(finding.panel for finding in content.findings)
    return (*(found[result] for result in RESULT_ORDER), found.total())


def _bar(group: Group, counts: Counter[Result], *, y: float, unit: float) -> Bar:
    segments, x = [], 0.0
    for result in RESULT_ORDER:
        if count := counts[result]:
            width = count * unit
            fill, ink = FILL_AND_INK[result]
            place = (_r(x), _r(width), _r(x + width / 2))
            segments.append(Segment(result, MARKS[result], str(count), fill, ink, *place))
            x += width
    numbers = tuple(counts[result] for result in RESULT_ORDER)
    return Bar(group, _r(y), _r(y + 12), numbers, counts.total(), tuple(segments))


@dataclass(frozen=True, slots=True)
class Dot:
    number: str
    x: str


@dataclass(frozen=True, slots=True)
class Tick:
    on: date
    x: str


@dataclass(frozen=True, slots=True)
class Timeline:
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    """First and last event."""


def timeline(history: Sequence[HistoryEvent]) -> Timeline | None:
    """The events at their distance in time, pushed apart where they would cover each other."""
    if len(history) <= 1:
        return None
    first, last = history[0].at, history[-1].at
    span = max((last - first).total_seconds(), 1.0)
    wanted = [TIMELINE_WIDTH * (event.at - first).total_seconds() / span for event in history]
    places = _apart(wanted)
    dots = tuple(Dot(str(number), _r(x)) for number, x in enumerate(places, start=1))
    return Timeline(dots, (Tick(_day(first), _r(places[0])), Tick(_day(last), _r(places[-1]))))


def _day(at: datetime) -> date:
    return at.astimezone(SEOUL).date()


def _apart(wanted: list[float]) -> list[float]:
    """Push to the right, then back from the right end; both keep the order and the least distance."""
    gap = min(_DOT, TIMELINE_WIDTH / (len(wanted) - 1))
    places = wanted[:]
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + gap)
    places[-1] = min(places[-1], TIMELINE_WIDTH)
    for index in range(len(places) - 2, -1, -1):
        places[index] = min(places[index], places[index + 1] - gap)
    return places


@dataclass(frozen=True, slots=True)
class QrCode:
    size: str
    """Modules per side, quiet zone included."""
    path: str
    """SVG path of the dark modules."""


def qr_code(url: str) -> QrCode:
    code = segno.make(url, error="m", micro=False)
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=4))
        for x, module in enumerate(row)
        if module
    )
    return QrCode(str(code.symbol_size(border=4)[0]), path)


def _r(value: float) -> str:
    """A coordinate. Text, because a template writes a number in the reader's locale."""
    return f"{round(value, 2):g}"
