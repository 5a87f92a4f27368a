from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from assessments import catalogue
from assessments.catalogue import Text
from assessments.enums import DraftState, Event, Role
from assessments.errors import CatalogueError, Conflict, Incomplete, NotPermitted, WrongState
from assessments.models import EditionDraft, LedgerEntry, PublishedEdition, User
from assessments.policy import actor_for
from assessments.queries import edition_drafts as drafts
from assessments.services import edition_drafts
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REASON = Text(ko="기준을 더 엄격하게 정한다.", en="The line is drawn more strictly.")


@pytest.fixture(autouse=True)
def _fresh_shelf() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


def opened(edition_id: str = "2027.01-1") -> EditionDraft:
    editor = make.actor(Role.STANDARDS_EDITOR)
    return edition_drafts.start_from(actor=editor, edition_id=edition_id, based_on="2026.11-1")


def saved(draft: EditionDraft, name: str, old: str, new: str, *, seen: int | None = None) -> EditionDraft:
    text = edition_drafts.text_of(draft, name) or ""
    assert old in text
    return edition_drafts.save(
        actor=make.actor(Role.STANDARDS_EDITOR),
        draft=draft,
        texts={name: text.replace(old, new)},
        seen=seen or draft.version,
    )


def stricter(draft: EditionDraft) -> EditionDraft:
    """The line for offences raised from four years to five; with its trials, and tested."""
    draft = saved(draft, "edition.toml", "valid_from = 2026-11-22", "valid_from = 2040-01-01")
    draft = saved(draft, "standards/PRO.toml", "offence_max_years >= 4", "offence_max_years >= 5")
    draft = saved(draft, "trials/PRO.toml", "offence_max_years      = 4", "offence_max_years      = 5")
    draft = saved(draft, "trials/PRO.toml", "offence_max_years = 3", "offence_max_years = 4")
    edition_drafts.note_tested(
        draft, version=draft.version, found={"killed": 100, "total": 100, "survivors": []}
    )
    draft.refresh_from_db()
    return draft


def submitted() -> EditionDraft:
    draft = stricter(opened())
    return edition_drafts.submit(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, reason=REASON)


def test_a_draft_says_at_first_what_its_edition_says():
    draft = opened()

    found = drafts.read(draft)

    assert found.fault is None
    assert found.edition
    assert found.edition.standards == catalogue.edition("2026.11-1").standards
    assert len(found.trials) == len(catalogue.trials.trials("2026.11-1"))
    assert not found.failures


def test_a_draft_may_be_saved_though_it_cannot_be_read_and_says_why():
    draft = saved(opened(), "standards/PRO.toml", "rt_statute == 'yes'", "rt_statute == 'si'")

    fault = drafts.read(draft).fault

    assert fault
    assert fault.path == ("standards/PRO.toml", "standard PRO-1", "test")
    assert "'rt_statute' has no choice 'si'" in str(fault)


def test_two_editors_of_one_file_do_not_overwrite_each_other():
    draft = opened()
    saved(draft, "standards/PRO.toml", "No real-time", "Never real-time", seen=1)

    with pytest.raises(Conflict) as refused:
        saved(draft, "standards/PRO.toml", "No real-time", "Nowhere real-time", seen=1)

    assert "Never real-time" in refused.value.theirs["standards/PRO.toml"]


def test_two_editors_of_two_files_both_save():
    draft = opened()

    saved(draft, "standards/PRO.toml", "No real-time", "Never real-time", seen=1)
    draft = saved(draft, "standards/LEG.toml", 'title.en = "', 'title.en = "The ', seen=1)

    assert draft.version == 3
    assert "Never real-time" in draft.files["standards/PRO.toml"]


def test_what_fails_its_trials_cannot_be_submitted():
    draft = saved(opened(), "standards/PRO.toml", "offence_max_years >= 4", "offence_max_years >= 5")

    with pytest.raises(Incomplete, match="do not come out as their trial says"):
        edition_drafts.submit(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, reason=REASON)


def test_what_was_not_tested_for_planted_faults_cannot_be_submitted():
    draft = stricter(opened())
    draft = saved(draft, "standards/PRO.toml", "No real-time", "Never real-time")

    with pytest.raises(Incomplete, match="have not been tested on this version"):
        edition_drafts.submit(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, reason=REASON)


def test_trials_that_notice_too_little_are_not_enough():
    draft = stricter(opened())
    edition_drafts.note_tested(
        draft, version=draft.version, found={"killed": 94, "total": 100, "survivors": []}
    )
    draft.refresh_from_db()

    with pytest.raises(Incomplete, match="94 of 100"):
        edition_drafts.submit(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, reason=REASON)


def test_a_second_person_publishes_and_the_edition_is_on_the_shelf():
    draft = submitted()

    published = edition_drafts.publish(actor=make.actor(Role.CHAIR), draft=draft)

    assert catalogue.edition_ids() == ("2026.11-1", "2027.01-1")
    edition = catalogue.edition("2027.01-1")
    assert edition.digest == published.digest
    assert edition.valid_from == date(2040, 1, 1)
    assert "offence_max_years >= 5" in edition.standard("PRO-2").test.text
    assert len(catalogue.trials.trials("2027.01-1")) == len(catalogue.trials.trials("2026.11-1"))
    assert LedgerEntry.objects.filter(event=Event.EDITION_PUBLISHED).latest("pk").text.count(edition.digest)


@pytest.mark.parametrize("who", ["opened_by_id", "submitted_by_id", "author"])
def test_whoever_wrote_or_submitted_it_does_not_publish_it(who):
    draft = submitted()
    person = draft.changes.earliest().changed_by if who == "author" else None
    actor = actor_for(person or User.objects.get(pk=getattr(draft, who)))

    with pytest.raises(NotPermitted, match="second person"):
        edition_drafts.publish(actor=actor, draft=draft)


def test_the_database_refuses_one_person_for_both():
    draft = submitted()

    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedEdition.objects.create(
            id="2027.01-2",
            digest="0" * 64,
            valid_from=date(2040, 1, 1),
            submitted_by=draft.submitted_by,
            published_by=draft.submitted_by,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_publishededition SET files = '{}' WHERE id = '2027.01-1'",
        "DELETE FROM assessments_publishededition WHERE id = '2027.01-1'",
        "UPDATE assessments_editiondraft SET version = 99",
        "DELETE FROM assessments_editiondraft",
        "UPDATE assessments_draftchange SET text = ''",
    ],
)
def test_what_was_published_never_changes(statement):
    edition_drafts.publish(actor=make.actor(Role.CHAIR), draft=submitted())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_submitted_draft_is_changed_only_after_it_was_taken_back():
    draft = submitted()
    with pytest.raises(WrongState):
        saved(draft, "standards/PRO.toml", "No real-time", "Never real-time")

    draft = edition_drafts.take_back(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft)

    assert saved(draft, "standards/PRO.toml", "No real-time", "Never real-time").state == DraftState.OPEN


def test_raw_sql_does_not_change_a_submitted_draft_either():
    draft = submitted()

    with pytest.raises(IntegrityError), transaction.atomic():
        EditionDraft.objects.filter(pk=draft.pk).update(files={})


@pytest.mark.parametrize("edition_id", ["2026.11-1", "next", "2027.01-1 ", "../x"])
def test_an_id_that_is_taken_or_none_is_refused(edition_id):
    with pytest.raises(WrongState):
        opened(edition_id)


def test_one_draft_of_an_edition_at_a_time():
    opened()

    with pytest.raises(WrongState, match="draft of the edition"):
        opened()


@pytest.mark.parametrize("role", [Role.CHAIR, Role.OFFICER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_editors_write(role):
    with pytest.raises(NotPermitted):
        edition_drafts.start_from(actor=make.actor(role), edition_id="2027.01-1", based_on="2026.11-1")


def test_an_edition_that_was_never_published_is_not_on_the_shelf():
    opened()

    with pytest.raises(CatalogueError, match="no such edition"):
        catalogue.edition("2027.01-1")
