"""The review workspace: a reviewer's list of standards, one standard beside its answers, locking."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments.catalogue import Edition, Standard
from assessments.enums import Result
from assessments.errors import Incomplete
from assessments.forms.findings import FindingForm, citing
from assessments.forms.text import in_language, tidy
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Finding
from assessments.policy import rules, standing
from assessments.queries import findings, revisions
from assessments.queries.judging import edition_of
from assessments.queries.workspace import Workspace, workspace
from assessments.services import review as service
from assessments.web import casework


@dataclass
class Desk:
    """One standard before a reviewer, with the reviewer's own finding on it."""

    edition: Edition
    standard: Standard
    space: Workspace
    finding: Finding | None
    form: FindingForm

    def insert(self) -> None:
        """Put the rule's explanation below the reasons, without judging anything typed so far."""
        typed = {name: self.form.data.get(name) for name in self.form.fields}
        explained = " ".join(in_language(sentence) for sentence in self.space.reasons)
        reasons = "\n\n".join(part for part in (tidy(typed["reasons"] or ""), explained) if part)
        self.form = FindingForm(
            initial=typed | {"reasons": reasons},
            standard=self.standard,
            files=self.space.files,
            near=self.space.near,
        )


@on_assessment(rules.may_open_review)
@require_GET
def review(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Every standard by group, with what the rules say and what I found."""
    mine = _mine(request, assessment)
    by_id = {item.standard.id: item for item in mine.items}
    groups = [
        (group, [by_id[standard.id] for standard in group.standards])
        for group in edition_of(assessment).groups
    ]
    return casework.show(
        request,
        assessment,
        "review/review.html",
        here="review",
        review=mine,
        groups=groups,
        next=mine.next_open(),
        **_standing(request, assessment),
    )


@on_assessment(rules.may_open_review)
@require_GET
def review_next(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """On to the next unfinished standard; to the list when there is none."""
    item = _mine(request, assessment).next_open(request.GET.get("after", ""))
    if item is None or not rules.may_record_finding(request.actor, assessment):
        return redirect("review", reference=assessment.reference)
    return redirect("review-standard", reference=assessment.reference, standard_id=item.standard.id)


@on_assessment(rules.may_open_review)
@require_http_methods(["GET", "POST"])
def review_standard(request: PortalRequest, assessment: Assessment, standard_id: str) -> HttpResponse:
    """Answer, standard and my finding side by side."""
    desk = _desk(request, assessment, standard_id)
    if request.method == "POST":
        if (verdict := rules.may_record_finding(request.actor, assessment)).is_over:
            messages.info(request, verdict.reason)
            return redirect("review", reference=assessment.reference)
        if "insert" in request.POST:
            desk.insert()
        elif desk.form.is_valid() and _saved(request, assessment, desk):
            return _onwards(request, assessment, desk.standard)
    mine = _mine(request, assessment)
    return casework.show(
        request,
        assessment,
        "review/standard.html",
        here="review",
        desk=desk,
        space=desk.space,
        form=desk.form,
        review=mine,
        item=next(item for item in mine.items if item.standard is desk.standard),
        previous=_neighbour(desk, -1),
        following=_neighbour(desk, +1),
        place=desk.edition.standards.index(desk.standard) + 1,
        others=_others(request, assessment, desk.standard),
        **_standing(request, assessment),
    )


@on_assessment(rules.may_record_finding)
@require_http_methods(["GET", "POST"])
def lock_findings(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """Says what locking means; blocked with the list of what is missing."""
    mine = _mine(request, assessment)
    if request.method == "POST" and not mine.open:
        try:
            service.lock_findings(actor=request.actor, assessment=assessment)
        except Incomplete as lacking:
            return casework.refused(request, lacking, "lock-findings", assessment.reference)
        message = _("Your findings are locked. They can no longer be changed.")
        return casework.done(request, message, "review", assessment.reference)
    counted = [
        (result, sum(bool(item.finding and item.finding.result == result) for item in mine.items))
        for result in Result
    ]
    return casework.show(request, assessment, "review/lock.html", here="review", review=mine, counted=counted)


def _desk(request: PortalRequest, assessment: Assessment, standard_id: str) -> Desk:
    """Raises ``Http404`` for a standard the edition does not have."""
    edition = edition_of(assessment)
    standard = edition.standards_by_id.get(standard_id)
    if standard is None:
        raise Http404
    revision = revisions.latest_sealed(assessment)
    space = workspace(edition, revision, standard)
    mine = revision.findings.filter(reviewer=request.actor.user_id, standard_id=standard.id).first()
    initial = {"result": mine.result, "reasons": mine.reasons} | citing(mine.evidence) if mine else {}
    data = request.POST if request.method == "POST" else None
    form = FindingForm(data, initial=initial, standard=standard, files=space.files, near=space.near)
    return Desk(edition, standard, space, mine, form)


def _saved(request: PortalRequest, assessment: Assessment, desk: Desk) -> bool:
    """False, with the reason above the form, when the finding is not possible."""
    given = desk.form.cleaned_data
    try:
        service.save_finding(
            actor=request.actor,
            assessment=assessment,
            standard_id=desk.standard.id,
            result=Result(given["result"]),
            reasons=given["reasons"],
            evidence=desk.form.cited(),
        )
    except Incomplete as refusal:
        desk.form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(standard)s: your finding was saved.") % {"standard": desk.standard.id})
    return True


def _onwards(request: PortalRequest, assessment: Assessment, standard: Standard) -> HttpResponse:
    """To the next unfinished standard, or back to this one."""
    reference = assessment.reference
    if request.POST.get("then") == "stay":
        return redirect("review-standard", reference=reference, standard_id=standard.id)
    following = reverse("review-next", args=[reference])
    return redirect(f"{following}?{urlencode({'after': standard.id})}")


def _mine(request: PortalRequest, assessment: Assessment) -> findings.Review:
    revision = revisions.latest_sealed(assessment)
    return findings.review(revision, findings.own(revision, request.actor.user_id))


def _standing(request: PortalRequest, assessment: Assessment) -> dict[str, bool]:
    """What I may still do, and who sees my findings by now."""
    writes = bool(rules.may_record_finding(request.actor, assessment))
    return {
        "may_write": writes,
        "is_locked": standing(assessment).has_locked,
        "may_ask": bool(rules.may_ask(request.actor, assessment)),
        "may_hand_back": bool(rules.may_hand_back(request.actor, assessment)),
        "is_open_to_others": bool(rules.may_read_findings(request.actor, assessment)),
    }


def _others(request: PortalRequest, assessment: Assessment, standard: Standard) -> list[Finding]:
    """The other reviewer's finding, once both have locked."""
    if not rules.may_read_findings(request.actor, assessment):
        return []
    locked = revisions.latest_sealed(assessment).findings.filter(locked_at__isnull=False)
    others = locked.filter(standard_id=standard.id).exclude(reviewer=request.actor.user_id)
    return list(others.select_related("reviewer"))


def _neighbour(desk: Desk, step: int) -> Standard | None:
    order = desk.edition.standards
    place = order.index(desk.standard) + step
    return order[place] if 0 <= place < len(order) else None
