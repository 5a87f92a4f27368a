"""Fills in pages as a browser without JavaScript would."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments import catalogue
from assessments.catalogue import Kind, Page
from assessments.enums import Role
from assessments.models import Assessment, User
from assessments.queries import revisions
from tests import make
from tests.forms import files


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(assessment: Assessment, rest: str = "") -> str:
    return f"/assessments/{assessment.reference}/{rest}"


def page_address(assessment: Assessment, page: str) -> str:
    return address(assessment, f"answers/{page}/")


class _Inputs(HTMLParser):
    """The successful controls of the page's main form, as HTML defines them."""

    def __init__(self, form_mark: str) -> None:
        super().__init__()
        self.mark, self.inside, self.area = form_mark, False, ""
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.mark in given
        if not self.inside or not given.get("name"):
            return
        kind = given.get("type", "text")
        if tag == "textarea":
            self.area = given["name"]
            self.found.append((self.area, ""))
        elif tag == "input" and kind not in {"file", "submit"} and self._counts(kind, given):
            self.found.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            name, so_far = self.found.pop()
            self.found.append((name, so_far + (data.removeprefix("\n") if not so_far else data)))

    def _counts(self, kind: str, given: dict[str, str]) -> bool:
        return kind not in {"radio", "checkbox"} or "checked" in given


def posted(html: str, form_mark: str = "data-answers") -> dict[str, list[str]]:
    """What a browser would post for the form whose tag has the attribute ``form_mark``."""
    reader = _Inputs(form_mark)
    # What lies in a template element is not part of the page.
    reader.feed(re.sub(r"<template>.*?</template>", "", html, flags=re.DOTALL))
    data: dict[str, list[str]] = {}
    for name, value in reader.found:
        data.setdefault(name, []).append(value)
    return data


def as_posted(page: Page, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers of a page, in the names and shapes of the form."""
    data: dict[str, Any] = {}
    for question in page.questions:
        value = answers.get(question.id)
        if value is None:
            continue
        match question.kind:
            case Kind.TABLE:
                for number, row in enumerate(value):
                    for column, cell in zip(question.columns, row, strict=True):
                        data[f"{question.id}-{number}-{column.id}"] = cell
            case Kind.FILE:
                data[question.id] = SimpleUploadedFile(value, files.pdf())
            case _:
                data[question.id] = value
    return data


def fill_in(client: Client, assessment: Assessment, page: Page, answers: dict[str, Any]) -> Any:
    """Open a page, put in the answers, press "Save and continue"."""
    where = page_address(assessment, page.id)
    shown = posted(client.get(where).content.decode())
    return client.post(where, shown | as_posted(page, answers) | {"then": "next"})


def example(name: str = "EX-1") -> dict[str, Any]:
    return dict(catalogue.examples.example(name).answers)


def writer(assessment: Assessment) -> tuple[Client, User]:
    person = make.member(Role.APPLICANT, of=assessment.agency)
    return signed_in(person), person


def stored(assessment: Assessment) -> dict[str, Any]:
    return dict(revisions.open_revision(assessment).answers)


def open_page(client: Client, assessment: Assessment, page: str) -> tuple[str, dict[str, list[str]]]:
    response = client.get(page_address(assessment, page))
    assert response.status_code == 200
    html = response.content.decode()
    return html, posted(html)


def press(client: Client, assessment: Assessment, page: str, data: dict[str, Any], then: str = "next") -> Any:
    return client.post(page_address(assessment, page), data | {"then": then})
