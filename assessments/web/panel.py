"""The panel's agenda: its members, both reviewers' findings side by side, its own finding per standard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments import catalogue
from assessments.catalogue import Standard
from assessments.enums import Role
from assessments.errors import Conflict, NotPermitted, WrongState
from assessments.forms.findings import citing
from assessments.forms.panel import MembersForm, PanelFindingForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Panel, User
from assessments.policy import rules
from assessments.queries import drafts, findings, panels, seats
from assessments.queries.agenda import PanelFinding, agenda, cited
from assessments.queries.judging import edition_of
from assessments.queries.panels import current_panel
from assessments.queries.workspace import Workspace, workspace
from assessments.services import deliberation, panel as service
from assessments.web import casework
from assessments.web.remarks import linked

NO_VERSION = 0
"""Forms here carry a digest of the part they change, not the version of the whole draft."""


@on_assessment(rules.may_see_deliberation)
@require_GET
def panel(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Where the panel stands, and every standard with what was found on it."""
    current = current_panel(assessment)
    remarks = linked(assessment, drafts.remarks(current.draft, current.revision))
    return casework.show(
        request,
        assessment,
        "panel/panel.html",
        here="panel",
        panel=current,
        voting=panels.voting(current),
        agenda=agenda(current),
        errors=[remark for remark in remarks if remark.is_error],
        statements=panels.statements(current),
        is_overtaken=deliberation.is_overtaken(current),
        may_deliberate=bool(rules.may_deliberate(request.actor, assessment)),
        may_preside=bool(rules.may_preside(request.actor, assessment)),
        may_name=bool(rules.may_name_panel(request.actor, assessment)),
        **_vote_of(request, current),
    )


@on_assessment(rules.may_name_panel)
@require_http_methods(["GET", "POST"])
def panel_members(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """As many as the edition's procedure asks for, with the reason why."""
    current = current_panel(assessment)
    seated = panels.members(current)
    candidates = seats.panel_members(assessment, role=Role.PANEL_MEMBER)
    form = MembersForm(
        request.POST if request.method == "POST" else None,
        size=current.size,
        chairs=seats.panel_members(assessment, role=Role.CHAIR),
        members=candidates,
        seated=[seat.member_id for seat in seated],
    )
    if request.method == "POST" and form.is_valid() and _named(request, assessment, form):
        message = _("The panel is named. Its members declare first, then the case opens to them.")
        return casework.done(request, message, "panel-members", assessment.reference)
    return casework.show(
        request,
        assessment,
        "panel/members.html",
        here="panel-members",
        panel=current,
        is_large=current.size > catalogue.edition(assessment.edition_id).procedure.panel.size,
        seated=seated,
        barred=[one for one in candidates if one.bar],
        form=form,
    )


def _named(request: PortalRequest, assessment: Assessment, form: MembersForm) -> bool:
    people = User.objects.in_bulk(form.people)
    members = [people[pk] for pk in form.people]
    try:
        service.name_members(actor=request.actor, assessment=assessment, members=members, chair=members[0])
    except NotPermitted as bar:
        form.add_error(None, str(bar))
        return False
    return True


@dataclass
class Desk:
    """One standard before the panel."""

    panel: Panel
    standard: Standard
    space: Workspace
    finding: PanelFinding
    form: PanelFindingForm
    theirs: dict[str, Any] | None = None
    """What another member saved meanwhile."""

    @property
    def base(self) -> str:
        return deliberation.finding_base(self.panel.draft, self.standard.id)


@on_assessment(rules.may_see_deliberation)
@require_http_methods(["GET", "POST"])
def panel_finding(request: PortalRequest, assessment: Assessment, standard_id: str) -> HttpResponse:
    """Answers, standard, both reviewers' findings and the panel's own."""
    desk = _desk(request, assessment, standard_id)
    if request.method == "POST" and (answer := _save(request, assessment, desk)):
        return answer
    compared = next(one for one in findings.compared(desk.panel.revision) if one.standard is desk.standard)
    files = {file.pk: file for file in desk.space.files}
    order = edition_of(assessment).standards
    place = order.index(desk.standard)
    return casework.show(
        request,
        assessment,
        "panel/finding.html",
        here="panel",
        desk=desk,
        space=desk.space,
        form=desk.form,
        compared=compared,
        legal_cited=cited(compared.legal, files),
        technical_cited=cited(compared.technical, files),
        panel_cited=cited(desk.finding, files),
        may_write=bool(rules.may_deliberate(request.actor, assessment)),
        previous=order[place - 1] if place else None,
        following=order[place + 1] if place + 1 < len(order) else None,
        place=place + 1,
        count=len(order),
    )


def _desk(request: PortalRequest, assessment: Assessment, standard_id: str) -> Desk:
    """Raises ``Http404`` for a standard the edition does not have."""
    edition = edition_of(assessment)
    standard = edition.standards_by_id.get(standard_id)
    if standard is None:
        raise Http404
    current = current_panel(assessment)
    space = workspace(edition, current.revision, standard)
    found = PanelFinding.of(current.draft, standard.id)
    initial = {
        "result": found.result,
        "reasons_ko": found.reasons_ko,
        "reasons_en": found.reasons_en,
        **citing(found.evidence),
    }
    data = request.POST if request.method == "POST" else None
    form = PanelFindingForm(data, initial=initial, standard=standard, files=space.files, near=space.near)
    return Desk(current, standard, space, found, form)


def _save(request: PortalRequest, assessment: Assessment, desk: Desk) -> HttpResponse | None:
    """``None`` to show the page again with what was typed."""
    verdict = rules.may_deliberate(request.actor, assessment)
    if not desk.form.is_valid():
        return None
    if verdict.is_over:
        desk.form.add_error(None, verdict.reason)
        return None
    try:
        deliberation.save_panel_finding(
            actor=request.actor,
            assessment=assessment,
            version=NO_VERSION,
            base=request.POST.get("base", ""),
            standard_id=desk.standard.id,
            finding=desk.form.finding(),
        )
    except Conflict as clash:
        desk.theirs = dict(clash.theirs)
        desk.panel = current_panel(assessment)
        return None
    except WrongState as over:
        desk.form.add_error(None, str(over))
        return None
    saved = _("%(standard)s: the panel's finding was saved.") % {"standard": desk.standard.id}
    messages.success(request, saved)
    following = _next_open(assessment, desk.standard) if request.POST.get("then") == "next" else ""
    if following:
        return redirect("panel-finding", reference=assessment.reference, standard_id=following)
    return redirect("panel", reference=assessment.reference)


def _next_open(assessment: Assessment, after: Standard) -> str:
    """The next standard without a finding, going round; blank when there is none."""
    ids = list(edition_of(assessment).standards_by_id)
    place = ids.index(after.id) + 1
    found = drafts.results(current_panel(assessment).draft)
    return next((name for name in ids[place:] + ids[:place] if name not in found), "")


def _vote_of(request: PortalRequest, current: Panel) -> dict[str, Any]:
    """Others' votes are seen by those who have voted, and by everybody once the draft was sent."""
    voting = panels.voting(current)
    mine = voting.vote_of(request.actor.user_id)
    return {"mine": mine, "shows_votes": bool(mine or current.draft.sent_at)}
