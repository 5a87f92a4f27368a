"""Which pages are measured, who opens them, and how many times the floor each may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from assessments import catalogue
from assessments.enums import State
from assessments.models import Assessment
from assessments.samples.people import AGENCIES, PASSWORD
from bench.visitor import Answer, Fields, Visitor

_CHANGED = "purpose_specific"
"""The answer that every save of a page changes."""


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    ask: Callable[[], Answer]
    at_most: float | None = None
    """Times the floor; None where nothing was promised."""


def pages(port: int) -> list[Page]:
    """The floor first. Signs in, so the server must be up."""
    officer, applicant, public = (Visitor(port) for _ in range(3))
    officer.sign_in("officer", PASSWORD)
    applicant.sign_in("applicant", PASSWORD)
    drafts = Assessment.objects.filter(state=State.DRAFT, agency__name=AGENCIES[0].name)
    decided = Assessment.objects.filter(state=State.CONDITIONAL).latest("pk").reference
    draft = drafts.earliest("pk").reference
    korean, english = quote("얼굴"), quote("terminal")
    save = _saves(applicant, f"/assessments/{draft}/answers/{_page_id()}/")
    return [
        Page("floor", lambda: officer.get(f"/floor/{decided}/")),
        Page("queue", lambda: officer.get("/queue/"), 3),
        Page("queue, last page", lambda: officer.get("/queue/?end=1"), 3),
        Page("cases", lambda: officer.get("/cases/"), 3),
        Page("cases, last page", lambda: officer.get("/cases/?end=1"), 3),
        Page("search, Korean", lambda: officer.get(f"/cases/?q={korean}"), 3),
        Page("search, English", lambda: officer.get(f"/cases/?q={english}"), 3),
        Page("case page", lambda: officer.get(f"/assessments/{decided}/"), 5),
        Page("step save", lambda: next(save), 2),
        Page("register", lambda: public.get("/register/"), 3),
        Page("register search, Korean", lambda: public.get(f"/register/?q={korean}"), 3),
        Page("register search, English", lambda: public.get(f"/register/?q={english}"), 3),
        Page("register, last page", lambda: public.get("/register/?end=1"), 3),
    ]


def export(port: int) -> Page:
    """Asked for seldom: it grows with the register, as it must."""
    public = Visitor(port)
    return Page("export (CSV)", lambda: public.get("/register.csv"))


def _page_id() -> str:
    return catalogue.current().question(_CHANGED).page


def _saves(applicant: Visitor, address: str) -> Iterator[Answer]:
    """Each save changes the page; the form is fetched anew before it, which is not measured."""
    for number in count(1):
        form = Fields(applicant.get(address).body).values
        yield applicant.post(address, form | {_CHANGED: [f"출입자 본인 확인, {number}번째로 고친 글"]})
