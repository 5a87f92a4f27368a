"""The auditor's samples: drawn by lot from the public register, so that anybody can draw the same again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.enums import Role
from assessments.forms.draws import DrawForm
from assessments.http.access import with_role
from assessments.http.actors import PortalRequest
from assessments.queries import bundles, draws, register
from assessments.services import inspection
from assessments.web.bundles import streamed


@with_role(Role.AUDITOR)
@require_safe
def draw(request: PortalRequest) -> HttpResponse:
    """The address holds everything: opening it again draws the same sample, if the register is the same."""
    form = DrawForm(request.GET or None, agencies=_agencies())
    drawn = draws.draw(form.wish()) if form.is_valid() else None
    if drawn is None:
        return render(request, "audit/draw.html", {"form": form})
    if request.method == "GET":
        inspection.note_draw(actor=request.actor, draw=drawn.as_data())
    known = request.GET.get("from", "")
    context = {
        "form": form,
        "draw": drawn,
        "rows": draws.decisions(drawn, for_actor=request.actor),
        "address": request.build_absolute_uri(f"{reverse('draw')}?{_address(drawn)}"),
        "fields": _fields(drawn),
        "tables": [f"{reverse('register-csv')}?{query}" for query in drawn.tables()],
        "python_seed": repr(drawn.wish.seed),
        "is_other": bool(known) and known != drawn.digest,
    }
    return render(request, "audit/draw.html", context)


@with_role(Role.AUDITOR)
@require_POST
def draw_bundle(request: PortalRequest) -> HttpResponseBase:
    """Of the whole sample, as the register has it now."""
    form = DrawForm(request.POST, agencies=_agencies())
    drawn = draws.draw(form.wish()) if form.is_valid() else None
    if drawn is None or not drawn.numbers:
        messages.error(request, _("There is no such sample to take."))
        return redirect("draw")
    data = drawn.as_data()
    selection = {"draw": {name: data[name] for name in ("seed", "size", "filters", "from")}}
    contents = bundles.contents(request.actor, draws.ids(drawn), selection=selection)
    return streamed(request, contents)


def _fields(drawn: draws.Draw) -> dict[str, str]:
    """What draws it again; a year has become days."""
    return {**drawn.wish.filters, "size": str(drawn.wish.size), "seed": drawn.wish.seed}


def _address(drawn: draws.Draw) -> str:
    return urlencode({**_fields(drawn), "from": drawn.digest})


def _agencies() -> list[tuple[str, str]]:
    is_english = (get_language() or "ko").startswith("en")
    return [(name, (is_english and english) or name) for name, english in register.agencies()]
