"""The draft edition that ships lies open on the sample editor's desk."""

from __future__ import annotations

import pytest

from assessments.enums import DraftState
from assessments.models import EditionDraft
from assessments.queries import edition_drafts as drafts
from assessments.samples import editions, people

pytestmark = pytest.mark.django_db


def test_the_shipped_draft_is_open_once_can_be_read_and_passes_its_trials() -> None:
    everybody = people.enter()

    editions.open_drafts(everybody)
    editions.open_drafts(everybody)

    draft = EditionDraft.objects.get()
    found = drafts.read(draft)
    assert (draft.edition_id, draft.state, draft.opened_by.username) == (
        "2026.12-draft",
        DraftState.OPEN,
        "editor",
    )
    assert (found.fault, found.failures) == (None, ())


def test_a_second_editor_can_publish_it() -> None:
    everybody = people.enter()

    assert everybody.actor("editor2").commission_roles == everybody.actor("editor").commission_roles
