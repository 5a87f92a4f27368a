"""Drafts move to the edition in force, with all that has a place there; what was sent stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.enums import Event, Role
from assessments.errors import Conflict, NotPermitted, WrongState
from assessments.models import Assessment, LedgerEntry
from assessments.queries import deadlines, moving, revisions
from assessments.services import drafting, submission
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "fresh_shelf")]

CHANGES = {
    "questions/02-legal.toml": [('"legal_opinion"', '"legal_memorandum"')],
    "questions/03-technology.toml": [
        ('{ id = "user_enrolment"', '{ id = "self_enrolment"'),
        ('{ id = "kiosk_gate"', '{ id = "gate"'),
        ("Longest candidate list shown", "Longest list of candidates that is shown"),
    ],
    "questions/04-people.toml": [
        ('id      = "place_description"\nkind    = "text"', 'id      = "place_description"\nkind    = "date"')
    ],
    "questions/05-necessity.toml": [('"public_interest"', '"public_benefit"')],
    "documents.toml": [('"E-CHILD"', '"E-MINOR"')],
    "standards/SAF.toml": [('"E-CHILD"', '"E-MINOR"')],
    "standards/PRO.toml": [("No real-time remote", "Never real-time remote")],
}


def newer(*, days: int = 0) -> Edition:
    return make.edition("2026.12-1", CHANGES, valid_from=deadlines.today() + timedelta(days=days))


def moved(draft: Assessment, **told: str) -> moving.Move:
    writer = make.actor(Role.APPLICANT, of=draft.agency)
    return drafting.move(actor=writer, assessment=draft, **told)


def answers(draft: Assessment) -> dict[str, object]:
    return dict(revisions.open_revision(draft).answers)


def test_a_draft_is_not_behind_while_its_edition_is_in_force():
    assert moving.edition_ahead(make.draft()) is None


def test_before_the_day_of_validity_nothing_changes():
    draft = make.draft(example="EX-1")
    newer(days=1)

    submission.send(actor=make.actor(Role.APPROVER, of=draft.agency), assessment=draft)

    draft.refresh_from_db()
    assert draft.edition_id == "2026.11-1"


def test_a_draft_under_an_edition_no_longer_in_force_cannot_be_sent():
    draft = make.draft(example="EX-1")
    newer()

    with pytest.raises(WrongState, match=r"no longer in force\. Move the draft to 2026\.12-1"):
        submission.send(actor=make.actor(Role.APPROVER, of=draft.agency), assessment=draft)


def test_every_answer_that_still_has_a_question_moves_over():
    draft = make.draft(example="EX-1", candidate_list_max=5)
    before = answers(draft)
    newer()

    moved(draft)

    draft.refresh_from_db()
    revision = revisions.open_revision(draft)
    gone = {"public_interest", "capture_device", "place_description"}
    assert (draft.edition_id, revision.edition_id) == ("2026.12-1", "2026.12-1")
    assert revision.answers.keys() == before.keys() - gone - {"legal_opinion"}
    assert revision.answers["candidate_list_max"] == 5
    assert revision.answers["gallery_source"] == ["staff_enrolment"]


def test_what_has_no_question_any_more_is_listed_before_and_after():
    draft = make.draft(example="EX-1")
    new = newer()

    before = moving.plan(revisions.open_revision(draft), to=new).left
    moved(draft)
    done = moving.last_move(draft)

    assert done
    after = done.left
    assert after == before
    assert {one.question.id: one.is_partly_kept for one in after} == {
        "public_interest": False,
        "capture_device": False,
        "place_description": False,
        "gallery_source": True,
    }
    assert {one.question.id: one.value for one in after}["gallery_source"] == [
        "staff_enrolment",
        "user_enrolment",
    ]


def test_a_number_out_of_its_new_range_does_not_move_over():
    draft = make.draft(candidate_list_max=50)
    words = 'text.en = "Longest candidate list shown"'
    limit = [(words, f"maximum = 20\n{words}")]
    make.edition("2026.12-1", {"questions/03-technology.toml": limit})

    moved(draft)

    assert "candidate_list_max" not in answers(draft)


def test_files_move_over_where_there_is_a_place_for_them():
    draft = make.draft()
    for slot in ("E-LAW", "E-CHILD", "legal_opinion"):
        make.attach(draft, slot, name=f"{slot}.pdf")
    newer()

    moved(draft)

    assert list(revisions.open_revision(draft).evidence.values_list("slot", flat=True)) == ["E-LAW"]
    said = moving.last_move(draft)
    assert said
    assert [one.name for one in said.left_files] == ["E-CHILD.pdf", "legal_opinion.pdf"]
    assert said.left == ()
    assert "legal_opinion" not in answers(draft)


def test_moving_is_one_entry_in_the_ledger_that_names_but_does_not_tell_the_answers():
    draft = make.draft(example="EX-1")
    newer()

    moved(draft)

    entry = LedgerEntry.objects.get(assessment=draft, event=Event.MOVED_EDITION)
    assert (entry.data["from"], entry.data["to"]) == ("2026.11-1", "2026.12-1")
    assert "public_interest" in entry.data["left"]
    assert "도난" not in entry.text


def test_moving_twice_is_refused():
    draft = make.draft()
    newer()
    moved(draft)

    with pytest.raises(WrongState, match="nothing to move"):
        moved(draft)


def test_who_was_told_of_another_edition_looks_again():
    draft = make.draft()
    newer()

    with pytest.raises(WrongState, match="Meanwhile another edition"):
        moved(draft, to="2026.13-9")


def test_what_was_sent_once_does_not_move_even_while_it_is_supplemented():
    sent = make.submitted()
    newer()
    sent.refresh_from_db()

    assert moving.edition_ahead(sent) is None
    with pytest.raises(NotPermitted):
        moved(sent)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CHAIR, Role.STANDARDS_EDITOR])
def test_nobody_else_moves_an_agencys_draft(role):
    draft = make.draft()
    newer()

    with pytest.raises((NotPermitted, Assessment.DoesNotExist)):
        drafting.move(actor=make.actor(role), assessment=draft)


def test_a_form_made_before_the_move_does_not_answer_the_new_questions_unseen():
    draft = make.draft(example="EX-1")
    writer = make.actor(Role.APPLICANT, of=draft.agency)
    revision = revisions.open_revision(draft)
    new = newer()
    page = new.page(new.question("candidate_list_max").page)
    seen = revisions.page_base(page, revision)
    moved(draft)

    with pytest.raises(Conflict, match="moved to another edition"):
        drafting.save_page(
            actor=writer, assessment=draft, page=page, values={"candidate_list_max": 7}, base=seen
        )


def test_after_the_move_a_page_is_saved_as_ever():
    draft = make.draft(example="EX-1")
    new = newer()
    moved(draft)
    page = new.page(new.question("candidate_list_max").page)
    seen = revisions.page_base(page, revisions.open_revision(draft))

    drafting.save_page(
        actor=make.actor(Role.APPLICANT, of=draft.agency),
        assessment=draft,
        page=page,
        values={"candidate_list_max": 7},
        base=seen,
    )

    assert answers(draft)["candidate_list_max"] == 7


def test_a_draft_that_moved_can_be_sent():
    draft = make.draft(example="EX-1")
    newer()
    moved(draft)
    revision = revisions.open_revision(draft)
    revision.answers |= {
        "public_benefit": "공익",
        "capture_device": "gate",
        "place_description": "2026-01-01",
    }
    revision.save()

    sent = submission.send(actor=make.actor(Role.APPROVER, of=draft.agency), assessment=draft)

    assert '"form":"2026.12-1"' in sent.sealed_text


def test_changes_name_questions_and_standards_that_read_otherwise():
    new = newer()

    found = moving.changes(catalogue.edition("2026.11-1"), new)

    assert [one.id for one in found.questions_added] == ["legal_memorandum", "public_benefit"]
    assert [one.id for one in found.questions_gone] == ["legal_opinion", "public_interest"]
    assert {"candidate_list_max", "gallery_source"} <= {one.new.id for one in found.questions_changed}
    assert {"PRO-1"} <= {one.id for one in found.standards_changed}
    assert not found.standards_added
    assert not found.standards_gone
