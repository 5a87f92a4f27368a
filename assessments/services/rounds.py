"""Rounds of voting."""

from __future__ import annotations

from assessments.enums import Event
from assessments.models import Assessment, Panel
from assessments.policy import Actor
from assessments.services import ledger


def open_round(actor: Actor, assessment: Assessment, panel: Panel) -> None:
    """Votes count in the round they were cast in: from now on the panel votes anew."""
    panel.round += 1
    panel.save(update_fields=["round"])
    ledger.append(Event.ROUND_OPENED, actor=actor, assessment=assessment, data={"round": panel.round})
