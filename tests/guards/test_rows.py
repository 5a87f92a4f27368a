"""Rows that are kept as they are refuse every change by raw SQL."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from assessments import guards
from assessments.enums import Result
from assessments.models import Evidence, Finding, Revision
from tests import make
from tests.guards.ground import refusal, row_in, run, sealed

pytestmark = pytest.mark.django_db

FREE_TO_CHANGE = {
    "user",
    "organisation",
    "membership",
    "assignment",
    "clarification",
    "panel",
    "panelmember",
    "draftdecision",
    "numbercounter",
    "sentnotice",
    "simulation",
    "taking",
    "hindrance",
}
"""Tables whose rows may change or go; whatever else there is must be protected."""


@pytest.mark.parametrize("table", guards.APPEND_ONLY)
@pytest.mark.parametrize("attempt", ["UPDATE {} SET {column} = {column}", "DELETE FROM {}"])
def test_an_append_only_row_can_be_neither_changed_nor_deleted(table, attempt):
    row_in(table)
    column = apps.get_model("assessments", table)._meta.pk.column

    said = refusal(attempt.format(f"assessments_{table}", column=column))

    assert said == f"assessments_{table} refuses {attempt.split()[0]}: its rows are kept as they are"


@pytest.mark.parametrize("table", guards.NEVER_EMPTIED)
def test_a_protected_table_cannot_be_emptied(table):
    said = refusal(f"TRUNCATE assessments_{table} CASCADE")

    assert said == f"assessments_{table} refuses TRUNCATE: its rows are kept as they are"


def test_every_table_is_protected_or_named_as_free_to_change():
    tables = {model._meta.model_name for model in apps.get_app_config("assessments").get_models()}

    assert tables - FREE_TO_CHANGE == set(guards.NEVER_EMPTIED)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE assessments_revision SET answers = '{}' WHERE id = %s",
        "UPDATE assessments_revision SET sealed_at = NULL, digest = '' WHERE id = %s",
        "DELETE FROM assessments_revision WHERE id = %s",
    ],
)
def test_a_sealed_revision_stays_as_it_is(attempt):
    revision = sealed()

    assert refusal(attempt, revision.pk) == f"revision {revision.pk} is sealed"


def test_an_open_revision_may_be_written():
    revision = make.draft(purpose_specific="출입 통제").revisions.get()

    run("UPDATE assessments_revision SET answers = '{}' WHERE id = %s", revision.pk)

    assert Revision.objects.get(pk=revision.pk).answers == {}


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE assessments_evidence SET name = 'other.pdf' WHERE id = %s",
        "UPDATE assessments_evidence SET revision_id = 1 + revision_id WHERE id = %s",
        "DELETE FROM assessments_evidence WHERE id = %s",
    ],
)
def test_the_evidence_of_a_sealed_revision_stays_as_it_is(attempt):
    assessment = make.draft()
    evidence = make.attach(assessment, "E-LAW")
    run("UPDATE assessments_revision SET sealed_at = now(), digest = repeat('0', 64)")
    make.draft()

    assert refusal(attempt, evidence.pk) == "the revision of this evidence is sealed"


def test_evidence_cannot_be_moved_into_a_sealed_revision():
    evidence = make.attach(make.draft(), "E-LAW")

    said = refusal("UPDATE assessments_evidence SET revision_id = %s WHERE id = %s", sealed().pk, evidence.pk)

    assert said == "the revision of this evidence is sealed"


def test_evidence_cannot_be_added_to_a_sealed_revision():
    late = Evidence(revision=sealed(), slot="E-LAW", name="late.pdf", size_bytes=1, sha256="1" * 64)
    late.attached_by_id = late.revision.assessment.opened_by_id

    with pytest.raises(IntegrityError, match="the revision of this evidence is sealed"), transaction.atomic():
        late.save()

    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE assessments_finding SET result = 'not_met'",
        "UPDATE assessments_finding SET locked_at = NULL",
        "DELETE FROM assessments_finding",
    ],
)
def test_a_locked_finding_stays_as_it_is(attempt):
    finding = Finding.objects.create(
        revision=sealed(), reviewer=make.user(), standard_id="LEG-1", result=Result.MET, reasons="이유"
    )
    run("UPDATE assessments_finding SET locked_at = now()")

    assert refusal(attempt) == f"finding {finding.pk} is locked"
