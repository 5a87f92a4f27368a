"""The only writer of ``Assessment.state``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import State
from assessments.errors import WrongState
from assessments.models import Assessment, LedgerEntry
from assessments.policy import Actor, rules, scopes
from assessments.services import ledger
from assessments.workflow import BY_NAME


@transaction.atomic
def perform(
    name: str,
    *,
    actor: Actor,
    assessment: Assessment,
    data: Mapping[str, Any] | None = None,
    **dates: Any,
) -> LedgerEntry:
    """Make the move called ``name``; ``dates`` are further columns to set (``due_on`` is cleared unless
    given).

    Raises ``WrongState`` when the assessment does not stand where the move starts, ``NotPermitted`` when the
    actor's roles do not allow it. Refreshes ``assessment`` in place.
    """
    move = BY_NAME[name]
    row = scopes.locked(actor, assessment)
    rules.may_make(move, actor, row).enforce()
    if row.state not in move.sources:
        raise WrongState(
            _("This was done already, or is not possible now: “%(state)s”.")
            % {"state": row.get_state_display()}
        )
    before = State(row.state)
    changes = {"state": move.target, "state_since": timezone.now(), "due_on": None} | dates
    for column, value in changes.items():
        setattr(row, column, value)
        setattr(assessment, column, value)
    row.save(update_fields=list(changes))
    said = {"from": str(before), "to": str(move.target)} | dict(data or {})
    return ledger.append(move.event, actor=actor, assessment=row, data=said)
