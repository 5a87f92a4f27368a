"""Each page of a draft has the status its answers give it."""

from __future__ import annotations

from typing import Any

from assessments import catalogue
from assessments.queries.progress import Progress, Status, progress
from tests.web.answering import example


def statuses(answers: dict[str, Any], **options: Any) -> dict[str, Status]:
    return {page.page.id: page.status for page in of(answers, **options).pages}


def of(answers: dict[str, Any], **options: Any) -> Progress:
    return progress(catalogue.edition("2026.11-1"), answers, **options)


def test_nothing_answered_is_nothing_started() -> None:
    assert set(statuses({}).values()) == {Status.NOT_STARTED}
    assert (of({}).done, of({}).total) == (0, 37)


def test_one_answer_is_a_page_in_progress() -> None:
    assert statuses({"timing": "live"})["comparison"] is Status.IN_PROGRESS


def test_a_complete_example_is_done() -> None:
    found = of(example())

    assert {page.status for page in found.pages} == {Status.DONE}
    assert (found.done, found.total, found.missing, found.first_open) == (37, 37, (), None)


def test_an_optional_question_holds_nothing_up() -> None:
    assert "redactions" not in example()
    assert statuses(example())["publication"] is Status.DONE


def test_a_page_is_not_done_while_it_is_open_whether_more_is_asked() -> None:
    answers = {name: value for name, value in example().items() if name != "compare_mode"}

    found = of(answers)

    tests = next(page for page in found.pages if page.page.id == "tests")
    assert tests.status is Status.IN_PROGRESS
    assert {"fpir_percent", "fnir_percent", "test_gallery_n"} <= set(tests.missing)


def test_what_the_commission_wants_changed_says_so() -> None:
    found = of(example(), to_change={"timing"})

    page = found.first_open
    assert page is not None
    assert page.id == "comparison"
    assert statuses(example(), to_change={"timing"})["comparison"] is Status.NEEDS_CHANGE
    assert (found.done, found.total) == (36, 37)


def test_what_is_wanted_but_not_asked_needs_no_change() -> None:
    assert statuses(example(), to_change={"fpir_percent"})["tests"] is Status.DONE


def test_steps_count_their_own_pages() -> None:
    first, *_rest = of({"agency_name": "가"}).steps

    assert (first.step.number, first.done, first.total) == (1, 0, 3)
    assert of({}).step_of(catalogue.edition("2026.11-1").page("comparison")).step.number == 3
