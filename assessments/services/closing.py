"""Ending an assessment before its decision, and what may follow a decision."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.errors import Incomplete
from assessments.models import Assessment
from assessments.policy import Actor
from assessments.services import transitions


def withdraw(*, actor: Actor, assessment: Assessment, reasons: str = "") -> None:
    transitions.perform("withdraw", actor=actor, assessment=assessment, data={"reasons": reasons})


@transaction.atomic
def move_with_reasons(name: str, *, actor: Actor, assessment: Assessment, reasons: str) -> None:
    """Suspend, restore, revoke, or ask for reconsideration. Raises ``Incomplete`` without reasons."""
    if not reasons.strip():
        raise Incomplete(_("Give the reasons."))
    transitions.perform(name, actor=actor, assessment=assessment, data={"reasons": reasons})
