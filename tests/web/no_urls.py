"""A portal without a single page."""

from __future__ import annotations

urlpatterns: list[object] = []
