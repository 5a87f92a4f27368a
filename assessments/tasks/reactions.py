"""Which ledger entries set something in motion. The whole automation of the portal is this table."""

from __future__ import annotations

from typing import Any

from assessments.enums import Event
from assessments.models import LedgerEntry
from assessments.services.ledger import entry_appended
from assessments.services.notifications import NOTICES
from assessments.tasks import jobs

REACTIONS = {
    Event.ACCEPTED: (jobs.publish,),
    Event.CLARIFICATION_ASKED: (jobs.publish,),
    Event.CLARIFICATION_ANSWERED: (jobs.publish,),
    Event.PANEL_CONVENED: (jobs.publish,),
    Event.DRAFT_SENT: (jobs.publish,),
    Event.REOPENED: (jobs.publish,),
    Event.DECIDED: (jobs.publish, jobs.issue_record),
    Event.RECORD_ISSUED: (jobs.publish,),
    Event.RECORD_CORRECTED: (jobs.issue_record,),
    Event.WITHDRAWN: (jobs.publish,),
    Event.SUSPENDED: (jobs.publish,),
    Event.RESTORED: (jobs.publish,),
    Event.REVOKED: (jobs.publish,),
    Event.RECONSIDERATION_ASKED: (jobs.publish,),
    Event.RECONSIDERED: (jobs.publish,),
    Event.EXPIRED: (jobs.publish,),
    Event.SUPERSEDED: (jobs.publish,),
    Event.PERSON_ADDED: (jobs.send_password_link,),
    Event.PASSWORD_LINK_ASKED: (jobs.send_password_link,),
}


def connect() -> None:
    entry_appended.connect(react, dispatch_uid="reactions")


def react(*, entry: LedgerEntry, **_: Any) -> None:
    """Queue the jobs for ``entry``, in the same transaction: both commit, or neither."""
    event = Event(entry.event)
    for job in REACTIONS.get(event, ()):
        job.defer(entry_id=entry.pk)
    if event in NOTICES:
        jobs.send_notice.defer(entry_id=entry.pk)
