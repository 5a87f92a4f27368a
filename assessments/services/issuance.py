"""The decision record: made by a job from the frozen data, rendered once, stored with its digest."""

from __future__ import annotations

from assessments.models import Decision, LedgerEntry, Record


def issue_after(entry: LedgerEntry) -> Record:
    """Issue the record of the decision that the entry announces."""
    return issue(Decision.objects.get(number=entry.data["decision"]))


def issue(decision: Decision) -> Record:
    raise NotImplementedError
