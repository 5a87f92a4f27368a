"""Addresses of the pages, by desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from assessments.web import style

urlpatterns: list[URLPattern | URLResolver] = [
    # Development and demonstrations
    path("style/", style.style, name="style"),
]
