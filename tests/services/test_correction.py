"""Corrections make the next version, which says so; the earlier one and the decision stay as they are."""

from __future__ import annotations

import pytest
from django.core import mail

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Event, Initiative, Role
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import Assessment, Correction, Decision, LedgerEntry, Record
from assessments.queries import corrections, record_drift, verification
from assessments.queries.issuing import Progress, issuing_of
from assessments.queries.verification import Status
from assessments.records import NotCorrectable, Passage
from assessments.services import correction, issuance, ledger, notifications, publication
from tests import bundles, make
from tests.services.correcting import issue, order, slip
from tests.web import published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "jobs")]


@pytest.fixture
def record() -> Record:
    return bundles.issued()


def test_ordering_leaves_a_row_and_an_entry_and_queues_the_version(record, jobs):
    passage = slip(record)

    made = order(record, passage)

    assert (made.decision, made.version, made.passages) == (
        record.decision,
        2,
        [{"section": "outcome", "old": passage.old, "new": passage.new}],
    )
    entry = LedgerEntry.objects.get(event=Event.RECORD_CORRECTED)
    assert entry.data["corrects"] == record.number
    assert entry.data["passages"] == made.passages
    assert jobs.waiting().count("issue_record") == 2, "one for the decision, one for the correction"
    assert Record.objects.count() == 1


def test_the_new_version_says_what_changed_and_is_signed_and_announced(record):
    passage = slip(record)

    newer = issue(order(record, passage))

    content = records.thaw(newer.content)
    assert newer.number == f"{record.decision.number}-v2" == content.number
    assert isinstance(content.reasons, Text)
    assert passage.new in content.reasons.ko
    (said,) = content.corrections
    assert isinstance(said.change, Text)
    assert f"“{passage.old}” → “{passage.new}”" in said.change.ko
    assert newer.documents.filter(level="B-B").count() == 4
    issued = [entry.data["record"] for entry in LedgerEntry.objects.filter(event=Event.RECORD_ISSUED)]
    assert issued == [record.number, newer.number]
    assert ledger.audit().chains


def test_the_earlier_version_and_the_decision_stay_byte_for_byte(record):
    def kept() -> list[object]:
        decision = Decision.objects.values().get()
        documents = [(row.sha256, bytes(row.pdf)) for row in record.documents.order_by("pk")]
        return [decision, Record.objects.values().get(pk=record.pk), documents]

    before = kept()

    issue(order(record, slip(record)))

    assert kept() == before


def test_both_versions_verify_and_the_older_leads_to_the_newer(record):
    newer = issue(order(record, slip(record)))

    for version, status in ((record, Status.CORRECTED), (newer, Status.IN_FORCE)):
        found = verification.verify_file(published.pdf_of(version))
        assert found.known
        assert (found.status, found.known.record) == (status, version)
    assert corrections.newest_of(record) == newer == corrections.newest_of(newer)
    assert [one.version for one in corrections.corrections_since(record)] == [2]
    assert corrections.corrections_since(newer) == []
    known = verification.find_record(record.decision.number)
    assert known
    assert known.record == newer


def test_issuing_it_twice_makes_one_version(record):
    made = order(record, slip(record))

    first, second = issue(made), issue(made)

    assert first == second
    assert Record.objects.count() == 2


def test_the_job_of_the_entry_makes_the_version_it_announces(record):
    made = order(record, slip(record))
    newer = issue(made)

    assert issuance.issue_after(LedgerEntry.objects.get(event=Event.RECORD_CORRECTED)) == newer
    assert issuance.issue_after(LedgerEntry.objects.get(event=Event.DECIDED)) == record


def test_until_the_version_is_there_the_record_is_being_made_and_no_other_is_ordered(record):
    assessment = bundles.assessment_of(record)
    passage = slip(record)
    made = order(record, passage)

    assert issuing_of(assessment).progress == Progress.BEING_MADE
    with pytest.raises(WrongState):
        order(record, passage)
    issue(made)

    done = issuing_of(assessment)
    assert done.progress == Progress.ISSUED
    assert [(one.record.version, one.corrected_by) for one in done.versions] == [(2, None), (1, made)]


def test_what_was_read_in_an_older_version_is_not_corrected_again(record):
    passage = slip(record)
    issue(order(record, passage))

    with pytest.raises(WrongState, match="in the meantime"):
        order(record, passage)

    assert Correction.objects.count() == 1


def test_everybody_else_is_refused(record):
    assessment = bundles.assessment_of(record)

    for role in set(Role) - {Role.CHAIR, Role.SYSTEM}:
        with pytest.raises((NotPermitted, Assessment.DoesNotExist)):
            order(record, slip(record), by=make.actor(role, of=assessment.agency))

    assert not Correction.objects.exists()


def test_what_cannot_be_corrected_and_what_has_no_reason_leaves_nothing(record):
    with pytest.raises(NotCorrectable):
        order(record, Passage("outcome", "어디에도 없는 말", "있는 말"))
    with pytest.raises(Incomplete):
        order(record, slip(record), reason_ko=" ")
    with pytest.raises(Incomplete):
        order(record)

    assert not Correction.objects.exists()
    assert not LedgerEntry.objects.filter(event=Event.RECORD_CORRECTED).exists()


def test_both_parties_are_told_that_it_was_ordered(record):
    officer = make.member(Role.OFFICER)
    staff = make.member(Role.APPLICANT, of=bundles.assessment_of(record).agency)
    stranger = make.member(Role.APPLICANT, of=make.agency())
    order(record, slip(record))

    notifications.send_notice(LedgerEntry.objects.get(event=Event.RECORD_CORRECTED))

    told = {address for message in mail.outbox for address in message.to}
    assert {officer.email, staff.email} <= told
    assert stranger.email not in told


def test_the_register_shows_the_newest_words_and_what_was_corrected(record):
    assessment = bundles.assessment_of(record)
    passage = slip(record)
    made = order(record, passage)
    before = publication.publish(assessment)
    assert before
    assert "corrections" not in before.content

    newer = issue(made)
    entry = publication.publish(assessment)

    assert entry
    assert (entry.number, entry.record) == (newer.number, newer)
    assert passage.new in entry.content["reasons"]["ko"]
    (listed,) = entry.content["corrections"]
    assert listed["version"] == 2
    assert f"“{passage.old}” → “{passage.new}”" in listed["change"]["en"]


def test_a_correction_is_no_change_behind_the_record(record):
    issue(order(record, slip(record)))

    (drift,) = record_drift.drifts(bundles.assessment_of(record))

    assert drift.record.version == 2
    assert (drift.changes, drift.damaged, drift.cannot_be_made) == ((), (), "")


def test_a_preview_writes_nothing(record):
    passage = slip(record)

    content = correction.preview(
        record, [passage], reason_ko="오기", reason_en="", asked_by=Initiative.AGENCY
    )

    assert isinstance(content.reasons, Text)
    assert passage.new in content.reasons.ko
    assert not Correction.objects.exists()
