"""Tests the trials of a draft by planted faults: asked for at a desk, carried out in the background."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from assessments import evaluation
from assessments.enums import DraftState
from assessments.errors import WrongState
from assessments.models import EditionDraft
from assessments.policy import Actor, editing
from assessments.queries import edition_drafts as drafts, refusals
from assessments.services import edition_drafts

JOB = "test_draft"
TOLD_EVERY = 1.0
"""Seconds between two notes of how far the check is."""
GIVEN_UP = timedelta(minutes=2)
"""After so long without a word a check may be asked for again."""


class _Changed(Exception):
    """The draft is no longer what is being tested."""


def ask(*, actor: Actor, draft: EditionDraft) -> None:
    """Queue the check of the draft as it is now. Asked twice, it runs once."""
    editing.may_draft(actor).enforce()
    if draft.state != DraftState.OPEN or is_running(draft):
        return
    if fault := drafts.read(draft).fault:
        raise WrongState(refusals.said(fault))
    _note(draft, done=0, of=0)
    app.configure_task(JOB).defer(draft_id=draft.pk, version=draft.version)


def is_running(draft: EditionDraft) -> bool:
    """Whether the check of this version is waiting or under way, and was heard of lately."""
    tested = draft.tested or {}
    if tested.get("version") != draft.version or "done" not in tested:
        return False
    return timezone.now() - datetime.fromisoformat(tested["at"]) < GIVEN_UP


def carry_out(draft_id: int, *, version: int) -> None:
    """Check one version of a draft; nothing when it was changed since, or is being changed meanwhile."""
    draft = EditionDraft.objects.get(pk=draft_id)
    found = drafts.read(draft)
    if draft.version != version or draft.state != DraftState.OPEN or found.fault or not found.edition:
        return
    try:
        report = evaluation.mutation.check(found.edition, found.trials, progress=_Told(draft))
    except _Changed:
        return
    survivors = [str(one) for one in report.survivors]
    said = {"killed": report.killed, "total": report.mutants, "survivors": survivors}
    edition_drafts.note_tested(draft, version=version, found=said)


def carry_over(before: EditionDraft, after: EditionDraft) -> None:
    """Let a result stand for the next version, in which no rule and no trial is another."""
    tested = before.tested or {}
    if tested.get("version") == before.version and "total" in tested:
        found = {key: value for key, value in tested.items() if key != "version"}
        edition_drafts.note_tested(after, version=after.version, found=found)


def _note(draft: EditionDraft, *, done: int, of: int) -> bool:
    found = {"done": done, "of": of, "at": timezone.now().isoformat()}
    return edition_drafts.note_tested(draft, version=draft.version, found=found)


class _Told:
    """Notes the progress now and then."""

    def __init__(self, draft: EditionDraft) -> None:
        self.draft, self.last = draft, 0.0

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self.last < TOLD_EVERY:
            return
        self.last = time.monotonic()
        if not _note(self.draft, done=done, of=of):
            raise _Changed
