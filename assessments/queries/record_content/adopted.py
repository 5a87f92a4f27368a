"""What a decision's record says since the decision was adopted, whatever became of the rows behind it."""

from __future__ import annotations

from assessments import records
from assessments.models import Decision, FrozenContent
from assessments.queries.record_content.content import content_of
from assessments.records import RecordContent


def first_number(decision: Decision) -> str:
    """Of the record's first version."""
    return f"{decision.number}-v1"


def content_at_adoption(decision: Decision) -> RecordContent:
    """The first version, without its seal; made of today's rows for decisions from before it was frozen."""
    frozen = FrozenContent.objects.filter(decision=decision).values_list("content", flat=True).first()
    return records.thaw(frozen) if frozen else content_of(decision, number=first_number(decision))
