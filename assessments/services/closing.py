"""Ending an assessment before its decision, and what may follow a decision."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.errors import Incomplete, WrongState
from assessments.models import Assessment
from assessments.policy import Actor, rules, scopes
from assessments.queries.deadlines import due_on
from assessments.queries.ledgers import MEASURES, open_measures
from assessments.services import transitions

RECONSIDERATION = "ask_reconsideration"
RESPONSE = "suspension_statement"
"""The deadline by which the agency may respond to a suspension."""


def withdraw(*, actor: Actor, assessment: Assessment, reasons: str = "") -> None:
    transitions.perform("withdraw", actor=actor, assessment=assessment, data={"reasons": reasons})


@transaction.atomic
def move_with_reasons(name: str, *, actor: Actor, assessment: Assessment, reasons: str) -> None:
    """Suspend, restore, revoke (``MEASURES``), or ask for reconsideration.

    Raises ``Incomplete`` without reasons, ``WrongState`` for what is not possible now: a suspension is lifted
    back to what was suspended, and to nothing else.
    """
    row = scopes.locked(actor, assessment)
    if name in MEASURES:
        rules.may_supervise(actor, row).enforce()
        if name not in open_measures(row):
            raise WrongState(_("This was done already, or is not possible now."))
    elif name != RECONSIDERATION:
        raise ValueError(f"{name} is not a move that follows a decision")
    if not reasons.strip():
        raise Incomplete(_("Give the reasons."))
    until = due_on(row.edition_id, RESPONSE) if name == "suspend" else None
    transitions.perform(name, actor=actor, assessment=assessment, data={"reasons": reasons}, due_on=until)
