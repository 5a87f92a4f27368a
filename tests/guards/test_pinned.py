"""By raw SQL too a case keeps its edition, and is judged by more only where that was published."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.enums import Effect, Outcome, StandardKind, State
from assessments.models import Assessment, JudgedAtOnce, PublishedEdition, PublishedStandard, Revision
from tests import make
from tests.guards.ground import guards_off, refusal, run, sealed, write

pytestmark = pytest.mark.django_db

LATER = "2040.01-1"
MOVE = "UPDATE assessments_assessment SET edition_id = '2040.01-1' WHERE id = %s"


def published(*standards: tuple[str, bool], kind: StandardKind = StandardKind.PROHIBITION) -> None:
    """A later edition with these standards, each with whether it applies at once."""
    PublishedEdition.objects.create(id=LATER, digest="0" * 64, valid_from=date(2040, 1, 1))
    PublishedStandard.objects.bulk_create(
        PublishedStandard(
            edition_id=LATER, standard_id=name, kind=kind, effect=Effect.BARS, applies_at_once=at_once
        )
        for name, at_once in standards
    )


def running() -> Revision:
    revision = sealed()
    with guards_off():
        Assessment.objects.filter(pk=revision.assessment_id).update(state=State.PANEL)
    return revision


def judged(revision: Revision, *standard_ids: str) -> None:
    for name in standard_ids:
        JudgedAtOnce.objects.create(assessment_id=revision.assessment_id, edition_id=LATER, standard_id=name)


def test_a_draft_may_change_its_edition():
    draft = make.draft()

    run(MOVE, draft.pk)

    draft.refresh_from_db()
    assert draft.edition_id == LATER


def test_what_was_sent_keeps_its_edition():
    sent = make.submitted()

    assert "keeps the edition under which it was sent" in refusal(MOVE, sent.pk)


def test_a_case_that_was_sent_once_keeps_its_edition_whatever_its_dates_say():
    sent = make.submitted()
    run("UPDATE assessments_assessment SET submitted_at = NULL WHERE id = %s", sent.pk)

    assert "keeps the edition under which it was sent" in refusal(MOVE, sent.pk)


def test_a_revision_is_sealed_under_its_assessments_edition_only():
    draft = make.draft()
    run(MOVE, draft.pk)

    said = refusal(
        "UPDATE assessments_revision SET sealed_at = now(), digest = %s WHERE assessment_id = %s",
        "0" * 64,
        draft.pk,
    )

    assert "is of another edition than its assessment" in said


def test_no_revision_becomes_one_of_another_edition_than_its_assessment():
    draft = make.draft()

    with pytest.raises(IntegrityError, match="another edition"), transaction.atomic():
        draft.revisions.update(edition_id=LATER)


def test_no_revision_is_begun_under_another_edition_than_its_assessment():
    draft = make.draft()

    with pytest.raises(IntegrityError, match="another edition"), transaction.atomic():
        Revision.objects.create(assessment=draft, number=7, edition_id=LATER)


def test_a_prohibition_that_applies_at_once_comes_into_a_running_case():
    published(("PRO-9", True))

    judged(running(), "PRO-9")

    assert JudgedAtOnce.objects.count() == 1


@pytest.mark.parametrize(
    ("standard", "kind"),
    [(("PRO-9", False), StandardKind.PROHIBITION), (("PRO-9", True), StandardKind.SAFEGUARD)],
    ids=["not published so", "no prohibition"],
)
def test_nothing_else_comes_into_a_running_case(standard, kind):
    published(standard, kind=kind)

    with pytest.raises(IntegrityError, match="was not published to apply at once"), transaction.atomic():
        judged(running(), "PRO-9")


def test_no_prohibition_comes_into_a_case_that_was_decided():
    published(("PRO-9", True))
    revision = running()
    with guards_off():
        Assessment.objects.filter(pk=revision.assessment_id).update(state=State.APPROVED)

    with pytest.raises(IntegrityError, match="only a running case"), transaction.atomic():
        judged(revision, "PRO-9")


@pytest.mark.parametrize(
    ("findings", "outcome", "refused"),
    [
        ({}, Outcome.APPROVED, "no finding on PRO-9"),
        ({"PRO-9": "met"}, Outcome.APPROVED, None),
        ({"PRO-9": "not_met"}, Outcome.APPROVED, "call for rejected (PRO-9)"),
        ({"PRO-9": "not_met"}, Outcome.REJECTED, None),
        ({"PRO-9": "partly_met"}, Outcome.REJECTED, "met or not met: PRO-9"),
    ],
)
def test_a_decision_answers_for_the_prohibition_that_applies_at_once_too(findings, outcome, refused):
    published(("PRO-9", True), ("PRO-8", True))
    revision = running()
    judged(revision, "PRO-9")

    said = _objection(revision, findings=findings, outcome=outcome)
    assert said == refused or (said and refused and refused in said)


def test_the_stricter_standard_takes_the_place_of_the_one_with_its_id():
    """HRI-5 is advice; as a prohibition it bars."""
    published(("HRI-5", True))
    revision = running()
    assert _objection(revision, findings={"HRI-5": "not_met"}, outcome=Outcome.APPROVED) is None

    judged(revision, "HRI-5")

    said = _objection(revision, findings={"HRI-5": "not_met"}, outcome=Outcome.APPROVED)
    assert "call for rejected (HRI-5)" in (said or "")


def _objection(revision: Revision, *, findings: dict[str, str], outcome: Outcome) -> str | None:
    """What the database has against a decision, which is undone."""
    try:
        with transaction.atomic():
            write(outcome, findings=findings, revision=revision)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except IntegrityError as refused:
        return str(refused).splitlines()[0]
    return None
