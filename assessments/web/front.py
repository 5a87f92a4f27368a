"""The front page: what this is, how a proposal goes, what is new, and what waits for whoever is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments import catalogue
from assessments.http.access import public
from assessments.http.actors import PortalRequest


@public
@require_safe
def front(request: PortalRequest) -> HttpResponse:
    return render(request, "front/front.html", {"edition": catalogue.current()})
