"""The ledger: what is appended stays in order, and every way of tampering with it is found."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from assessments import chain
from assessments.enums import Event, Role
from assessments.errors import BrokenChain
from assessments.models import Assessment, LedgerEntry
from assessments.policy import SYSTEM
from assessments.services import ledger
from tests import make
from tests.guards.ground import guards_off, run

pytestmark = pytest.mark.django_db


def of(assessment: Assessment) -> list[LedgerEntry]:
    return list(assessment.ledger.order_by("sequence"))


def tampered(statement: str, *values: object) -> str:
    """Change the ledger behind the guards' back; what the audit says then."""
    with guards_off():
        run(statement, *values)
    with pytest.raises(BrokenChain) as broken:
        ledger.audit()
    return str(broken.value)


def three_entries() -> Assessment:
    """Opened, then two entries more."""
    assessment = make.draft()
    for number in (1, 2):
        ledger.append(Event.EXPORTED, actor=SYSTEM, assessment=assessment, data={"number": number})
    return assessment


def test_an_entry_says_who_did_what_when_and_to_which_assessment():
    assessment, officer = make.draft(), make.actor(Role.OFFICER)

    entry = ledger.append(Event.EXPORTED, actor=officer, assessment=assessment, data={"이유": "감사"})

    assert json.loads(entry.text) == {
        "assessment": assessment.reference,
        "sequence": 2,
        "event": "exported",
        "at": entry.at.isoformat(),
        "actor": {"id": officer.user_id, "name": officer.name},
        "data": {"이유": "감사"},
    }


def test_entries_are_numbered_and_linked_within_their_assessment():
    first, second = three_entries(), three_entries()

    for assessment in (first, second):
        entries = of(assessment)
        assert [entry.sequence for entry in entries] == [1, 2, 3]
        assert [entry.previous for entry in entries] == [chain.GENESIS, entries[0].hash, entries[1].hash]


def test_acts_of_no_single_assessment_form_a_chain_of_their_own():
    before = LedgerEntry.objects.filter(assessment=None).count()

    entry = ledger.append(Event.ROLE_GRANTED, actor=SYSTEM, data={"role": "auditor"})

    assert (entry.assessment, entry.sequence) == (None, before + 1)
    assert json.loads(entry.text)["assessment"] is None


def test_numbers_are_kept_as_they_were_hashed():
    assessment = make.draft()

    entry = ledger.append(
        Event.EXPORTED, actor=SYSTEM, assessment=assessment, data={"large": 1e22, "negative zero": -0.0}
    )
    entry.refresh_from_db()

    assert chain.link(entry.previous, entry.text) == entry.hash
    assert ledger.audit_one(assessment) == 2


def test_what_json_cannot_carry_is_refused_and_nothing_is_written():
    assessment = make.draft()

    with pytest.raises(TypeError), transaction.atomic():
        ledger.append(Event.EXPORTED, actor=SYSTEM, assessment=assessment, data={"when": object()})

    assert len(of(assessment)) == 1


def test_whoever_listens_hears_of_each_entry_once():
    heard: list[LedgerEntry] = []

    def hear(*, entry: LedgerEntry, **_: object) -> None:
        heard.append(entry)

    ledger.entry_appended.connect(hear)
    try:
        entry = ledger.append(Event.EXPORTED, actor=SYSTEM)
    finally:
        ledger.entry_appended.disconnect(hear)

    assert heard == [entry]


def test_an_untouched_ledger_passes_the_audit():
    assessments = [three_entries(), three_entries()]
    common = LedgerEntry.objects.filter(assessment=None).count()

    audit = ledger.audit()

    assert (audit.entries, audit.chains) == (6 + common, 2 + (common > 0))
    assert [ledger.audit_one(assessment) for assessment in assessments] == [3, 3]


def test_a_changed_text_is_found():
    assessment = three_entries()

    said = tampered(
        "UPDATE assessments_ledgerentry SET text = replace(text, '\"number\":1', '\"number\":9')"
        " WHERE assessment_id = %s",
        assessment.pk,
    )

    assert said == f"{assessment.reference}, entry 2: does not follow from the entry before it"


def test_a_changed_text_with_its_hash_made_anew_is_found_at_the_next_entry():
    assessment = three_entries()
    forged = of(assessment)[1]
    forged.text = forged.text.replace('"number":1', '"number":9')

    said = tampered(
        "UPDATE assessments_ledgerentry SET text = %s, hash = %s WHERE id = %s",
        forged.text,
        chain.link(forged.previous, forged.text),
        forged.pk,
    )

    assert said == f"{assessment.reference}, entry 3: does not follow from the entry before it"


def test_a_dropped_entry_is_found():
    assessment = three_entries()

    said = tampered("DELETE FROM assessments_ledgerentry WHERE id = %s", of(assessment)[1].pk)

    assert said == f"{assessment.reference}, entry 3: does not follow from the entry before it"


def test_an_entry_moved_to_another_assessment_is_found():
    assessment, other = make.draft(), make.draft()

    with guards_off():
        run("DELETE FROM assessments_ledgerentry WHERE assessment_id = %s", other.pk)
    said = tampered(
        "UPDATE assessments_ledgerentry SET assessment_id = %s WHERE assessment_id = %s",
        other.pk,
        assessment.pk,
    )

    assert said == f"{other.reference}, entry 1: belongs elsewhere"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assessments_ledgerentry SET event = 'voted' WHERE id = %s",
        "UPDATE assessments_ledgerentry SET actor_id = (SELECT max(id) FROM assessments_user) WHERE id = %s",
        "UPDATE assessments_ledgerentry SET at = at - interval '1 day' WHERE id = %s",
    ],
)
def test_columns_that_say_something_else_than_the_text_are_found(change):
    assessment = three_entries()
    make.user()

    said = tampered(change, of(assessment)[1].pk)

    assert said == f"{assessment.reference}, entry 2: its columns say something else than its text"


def test_a_state_that_the_ledger_does_not_tell_is_found():
    assessment = make.draft()

    said = tampered("UPDATE assessments_assessment SET state = 'approved' WHERE id = %s", assessment.pk)

    assert said == f"{assessment.reference}: stands at approved, the ledger says draft"


def test_an_assessment_without_any_entry_is_found():
    assessment = make.draft()

    said = tampered("DELETE FROM assessments_ledgerentry WHERE assessment_id = %s", assessment.pk)

    assert said == f"{assessment.reference}: has no ledger entry"
    with pytest.raises(BrokenChain, match="has no ledger entry"):
        ledger.audit_one(assessment)


def test_the_audit_of_one_assessment_looks_at_no_other():
    sound, broken = three_entries(), three_entries()
    tampered("DELETE FROM assessments_ledgerentry WHERE id = %s", of(broken)[1].pk)

    assert ledger.audit_one(sound) == 3
