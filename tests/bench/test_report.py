from __future__ import annotations

from bench import report
from bench.visitor import Answer, Fields


def took(*milliseconds: float) -> list[Answer]:
    return [Answer(200, ms / 1000, 1_234, 3, "", b"") for ms in milliseconds]


def test_pages_are_told_as_multiples_of_the_first_row() -> None:
    floor = report.figures("floor", took(2, 2, 2), at_most=None)
    quick = report.figures("quick", took(5, 5, 5), at_most=3)
    slow = report.figures("slow", took(8, 8, 8), at_most=3)

    lines = list(report.table([floor, quick, slow]))

    assert lines[2:] == [
        "| floor | 2.0 | 2.0 | 1.0 |  | 3 | 1,234 |",
        "| quick | 5.0 | 5.0 | 2.5 | 3 | 3 | 1,234 |",
        "| slow | 8.0 | 8.0 | **4.0** | 3 | 3 | 1,234 |",
    ]


def test_the_middle_and_the_slow_end_are_told_apart() -> None:
    figures = report.figures("page", took(*range(1, 101)), at_most=None)

    assert (figures.p50_ms, figures.p95_ms) == (50.5, 96)


def test_a_form_is_read_as_a_browser_would_send_it() -> None:
    page = b"""<form><input name=t value=x>
        <input type=hidden name=in value=a><input type=hidden name=in value=b>
        <input type=checkbox name=c value=1 checked><input type=checkbox name=c value=2>
        <input type=radio name=r value=1><textarea name=a>long &amp; wide</textarea>
        <input type=file name=f><button name=then value=next>Go</button></form>"""

    values = Fields(page).values

    assert values == {"t": ["x"], "in": ["a", "b"], "c": ["1"], "a": ["long & wide"]}
