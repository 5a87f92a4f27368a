"""The commission's desk: what waits for me, and all cases."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from assessments import catalogue
from assessments.enums import Role
from assessments.forms.cases import CaseFilters
from assessments.forms.text import in_language
from assessments.http.access import with_role
from assessments.http.actors import PortalRequest
from assessments.models import Assessment
from assessments.queries import paging
from assessments.queries.cases import KEY, agencies, cases as every_case, listed
from assessments.queries.deadlines import today
from assessments.queries.duties import Task
from assessments.queries.turns import waiting_for
from assessments.queries.worklists import COUNTED, Waiting, Worklist, worklist
from assessments.web.casework import JUDGING
from assessments.web.pages import addresses, place_of, without
from assessments.web.places import address_of

RECENT_DAYS = 8
"""So long at least a time is told from now; see the filter ``when``."""

WHERE = {
    Task.DECLARE: "declare",
    Task.CHECK: "completeness",
    Task.OVERDUE: "completeness",
    Task.REASSIGN: "assign",
    Task.NAME_PANEL: "panel-members",
    Task.REVIEW: "review-next",
    Task.VOTE: "panel",
    Task.CONCLUDE: "panel",
    Task.ADOPT: "adopt",
}
"""The page on which each task is done."""

DO = {
    Task.DECLARE: _("Declare"),
    Task.CHECK: _("Check"),
    Task.OVERDUE: _("Return or wait"),
    Task.REASSIGN: _("Name somebody"),
    Task.NAME_PANEL: _("Name the members"),
    Task.REVIEW: _("Continue with the next standard"),
    Task.VOTE: _("Open the panel's page"),
    Task.CONCLUDE: _("Open the panel's page"),
    Task.ADOPT: _("Adopt"),
}
"""What the link to it says."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the queue. What a template does not show is not worked out."""

    waiting: Waiting

    @property
    def key(self) -> Hashable:
        """Everything the row shows."""
        return _shown(self.waiting.assessment), self.waiting.task, self.waiting.progress

    @property
    def case_address(self) -> str:
        return address_of("assessment", self.waiting.assessment.reference)

    @property
    def address(self) -> str:
        return address_of(WHERE[self.waiting.task], self.waiting.assessment.reference)

    @property
    def act(self) -> str:
        return str(DO[self.waiting.task])

    @property
    def use(self) -> str:
        return use_name(self.waiting.assessment)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of all cases."""

    case: Assessment

    @property
    def key(self) -> Hashable:
        """Everything the row shows; "an hour ago" is true for a minute."""
        sent = self.case.submitted_at
        is_recent = sent is not None and (timezone.now() - sent).days <= RECENT_DAYS
        return _shown(self.case), sent, timezone.now().strftime("%H:%M") if is_recent else ""

    @property
    def address(self) -> str:
        return address_of("assessment", self.case.reference)

    @property
    def use(self) -> str:
        return use_name(self.case)

    @property
    def waiting_for(self) -> str:
        return str(waiting_for(self.case.state))


@with_role(*JUDGING)
@require_GET
def queue(request: PortalRequest) -> HttpResponse:
    """``?task=`` narrows to one kind; what makes no sense in an address shows everything."""
    task = Task(wanted) if (wanted := request.GET.get("task", "")) in Task.values else None
    found = worklist(request.actor, task=task, place=place_of(request))
    context = {
        "rows": [Row(waiting) for waiting in found.rows],
        "best": Row(found.best) if found.best else None,
        "has_progress": any(waiting.progress for waiting in found.rows),
        "task": task,
        "tabs": [(name, _counted(count)) for name, count in found.counts.items()],
        "all": _counted(sum(found.counts.values())),
        "pages": addresses(request, _slice(found)),
    }
    return render(request, "queue/queue.html", context)


@with_role(*JUDGING, Role.AUDITOR)
@require_GET
def cases(request: PortalRequest) -> HttpResponse:
    filters = CaseFilters(request.GET, uses=catalogue.offered("use_case"), agencies=agencies())
    found = every_case(request.actor, filters.wanted())
    page = paging.cut(found, key=KEY, place=place_of(request), shown=listed())
    context = {
        "filters": filters,
        "rows": [CaseRow(row) for row in page.rows],
        "count": paging.counted(found),
        "counted": paging.COUNTED,
        "pages": addresses(request, page),
        "chosen": [(words, without(request, name)) for name, words in filters.chosen()],
    }
    return render(request, "queue/cases.html", context)


def use_name(assessment: Assessment) -> str:
    """The type of use in words."""
    question = catalogue.edition(assessment.edition_id).question("use_case")
    return next((in_language(one.text) for one in question.choices if one.id == assessment.use_case), "")


def _shown(case: Assessment) -> Hashable:
    """What every list shows of an assessment; a deadline is counted from today."""
    agency = case.agency
    about = (case.reference, case.title, case.use_case, case.edition_id, agency.name, agency.name_en)
    return about, case.state, case.due_on, today()


def _counted(count: int) -> str:
    return f"{COUNTED}+" if count > COUNTED else str(count)


def _slice(found: Worklist) -> paging.Slice[Assessment]:
    """As templates/_pages.html takes it."""
    return paging.Slice((), newer=str(found.previous or ""), older=str(found.next or ""))
