"""The panel that deliberates now, and the votes that count."""

from __future__ import annotations

from assessments.models import Assessment, Panel, Vote


def current_panel(assessment: Assessment) -> Panel:
    """With draft and revision; raises ``Panel.DoesNotExist`` before the panel is convened."""
    panels = Panel.objects.select_related("draft", "revision")
    return panels.filter(revision__assessment=assessment).latest("revision__number")


def current_votes(panel: Panel) -> list[Vote]:
    """The votes of the current round, in the order they were cast, with their members."""
    return list(panel.votes.filter(round=panel.round).select_related("member").order_by("cast_at"))
