"""Sending freezes the answers that count, with the files' digests, and hands the assessment over."""

from __future__ import annotations

import hashlib
import json

import pytest

from assessments import catalogue, evaluation
from assessments.enums import Event, Role, State
from assessments.errors import Incomplete, NotPermitted
from assessments.models import Assessment, Revision
from assessments.queries import revisions
from assessments.services import submission
from tests import make

pytestmark = pytest.mark.django_db


def send(assessment: Assessment, role: Role = Role.APPROVER) -> Revision:
    return submission.send(actor=make.actor(role, of=assessment.agency), assessment=assessment)


def test_sending_seals_the_revision_and_hands_over() -> None:
    draft = make.draft(example="EX-1")

    revision = send(draft)

    assert draft.state == State.SUBMITTED
    assert draft.submitted_at is not None
    assert draft.due_on is not None
    assert revision.sealed_at is not None
    assert revision.digest == hashlib.sha256(revision.sealed_text.encode()).hexdigest()
    assert [entry.event for entry in draft.ledger.order_by("sequence")] == [Event.OPENED, Event.SUBMITTED]


def test_what_is_sealed_is_form_version_visible_answers_and_files() -> None:
    edition = catalogue.edition("2026.11-1")
    draft = make.draft(example="EX-1", gallery_size=7)
    make.attach(draft, "E-LAW", content=b"law", name="법령.pdf")

    sealed = json.loads(send(draft).sealed_text)

    answers = dict(catalogue.examples.example("EX-1").answers)
    assert sealed == {
        "form": edition.id,
        "edition": edition.digest,
        "answers": json.loads(json.dumps(evaluation.visible_answers(edition, answers))),
        "files": [
            {"slot": "E-LAW", "name": "법령.pdf", "size": 3, "sha256": hashlib.sha256(b"law").hexdigest()}
        ],
    }


def test_the_preliminary_results_are_kept_with_the_seal() -> None:
    revision = send(make.draft(example="EX-1"))

    assert revision.preliminary["PRO-1"] == "met"
    assert revision.preliminary["LEG-2"] == "not_met"
    assert len(revision.preliminary) == 41


def test_what_is_missing_stops_sending_and_is_named_in_the_forms_order() -> None:
    draft = make.draft(example="EX-1", planned_start=None, responsible_unit=None)

    with pytest.raises(Incomplete) as refusal:
        send(draft)

    assert refusal.value.missing == ("responsible_unit", "planned_start")
    assert draft.state == State.DRAFT
    assert revisions.open_revision(draft).digest == ""


def test_answers_that_contradict_stop_sending() -> None:
    draft = make.draft(example="EX-1", planned_end="2026-01-01")

    with pytest.raises(Incomplete) as refusal:
        send(draft)

    assert refusal.value.missing == ("planned_start", "planned_end")


def test_staff_may_not_send() -> None:
    draft = make.draft(example="EX-1")

    with pytest.raises(NotPermitted):
        send(draft, Role.APPLICANT)

    assert Assessment.objects.get().state == State.DRAFT


def test_sending_twice_has_one_effect() -> None:
    draft = make.draft(example="EX-1")
    send(draft)

    with pytest.raises(NotPermitted):
        send(draft)

    assert draft.ledger.filter(event=Event.SUBMITTED).count() == 1


def test_the_next_revision_starts_with_the_answers_and_files_of_the_last() -> None:
    draft = make.draft(example="EX-1")
    make.attach(draft, "E-LAW", content=b"law", name="법령.pdf")
    first = send(draft)

    second = submission.open_next(draft, after=first, actor=make.actor(Role.OFFICER))

    assert (second.number, second.answers) == (2, first.answers)
    assert [(file.slot, file.name) for file in second.evidence.all()] == [("E-LAW", "법령.pdf")]
