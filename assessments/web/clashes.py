"""Two people saved the same page: both versions side by side, and a choice per question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from assessments.catalogue import Answers, Question
from assessments.catalogue.values import canonical
from assessments.forms.answers import IN_FORM, PageForm
from assessments.queries import revisions, sheets
from assessments.web.desk import Desk

RESOLVING = "resolving"
"""Name of the hidden input by which the choice between two versions is told from a page's form."""
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """One question that was answered in two ways."""

    question: Question
    theirs: sheets.Row
    mine: sheets.Row
    keep: str
    """``mine``, ``theirs``, or blank while nobody has chosen."""


def show(desk: Desk, form: PageForm) -> HttpResponse:
    desk.read_again()
    clashes = found(desk, form)
    lacking = [clash for clash in clashes if not clash.keep] if RESOLVING in desk.request.POST else []
    context = {
        "assessment": desk.assessment,
        "page": desk.page,
        "step": desk.edition.step(desk.page.step),
        "clashes": clashes,
        "lacking": lacking,
        "typed": _typed(desk),
        "base": desk.base,
        "go_back": desk.go_back,
        "saved": revisions.last_saved(desk.revision, desk.page),
        "has_moved": revisions.is_of_another_edition(desk.seen_base, desk.revision),
    }
    return render(desk.request, "assessments/clash.html", context)


def found(desk: Desk, form: PageForm) -> list[Clash]:
    """The questions on which the stored answers and the typed ones differ, in the page's order."""
    mine = form.values()
    stored = revisions.page_values(desk.page, desk.revision.answers)
    seen = revisions.page_as_seen(desk.revision, desk.page, desk.seen_base)
    before = seen.values if seen else None
    return [
        Clash(
            question,
            theirs=sheets.answer(question, stored.get(question.id)),
            mine=sheets.answer(question, mine[question.id]),
            keep=_choice(desk, question, mine=mine, stored=stored, seen=before),
        )
        for question in desk.page.questions
        if question.id in mine and _differs(question, mine, stored)
    ]


def chosen(desk: Desk, form: PageForm) -> dict[str, Any]:
    """The typed values without those for which the other version was chosen."""
    theirs = {clash.question.id for clash in found(desk, form) if clash.keep == THEIRS}
    return {name: value for name, value in form.values().items() if name not in theirs}


def _choice(desk: Desk, question: Question, *, mine: Answers, stored: Answers, seen: Answers | None) -> str:
    """What was chosen; until then, the only side that changed the answer."""
    posted = desk.request.POST.get(f"keep-{question.id}", "")
    if posted in {MINE, THEIRS}:
        return posted
    if RESOLVING in desk.request.POST:
        return ""
    # Without knowing what was there before, an answer is more than none.
    before = {} if seen is None else seen
    i_changed, they_changed = _differs(question, mine, before), _differs(question, stored, before)
    if i_changed is they_changed:
        return ""
    return MINE if i_changed else THEIRS


def _differs(question: Question, some: Answers, other: Answers) -> bool:
    return bool(_value(question, some.get(question.id)) != _value(question, other.get(question.id)))


def _value(question: Question, raw: Any) -> Any:
    """Equal answers are equal however they are written."""
    if raw is None:
        return None
    return canonical(raw, kind=question.kind, choices=question.choice_ids, width=len(question.columns))


def _typed(desk: Desk) -> list[tuple[str, str]]:
    """What was posted for the page's own questions, to be posted again."""
    ids = [question.id for question in desk.page.questions]
    return [
        (name, value)
        for name, values in desk.request.POST.lists()
        if name == IN_FORM or name in ids or name.startswith(tuple(f"{id_}-" for id_ in ids))
        for value in map(str, values)
    ]
