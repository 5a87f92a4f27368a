"""What an official does: starts, answers page by page, attaches files, sends."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments import catalogue
from assessments.catalogue import Kind, Question
from tests.forms import files
from tests.journeys.visitor import Visitor

TIMES_AT_MOST = 3
"""A page comes back when answers added questions to it."""


def start(official: Visitor, *, title: str, use_case: str) -> str:
    """Open a draft; returns its reference."""
    official.open("/assessments/start/")
    form = official.form(field="title")
    official.send(form, {"title": title, "use_case": use_case})
    return str(official.address.split("/")[2])


def answer_everything(official: Visitor, reference: str, answers: dict[str, Any]) -> None:
    for page in catalogue.edition("2026.11-1").pages:
        address = f"/assessments/{reference}/answers/{page}/"
        for _ in range(TIMES_AT_MOST):
            official.open(address)
            _answer_page(official, answers)
            if official.address.split("?")[0] != address:
                break


def send(approver: Visitor, reference: str) -> None:
    approver.open(f"/assessments/{reference}/send/")
    approver.send(approver.form(field="truth"), {"truth": True})


def state(official: Visitor, reference: str, text: str) -> None:
    """Comment on the draft decision."""
    official.open(f"/assessments/{reference}/statement/")
    official.send(official.form(field="text"), {"text": text})


def _answer_page(official: Visitor, answers: dict[str, Any]) -> None:
    values: dict[str, Any] = {}
    uploads = {}
    for question in [catalogue.edition("2026.11-1").question(name) for name in _shown(official)]:
        answer = answers.get(question.id)
        if answer is None:
            continue
        if question.kind is Kind.FILE:
            uploads[question.id] = SimpleUploadedFile(answer, files.pdf())
        elif question.kind is Kind.TABLE:
            values |= _cells(official, question, answer)
        else:
            values[question.id] = answer
    official.send(official.form(field="in-form"), values, button=("then", "next"), files=uploads)
    assert not official.page.xpath("//*[@role='alert']"), f"{official.address} refuses: {values}"


def _shown(official: Visitor) -> list[str]:
    return [box.get("data-question") for box in official.page.xpath("//*[@data-question][not(@hidden)]")]


def _cells(official: Visitor, question: Question, rows: list[list[str]]) -> dict[str, str]:
    """Field names and texts; rows that are not there yet are added with the page's own button."""
    last = f"{question.id}-{len(rows) - 1}-{question.columns[0].id}"
    while last not in official.form(field="in-form").fields:
        official.send(official.form(field="in-form"), button=("add-row", question.id))
    return {
        f"{question.id}-{number}-{column.id}": cell
        for number, row in enumerate(rows)
        for column, cell in zip(question.columns, row, strict=True)
    }
