"""The portal's addresses and the bare view's."""

from __future__ import annotations

from django.urls import include, path

from bench.floor import floor

urlpatterns = [path("floor/<reference>/", floor), path("", include("portal.urls"))]
