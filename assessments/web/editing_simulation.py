"""What a draft edition would have made of past cases: asked for, under way, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import catalogue
from assessments.catalogue import Edition, Question
from assessments.enums import Outcome, Result
from assessments.errors import WrongState
from assessments.http.access import on_draft
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft, Simulation
from assessments.policy import Actor, editing as rules
from assessments.queries import edition_drafts as drafts
from assessments.queries.simulated_cases import Whereabouts, whereabouts
from assessments.services import simulation as service
from assessments.web.simulation_figures import Figure, Pair, figure, outcomes

PAGE = 50
"""Cases on one page."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One standard of one case."""

    standard_id: str
    before: Result
    after: Result
    lacking: tuple[str, ...]
    """Ids of questions that were never asked; then it is open."""


@dataclass(frozen=True, slots=True)
class Case:
    reference: str
    where: Whereabouts | None
    decided: Outcome | None
    before: Outcome
    after: Outcome
    at_best: Outcome
    """Another one than ``after`` where the lowest outcome hangs on questions that were never asked."""
    moved: tuple[Moved, ...]


@on_draft(rules.may_see_draft)
@require_http_methods(["GET", "HEAD", "POST"])
def simulation(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    """The newest simulation of the draft; POST asks for another, and asked twice it runs once."""
    if request.method == "POST":
        return _asked(request, draft)
    newest = Simulation.objects.filter(draft=draft).select_related("started_by").first()
    context: dict[str, Any] = {"draft": draft, "simulation": newest}
    reading = drafts.read(draft)
    context["fault"] = reading.fault if reading.edition is None else None
    if newest:
        context["is_running"] = service.is_running(newest)
        context["is_old"] = newest.version != draft.version
    if newest and newest.result:
        # Of an old version only ids may be known here: words are those of the draft as it is now.
        context |= _found(request, reading.edition or catalogue.current(), newest.result)
    return render(request, "editing/simulation.html", context)


def _asked(request: PortalRequest, draft: EditionDraft) -> HttpResponse:
    try:
        service.ask(actor=request.actor, draft=draft)
    except WrongState as error:
        messages.error(request, str(error))
    return redirect("editing-simulation", pk=draft.pk)


def _found(request: PortalRequest, edition: Edition, result: Mapping[str, Any]) -> dict[str, Any]:
    picture = figure(edition, result)
    wanted = request.GET.get("standard", "")
    wanted = wanted if any(row.id == wanted for row in picture.rows) else ""
    page = _page(request)
    listed = [row for row in [*result["listed"], *result["listed_open"]] if _concerns(row, wanted)]
    names = ("cases", "turned", "open", "outcome_turned", "outcome_open")
    return {
        "edition": edition,
        "figure": picture,
        "wanted": wanted,
        "counts": {name: Pair(*result[name]) for name in names},
        "by_edition": result["by_edition"].items(),
        "outcomes": outcomes(result),
        "lacking": _lacking(edition, result),
        "cases": list(_cases(request.actor, listed[PAGE * (page - 1) : PAGE * page])),
        "listed": len(listed),
        "left_out": _is_cut(picture, result, wanted, len(listed)),
        **_addresses(page, len(listed), wanted),
    }


def _lacking(edition: Edition, result: Mapping[str, Any]) -> list[tuple[str, Question | None, Pair]]:
    """Questions that were never asked, in the form's order."""
    end = len(edition.positions)
    names = sorted(result["lacking"], key=lambda name: edition.positions.get(name, end))
    return [(name, edition.questions.get(name), Pair(*result["lacking"][name])) for name in names]


def _cases(actor: Actor, rows: Iterable[Mapping[str, Any]]) -> Iterator[Case]:
    rows = list(rows)
    known = whereabouts(actor, [row["case"] for row in rows])
    for row in rows:
        before, after, at_best = map(Outcome, row["outcomes"])
        yield Case(
            row["case"],
            known.get(row["case"]),
            Outcome(row["decided"]) if row["decided"] else None,
            before,
            after,
            at_best,
            tuple([_moved(*shift) for shift in row["shifts"]]),
        )


def _moved(name: str, before: str, after: str, lacking: list[str]) -> Moved:
    return Moved(name, Result(before), Result(after), tuple(lacking))


def _concerns(row: Mapping[str, Any], standard_id: str) -> bool:
    return not standard_id or any(name == standard_id for name, *_shift in row["shifts"])


def _is_cut(picture: Figure, result: Mapping[str, Any], wanted: str, listed: int) -> bool:
    """There are more such cases than were kept by name."""
    if wanted:
        return listed < next(row.total for row in picture.rows if row.id == wanted)
    most: int = max(result[name][0] for name in ("turned", "open", "outcome_turned", "outcome_open"))
    return listed < most


def _page(request: PortalRequest) -> int:
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) <= len("9999") else 1


def _addresses(page: int, listed: int, wanted: str) -> dict[str, str]:
    """As templates/_pages.html takes them."""
    last = max(-(-listed // PAGE), 1)
    numbers = {"first": 1, "previous": page - 1, "next": page + 1, "last": last}
    standard = f"&standard={wanted}" if wanted else ""
    shown = {
        name: f"?page={number}{standard}#cases" if 1 <= number <= last and number != page else ""
        for name, number in numbers.items()
    }
    place = _("Page %(page)d of %(last)d") % {"page": min(page, last), "last": last}
    return {**shown, "place": place} if last > 1 else {}
