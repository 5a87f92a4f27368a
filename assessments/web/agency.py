"""The agency's list of assessments, and the way to start one."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from assessments import catalogue
from assessments.enums import AGENCY_ROLES
from assessments.forms.agency import StartForm
from assessments.http.access import with_role
from assessments.http.actors import PortalRequest
from assessments.queries import moving, own, paging, turns
from assessments.services import drafting

KEY: paging.Key = {"pk": int}
TICKET = "ticket"
"""Name of the hidden input that makes two presses of the button one start."""


@with_role(*AGENCY_ROLES)
@require_GET
def my_assessments(request: PortalRequest) -> HttpResponse:
    """Newest first; ``?waiting`` shows only those in which the agency has to act."""
    every, current = own.own_assessments(request.actor), catalogue.current()
    only_waiting = "waiting" in request.GET
    get, kept = request.GET.get, "waiting&" if only_waiting else ""
    place = paging.Place(get("after", ""), get("before", ""), is_last="last" in request.GET)
    shown = paging.cut(own.waiting(every) if only_waiting else every, key=KEY, place=place)
    return render(
        request,
        "assessments/list.html",
        {
            "rows": [
                (
                    row,
                    turns.waiting_for(row.state),
                    row.state in turns.AGENCY_ACTS,
                    moving.edition_ahead(row, current=current),
                )
                for row in shown.rows
            ],
            "first": f"?{kept}" if shown.newer else "",
            "previous": f"?{kept}before={shown.newer}" if shown.newer else "",
            "next": f"?{kept}after={shown.older}" if shown.older else "",
            "last": f"?{kept}last" if shown.older else "",
            "only_waiting": only_waiting,
            "waiting_count": paging.counted(own.waiting(every)),
            "counted": paging.COUNTED,
            "has_agencies": len(request.actor.agency_roles) > 1,
        },
    )


@with_role(*AGENCY_ROLES)
@require_http_methods(["GET", "POST"])
def start(request: PortalRequest) -> HttpResponse:
    edition, agencies = catalogue.current(), own.own_agencies(request.actor)
    form = StartForm(request.POST or None, edition=edition, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("agency", str(agencies[0].pk))
        opened = drafting.open_assessment(
            actor=request.actor,
            agency=next(agency for agency in agencies if str(agency.pk) == chosen),
            title=form.cleaned_data["title"],
            use_case=form.cleaned_data["use_case"],
            reference=_reference(request),
        )
        return redirect("assessment", reference=opened.reference)
    ticket = request.POST.get(TICKET) or _signer(request).sign(drafting.new_reference())
    context = {"form": form, "edition": edition, "ticket": ticket, "agencies": agencies}
    return render(request, "assessments/start.html", context)


def _reference(request: PortalRequest) -> str:
    """The reference on the form's ticket; a new one when there is none, or it is not ours."""
    try:
        return _signer(request).unsign(request.POST.get(TICKET, ""))
    except BadSignature:
        return drafting.new_reference()


def _signer(request: PortalRequest) -> Signer:
    return Signer(salt=f"start {request.actor.person_id}")
