"""The front page: what this is, how a proposal goes, what is new, and what waits for whoever is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments import catalogue
from assessments.enums import AGENCY_ROLES, DraftState, Role
from assessments.http.access import public
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import Actor, editing
from assessments.queries import own, paging, register
from assessments.queries.worklists import COUNTED, worklist

NEWEST = 5
JUDGING = frozenset({Role.OFFICER, Role.REVIEWER, Role.PANEL_MEMBER, Role.CHAIR})


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do, with how often it waits; a desk where nothing is counted has no number."""

    words: str | Promise
    address: str
    number: int | None = None
    most: int = COUNTED

    @property
    def shown(self) -> str:
        if self.number is None:
            return ""
        return f"{self.most}+" if self.number > self.most else str(self.number)


@public
@require_safe
def front(request: PortalRequest) -> HttpResponse:
    edition = catalogue.current()
    context = {
        "edition": edition,
        "questions": len(edition.questions),
        "newest": [(entry, register.agency_name(entry)) for entry in register.newest(NEWEST)],
        "errands": errands(request.actor),
    }
    return render(request, "front/front.html", context)


def errands(actor: Actor) -> list[Errand]:
    """What waits for the actor, desk by desk."""
    roles = actor.commission_roles.union(*actor.agency_roles.values())
    found: list[Errand] = []
    if roles & AGENCY_ROLES:
        found += _of_agency(actor)
    if actor.commission_roles & JUDGING:
        found += _of_commission(actor)
    if Role.AUDITOR in roles:
        found.append(Errand(_("Search everything that was decided"), reverse("audit")))
    if Role.ADMINISTRATOR in roles:
        found.append(Errand(_("Organisations and people"), reverse("organisations")))
    return found + _of_editions(actor)


def _of_editions(actor: Actor) -> list[Errand]:
    """Drafts that wait for the person who publishes; editors find their desk here in any case."""
    if not editing.may_see_drafts(actor):
        return []
    submitted = EditionDraft.objects.filter(state=DraftState.SUBMITTED).count()
    if submitted:
        return [Errand(_("Draft editions that wait for publication"), reverse("editing"), submitted)]
    if editing.may_draft(actor):
        return [Errand(_("Write the next edition of the standards"), reverse("editing"))]
    return []


def _of_agency(actor: Actor) -> list[Errand]:
    waiting = paging.counted(own.waiting(own.own_assessments(actor)))
    mine = reverse("my-assessments")
    return [
        Errand(
            _("Assessments in which your agency acts next"), f"{mine}?waiting", waiting, most=paging.COUNTED
        ),
        Errand(_("Start an assessment"), reverse("start")),
    ]


def _of_commission(actor: Actor) -> list[Errand]:
    queue = reverse("queue")
    tasks = [
        Errand(task.label, f"{queue}?task={task}", number)
        for task, number in worklist(actor).counts.items()
        if number
    ]
    return tasks or [Errand(_("Nothing waits for you. Look at all cases"), reverse("cases"))]
