"""What an official does: starts, answers page by page, attaches files, sends."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import catalogue
from assessments.catalogue import Kind, Question
from tests.forms import files
from tests.journeys.visitor import AnyVisitor

ONWARDS = ("then", "next")
TIMES_AT_MOST = 3
"""Without JavaScript a page comes back when answers added questions to it."""


def start(official: AnyVisitor, *, title: str, use_case: str) -> str:
    """Open a draft, at the second attempt; returns its reference."""
    official.open("/assessments/start/")
    official.send(official.form(field="title"), {"use_case": use_case})
    assert official.is_refused()
    official.look("start-refused")
    official.send(official.form(field="title"), {"title": title})
    return str(official.address.split("/")[2])


def mistype(official: AnyVisitor, reference: str, *, number: str, text: str) -> None:
    """Leave a page with something that is no number: all else is kept."""
    official.open(_address(reference, catalogue.edition("2026.11-1").question(number).page))
    official.fill_in(official.form(field="in-form"), {text: "정문에 한 대", number: "여럿"})
    official.look("page-half-filled")
    official.send(official.form(field="in-form"), button=ONWARDS)
    assert official.is_refused()
    official.look("page-refused")
    official.open(official.address)
    assert official.form(field="in-form").fields[text].strip() == "정문에 한 대"


def clash(
    mine: AnyVisitor, theirs: AnyVisitor, reference: str, answers: dict[str, Any], *, over: str
) -> None:
    """Two colleagues write the same answer; the second chooses between both versions."""
    address = _address(reference, catalogue.edition("2026.11-1").question(over).page)
    mine.open(address)
    theirs.open(address).send(theirs.form(field="in-form"), {over: "동료가 쓴 글"}, button=ONWARDS)
    mine.fill_in(mine.form(field="in-form"), {over: answers[over]})
    mine.look("page-overtaken")
    mine.send(mine.form(field="in-form"), button=ONWARDS)
    assert mine.sees("동료가 쓴 글")
    mine.look("clash")
    mine.send(mine.form(field=f"keep-{over}"), {f"keep-{over}": "mine"}, button=ONWARDS)
    assert mine.open(address).form(field="in-form").fields[over].strip() == answers[over]


def answer_everything(official: AnyVisitor, reference: str, answers: dict[str, Any]) -> None:
    for page in catalogue.edition("2026.11-1").pages:
        address = _address(reference, page)
        for _ in range(1 if official.has_script else TIMES_AT_MOST):
            if _place(official) != address:
                official.open(address)
            _answer_page(official, answers)
            if _place(official) != address:
                break
        else:
            raise AssertionError(f"{official.address} comes back: questions appeared only after sending")


def send(approver: AnyVisitor, reference: str) -> None:
    approver.open(f"/assessments/{reference}/send/")
    approver.look("before-sending")
    approver.send(approver.form(field="truth"), {"truth": True})


def state(official: AnyVisitor, reference: str, text: str) -> None:
    """Comment on the draft decision."""
    official.open(f"/assessments/{reference}/statement/")
    official.send(official.form(field="text"), {"text": text})


def _address(reference: str, page: str) -> str:
    return f"/assessments/{reference}/answers/{page}/"


def _place(official: AnyVisitor) -> str:
    return official.address.split("?")[0]


def _answer_page(official: AnyVisitor, answers: dict[str, Any]) -> None:
    """Answer what is shown, then what appeared because of it, until nothing does; then go on."""
    uploads: dict[str, SimpleUploadedFile] = {}
    seen: set[str] = set()
    while fresh := [name for name in _shown(official) if name not in seen]:
        seen.update(fresh)
        values: dict[str, Any] = {}
        for question in map(catalogue.edition("2026.11-1").question, fresh):
            answer = answers.get(question.id)
            if answer is None:
                continue
            if question.kind is Kind.FILE:
                uploads[question.id] = SimpleUploadedFile(answer, files.pdf())
            elif question.kind is Kind.TABLE:
                values |= _cells(official, question, answer)
            else:
                values[question.id] = answer
        official.fill_in(official.form(field="in-form"), values)
    official.send(official.form(field="in-form"), button=ONWARDS, files=uploads)
    assert not official.page.xpath("//*[@role='alert']"), f"{official.address} refuses: {sorted(seen)}"


def _shown(official: AnyVisitor) -> list[str]:
    return [box.get("data-question") for box in official.page.xpath("//*[@data-question][not(@hidden)]")]


def _cells(official: AnyVisitor, question: Question, rows: list[list[str]]) -> dict[str, str]:
    """Field names and texts; rows that are not there yet are added with the page's own button."""
    last = f"{question.id}-{len(rows) - 1}-{question.columns[0].id}"
    while last not in official.form(field="in-form").fields:
        official.send(official.form(field="in-form"), button=("add-row", question.id))
    return {
        f"{question.id}-{number}-{column.id}": cell
        for number, row in enumerate(rows)
        for column, cell in zip(question.columns, row, strict=True)
    }
