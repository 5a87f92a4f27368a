"""The standards editor's desk: which editions there are, which drafts, and a new draft."""

from __future__ import annotations

import re
from http import HTTPStatus

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments import catalogue
from assessments.enums import DraftState, Role
from assessments.errors import WrongState
from assessments.forms.edition_new import StartForm
from assessments.http.access import with_role
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.policy import editing as rules
from assessments.queries.deadlines import today
from assessments.services import edition_drafts
from assessments.web.standards_editions import library

DRAFTS_SHOWN = 100
_OPEN_FIRST = Case(
    When(state=DraftState.SUBMITTED, then=Value(0)),
    When(state=DraftState.OPEN, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@with_role(Role.STANDARDS_EDITOR, Role.CHAIR)
@require_safe
def editions(request: PortalRequest) -> HttpResponse:
    drafts = EditionDraft.objects.defer("files", "trials", "tested").select_related(
        "opened_by", "submitted_by"
    )
    context = {
        "volumes": library().volumes()[::-1],
        "drafts": drafts.order_by(_OPEN_FIRST, "-changed_at")[:DRAFTS_SHOWN],
        "may_draft": bool(rules.may_draft(request.actor)),
    }
    return render(request, "editing/editions.html", context)


@with_role(Role.STANDARDS_EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PortalRequest) -> HttpResponse:
    """A draft that says at first what a published edition says."""
    volumes = library().volumes()[::-1]
    asked = request.GET.get("from", "")
    known = [volume.edition.id for volume in volumes]
    based_on = asked if asked in known else catalogue.current().id
    form = StartForm(
        request.POST or None, editions=known, initial={"based_on": based_on, "edition_id": proposed_id()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            draft = edition_drafts.start_from(
                actor=request.actor, edition_id=given["edition_id"], based_on=given["based_on"]
            )
        except WrongState as error:
            form.add_error("edition_id", str(error))
        else:
            messages.success(request, _("The draft is open. Nothing in it differs from its edition yet."))
            return redirect("editing-draft", pk=draft.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "editing/start.html", {"form": form}, status=status)


def proposed_id() -> str:
    """The first number of this month that is neither published nor being written."""
    month = f"{today():%Y.%m}"
    drafts = EditionDraft.objects.filter(edition_id__startswith=month).exclude(state=DraftState.DISCARDED)
    taken = {*catalogue.edition_ids(), *drafts.values_list("edition_id", flat=True)}
    numbers = [int(found[1]) for one in taken if (found := re.fullmatch(rf"{month}-([0-9]{{1,6}})", one))]
    return f"{month}-{max(numbers, default=0) + 1}"
