"""Shape and colour of the statuses of a draft's pages."""

from __future__ import annotations

from assessments.queries.progress import Status

TONES = {
    Status.NOT_STARTED: "plain",
    Status.IN_PROGRESS: "open",
    Status.DONE: "done",
    Status.NEEDS_CHANGE: "warn",
    Status.NOT_NEEDED: "closed",
}
