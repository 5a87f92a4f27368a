"""What binds an actor to one assessment: a reviewer's seat, a place on the panel, a declaration.

``scopes.viewable_by`` reads it together with the assessment, so that rules need no queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.enums import Role, Seat
from assessments.models import Assessment
from assessments.policy.actor import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    seat: Seat | None = None
    on_panel: bool = False
    is_chair: bool = False
    """Presides over the panel."""
    has_conflict: bool | None = None
    """None until the person has declared."""
    has_locked: bool = False
    """The person's findings on the newest sealed revision are locked."""

    @property
    def sits(self) -> bool:
        """Reviewer or panel member here: somebody who has to declare before the content opens."""
        return self.seat is not None or self.on_panel

    @property
    def is_clear(self) -> bool:
        return self.sits and self.has_conflict is False


def standing(assessment: Assessment) -> Standing:
    """Raises ``AttributeError`` unless the assessment was loaded through ``policy.scopes``."""
    annotated = vars(assessment)
    try:
        seat = annotated["my_seat"]
        return Standing(
            seat=Seat(seat) if seat else None,
            on_panel=annotated["my_panel"],
            is_chair=annotated["my_chair"],
            has_conflict=annotated["my_conflict"],
            has_locked=annotated["my_lock"],
        )
    except KeyError as error:
        raise AttributeError("load the assessment through policy.scopes") from error


def inspects(actor: Actor, assessment: Assessment) -> bool:
    """Whether they come as an auditor, with no part in the case: not of its agency, and on no seat."""
    return Role.AUDITOR in actor.roles_towards(assessment.agency_id) and not standing(assessment).sits
