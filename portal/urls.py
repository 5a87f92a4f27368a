"""Every address of the portal."""

from __future__ import annotations

from django.urls import include, path

from portal import checks, health  # noqa: F401  (importing registers the checks)

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("", include("assessments.web.urls")),
]
