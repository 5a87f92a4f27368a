"""The drawings say what the content says, and nothing in them covers anything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from assessments.records import HistoryEvent
from assessments.records.figures import BAR_WIDTH, TIMELINE_WIDTH, bars, qr_code, timeline
from tests.records import sample

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def _events(*days: int) -> list[HistoryEvent]:
    return [HistoryEvent(BEGIN + timedelta(days=day), "event") for day in days]


def test_the_bars_count_every_finding_once():
    content = sample.content("EX-1")

    drawn = bars(content)

    assert sum(int(segment.count) for bar in drawn for segment in bar.segments) == len(content.findings)
    assert all(sum(bar.counts) == bar.total for bar in drawn)


def test_segments_fill_their_bar_without_gaps():
    for bar in bars(sample.content("EX-3")):
        ends = [float(segment.x) + float(segment.width) for segment in bar.segments]
        begins = [float(segment.x) for segment in bar.segments]

        assert begins == pytest.approx([0, *ends[:-1]], abs=0.02)
        assert ends[-1] <= BAR_WIDTH + 0.02


def test_the_timeline_keeps_distances_where_there_is_room():
    line = timeline(_events(0, 50, 100))

    assert line is not None
    assert [float(dot.x) for dot in line.dots] == [0, TIMELINE_WIDTH / 2, TIMELINE_WIDTH]


@given(st.lists(st.integers(0, 4_000), min_size=2, max_size=80))
def test_dots_of_the_timeline_never_cover_each_other(days):
    line = timeline(_events(*sorted(days)))

    assert line is not None
    places = [float(dot.x) for dot in line.dots]
    gap = min(13, TIMELINE_WIDTH / (len(days) - 1))
    assert all(after - before >= gap - 0.02 for before, after in pairwise(places))
    assert places[0] >= 0
    assert places[-1] <= TIMELINE_WIDTH + 0.02


def test_one_event_makes_no_timeline():
    assert timeline(_events(0)) is None


def test_the_qr_code_is_the_same_for_the_same_address():
    assert qr_code("https://portal.example/verify/28T5") == qr_code("https://portal.example/verify/28T5")
    assert qr_code("https://portal.example/verify/28T5") != qr_code("https://portal.example/verify/28T6")
