"""What the register gets to hold: everything that is public, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments import catalogue
from assessments.enums import Event, Role, State
from assessments.models import Assessment, RegisterEntry
from assessments.policy import SYSTEM
from assessments.services import closing, publication, transitions
from assessments.workflow import ON_REGISTER
from tests import journey, make
from tests.guards.ground import guards_off, in_state, sealed
from tests.web import published

pytestmark = pytest.mark.django_db

EDITION = catalogue.edition("2026.11-1")
SECRET = "비밀표시"
RESTRICTED: dict[str, Any] = {
    "responsible_official": f"{SECRET}-official",
    "contact_email": f"{SECRET}@example.org",
    "submitting_official": f"{SECRET}-submitter",
    "place_description": f"{SECRET}-places",
    "links_table": [[f"{SECRET}-system", f"{SECRET}-purpose", f"{SECRET}-body"]],
    "redactions": [[f"{SECRET}-field", f"{SECRET}-ground", f"{SECRET}-reason"]],
}


def stored(entry: RegisterEntry) -> str:
    """Every column of the entry, as text."""
    row = RegisterEntry.objects.filter(pk=entry.pk).values().get()
    return json.dumps(row, default=str, ensure_ascii=False)


def published_now(assessment: Assessment) -> RegisterEntry:
    entry = publication.publish(assessment)
    assert entry
    return entry


def acts(assessment: Assessment) -> int:
    return assessment.ledger.filter(event=Event.PUBLISHED).count()


def test_no_restricted_answer_reaches_the_register():
    decision, _bench = journey.decided(**RESTRICTED)
    entry = published_now(decision.revision.assessment)

    text = stored(entry)

    answers = decision.revision.answers
    assert all(SECRET in json.dumps(answers[name], ensure_ascii=False) for name in RESTRICTED)
    assert SECRET not in text
    for question in EDITION.questions.values():
        if not question.public and isinstance(value := answers.get(question.id), str):
            assert value not in text, question.id


def test_no_reviewers_finding_clarification_or_statement_reaches_the_register():
    decision, bench = journey.decided()
    assessment = decision.revision.assessment

    text = stored(published_now(assessment))

    assert "We take note." not in text
    for actor in (bench.legal, bench.technical, bench.officer):
        assert actor.name not in text


def test_a_decision_is_published_with_all_that_is_public():
    decision, bench = journey.decided()
    assessment = decision.revision.assessment

    entry = published_now(assessment)

    given = catalogue.examples.example("EX-1").decision
    assert (entry.state, entry.outcome, entry.agency_name) == (
        State.CONDITIONAL,
        "conditional",
        assessment.agency.name,
    )
    assert entry.content["digest"] == decision.revision.digest
    assert entry.content["reasons"] == {"ko": given.reasons.ko, "en": given.reasons.en}
    assert [condition["text"]["en"] for condition in entry.content["conditions"]] == [
        c.text.en for c in given.conditions
    ]
    assert [found["standard"] for found in entry.content["findings"]] == [s.id for s in EDITION.standards]
    assert {vote["member"] for vote in entry.content["votes"]} == {member.name for member in bench.members}
    assert [step["event"] for step in entry.content["history"]] == [
        Event.SUBMITTED,
        Event.ACCEPTED,
        Event.PANEL_CONVENED,
        Event.DRAFT_SENT,
        Event.STATEMENT_MADE,
        Event.DECIDED,
    ]


def test_the_public_answers_stand_there_and_the_withheld_ones_are_named_with_a_ground():
    assessment, _bench = journey.in_review(**RESTRICTED)

    content = published_now(assessment).content

    public = set(content["answers"])
    grounds = {ground.id for ground in EDITION.procedure.redaction_grounds}
    assert all(EDITION.question(name).public for name in public)
    assert set(RESTRICTED) <= set(content["withheld"])
    assert not any(EDITION.question(name).public for name in content["withheld"])
    assert set(content["withheld"].values()) <= grounds


def test_publishing_again_changes_nothing_and_leaves_no_trace():
    assessment, _bench = journey.in_review()
    first = published_now(assessment)

    second = published_now(assessment)

    assert (second.pk, second.updated_at, acts(assessment)) == (first.pk, first.updated_at, 1)


def test_an_entry_follows_its_assessment():
    assessment, _bench = journey.in_review()
    entry = published_now(assessment)

    closing.withdraw(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)
    published_now(assessment)

    entry.refresh_from_db()
    assert (entry.state, acts(assessment)) == (State.WITHDRAWN, 2)
    assert entry.content["history"][-1]["event"] == Event.WITHDRAWN


@pytest.mark.parametrize("state", [state for state in State if state not in ON_REGISTER])
def test_what_was_not_accepted_is_not_published(state):
    assessment = in_state(state)

    assert publication.publish(assessment) is None
    assert not RegisterEntry.objects.exists()


def test_the_newest_version_of_the_record_addresses_the_entry():
    record = published.issued()
    newer = published.issued(version=2, decision=record.decision)
    assessment = record.decision.revision.assessment

    entry = published_now(assessment)

    assert (entry.number, entry.record) == (newer.number, newer)
    assert newer.number.lower() in entry.search


def test_a_revision_decided_by_the_portal_only_counts_when_it_is_the_newest_sealed_one():
    revision = sealed()
    with guards_off():
        Assessment.objects.filter(pk=revision.assessment_id).update(
            state=State.IN_REVIEW, submitted_at=revision.updated_at
        )

    entry = published_now(revision.assessment)

    assert (entry.outcome, entry.decided_on, entry.record) == ("", None, None)
    assert "findings" not in entry.content


def test_jobs_publish_whatever_moved(jobs):
    assessment, _bench = journey.in_review()

    jobs.run()

    assert RegisterEntry.objects.get().assessment == assessment


def test_expiry_is_published_too(jobs):
    record = published.issued()
    assessment = record.decision.revision.assessment

    transitions.perform("expire", actor=SYSTEM, assessment=assessment)
    jobs.run()

    assert RegisterEntry.objects.get().state == State.EXPIRED
