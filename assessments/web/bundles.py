"""Everything there is of decided cases, to take away: one case, or all that a search found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.enums import Role
from assessments.forms.audit import AuditFilters
from assessments.http.access import on_assessment, with_role
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Decision
from assessments.policy import rules
from assessments.queries import bundles, decided, takings
from assessments.services import bundling

MARK = re.compile(r"[0-9a-f]{32}")
"""By which a page asks how far the bundle is that it takes."""


@on_assessment(rules.may_take_bundle)
@require_POST
def bundle(request: PortalRequest, assessment: Assessment) -> HttpResponseBase:
    """That it is taken is entered in the ledger; so a link alone takes none."""
    found = Decision.objects.filter(revision__assessment=assessment).values_list("pk", flat=True)
    return streamed(request, bundles.contents(request.actor, list(found)))


@with_role(Role.AUDITOR)
@require_POST
def bundle_of_found(request: PortalRequest) -> HttpResponseBase:
    """Of all that the auditor's search finds, if it is not too many."""
    agencies = [(agency.pk, str(agency)) for agency in decided.agencies()]
    sought = AuditFilters(request.POST, agencies=agencies).sought()
    found = decided.decisions(request.actor, sought).order_by("-pk").values_list("pk", flat=True)
    pks = list(found[: bundles.MOST + 1])
    if not pks or len(pks) > bundles.MOST:
        most = {"most": bundles.MOST}
        messages.error(request, _("A bundle holds 1 to %(most)s cases. Narrow the search.") % most)
        return redirect(f"{reverse('audit')}?{_query(request)}")
    return streamed(request, bundles.contents(request.actor, pks, selection=_selection(request)))


@with_role(Role.AUDITOR)
@require_safe
def bundle_progress(request: PortalRequest) -> HttpResponse:
    """How far one's own bundle is; a part of a page, which asks again each second."""
    mark = request.GET.get("mark", "")
    taking = takings.newest(request.actor.person_id, mark=mark) if MARK.fullmatch(mark) else None
    context = {"mark": mark, "taking": taking, "has_stopped": taking and takings.has_stopped(taking)}
    return render(request, "audit/_taking.html", context)


def streamed(request: PortalRequest, contents: bundles.Contents) -> StreamingHttpResponse:
    """With a mark, how far it is can be asked for; browsers without JavaScript send none."""
    mark = request.POST.get("mark", "")
    if MARK.fullmatch(mark):
        pieces = bundling.followed(contents, actor=request.actor, mark=mark)
    else:
        pieces = bundling.stream(contents, actor=request.actor)
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{contents.folder}.zip"'
    response["Cache-Control"] = "private, no-store"
    # A server in front would else wait for a part of it before it hands any on.
    response["X-Accel-Buffering"] = "no"
    return response


def _selection(request: PortalRequest) -> Mapping[str, Any]:
    """The filters that were set, as the ledger and the bundle name them."""
    names = AuditFilters.base_fields
    return {"search": {name: request.POST[name] for name in names if request.POST.get(name)}}


def _query(request: PortalRequest) -> str:
    query = request.POST.copy()
    query.pop("csrfmiddlewaretoken", None)
    return query.urlencode()
