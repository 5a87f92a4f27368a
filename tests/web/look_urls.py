"""The style page and a stand-in for every address the frame of a page names."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from assessments.web import style

NAMES = [
    *("front", "sign-in", "sign-out", "account", "register", "verify", "standards"),
    *("my-assessments", "queue", "cases", "audit", "editions", "organisations", "demo-switch"),
]


@login_not_required
def stand_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("style/", style.style, name="style"),
    *(path(f"{name}/", stand_in, name=name) for name in NAMES),
]
