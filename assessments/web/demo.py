"""The demonstration: become a sample person with one click. Exists only while DEMO is on."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from assessments.http.access import public
from assessments.models import User


@public
@require_POST
def demo_switch(request: HttpRequest) -> HttpResponse:
    """404 unless DEMO is on, and for everybody who is not a sample person."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(
        User, username=request.POST.get("username", ""), is_sample=True, is_active=True
    )
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("front")
