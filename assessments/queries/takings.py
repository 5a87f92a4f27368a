"""How far the bundles are that somebody takes, for the page that waits for them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from assessments.models import Taking

GIVEN_UP = timedelta(minutes=2)
"""After so long without a word it was cut off, together with the process that sent it."""


def newest(person_id: int | None, *, mark: str) -> Taking | None:
    """None while the first byte has not been asked for."""
    return Taking.objects.filter(taken_by=person_id, mark=mark).order_by("-pk").first()


def has_stopped(taking: Taking) -> bool:
    """Whether it ended, or fell silent, before its last byte."""
    if taking.ended_at is None:
        return timezone.now() - taking.heard_at > GIVEN_UP
    return not taking.is_whole
