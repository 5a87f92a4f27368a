"""Pictures of counts, as inline SVG with the same figures in words and in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.enums import Result

ROW_HEIGHT = 32
LABEL_WIDTH = 104
BAR_MOST = 270
TOP = 4
CSS = {
    Result.MET: "chart__bar--good",
    Result.PARTLY_MET: "chart__bar--half",
    Result.NOT_MET: "chart__bar--bad",
    Result.UNDETERMINED: "chart__bar--open",
    Result.NOT_APPLICABLE: "chart__bar--muted",
}


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    css: str
    y: int
    width: int

    @property
    def text_y(self) -> int:
        return self.y + 16

    @property
    def count_x(self) -> int:
        return LABEL_WIDTH + self.width + 8


@dataclass(frozen=True, slots=True)
class Figure:
    bars: tuple[Bar, ...]
    label_width: int = LABEL_WIDTH

    @property
    def height(self) -> int:
        return len(self.bars) * ROW_HEIGHT

    @property
    def words(self) -> str:
        return ", ".join(f"{bar.label} {bar.count}" for bar in self.bars)


def results_figure(counts: Mapping[Result, int]) -> Figure:
    """One bar per result; the longest takes the whole width."""
    most = max(counts.values(), default=0) or 1
    return Figure(
        tuple(
            Bar(str(result.label), count, CSS[result], TOP + place * ROW_HEIGHT, BAR_MOST * count // most)
            for place, (result, count) in enumerate(counts.items())
        )
    )
