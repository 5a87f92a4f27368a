"""The completeness check: what opens the review, what gives the answers back, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assessments.enums import Event, Role, Seat, State
from assessments.errors import Incomplete, NotPermitted, WrongState
from assessments.models import Assessment, LedgerEntry, SupplementRequest
from assessments.queries.deadlines import today
from assessments.queries.revisions import latest, latest_sealed
from assessments.services import completeness, review, submission
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DEFECTS = [
    {"question": "proposal_title", "text": "Too general."},
    {"question": "", "text": "Scan is cut off."},
]


def entries(assessment: Assessment, event: Event) -> int:
    return LedgerEntry.objects.filter(assessment=assessment, event=event).count()


def test_accepting_opens_the_review_with_the_commissions_clock() -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)

    completeness.accept(actor=make.actor(Role.OFFICER), assessment=assessment, confirmed=["one_use"])

    assessment.refresh_from_db()
    assert assessment.state == State.IN_REVIEW
    assert assessment.review_due_on == assessment.due_on == today() + timedelta(days=56)
    said = LedgerEntry.objects.get(assessment=assessment, event=Event.ACCEPTED).data
    assert said["confirmed"] == ["one_use"]
    assert said["digest"] == latest_sealed(assessment).digest


@pytest.mark.parametrize(
    ("legal", "technical", "named"),
    [(False, None, "Technical"), (None, False, "Legal"), (None, None, "Legal")],
)
def test_accepting_names_the_seat_without_a_reviewer_free_of_conflicts(
    legal: bool | None, technical: bool | None, named: str
) -> None:
    assessment = make.submitted()
    make.reviewer(assessment, Seat.LEGAL, declares=legal)
    make.reviewer(assessment, Seat.TECHNICAL, declares=technical)

    with pytest.raises(Incomplete, match=named):
        completeness.accept(actor=make.actor(Role.OFFICER), assessment=assessment)

    assessment.refresh_from_db()
    assert assessment.state == State.SUBMITTED
    assert entries(assessment, Event.ACCEPTED) == 0


def test_a_conflict_empties_the_seat_again() -> None:
    assessment = make.submitted()
    make.reviewer(assessment, Seat.LEGAL)
    make.reviewer(assessment, Seat.TECHNICAL, declares=True)

    assert completeness.lacking_seats(assessment) == (Seat.TECHNICAL,)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR, Role.CHAIR, Role.ADMINISTRATOR])
def test_only_the_case_officer_checks_completeness(role: Role) -> None:
    assessment = make.submitted()
    actor = make.actor(role)
    if role in {Role.REVIEWER, Role.ADMINISTRATOR}:
        with pytest.raises(Assessment.DoesNotExist):
            completeness.accept(actor=actor, assessment=assessment)
    else:
        with pytest.raises(NotPermitted):
            completeness.request_supplement(actor=actor, assessment=assessment, defects=DEFECTS)

    assert not SupplementRequest.objects.exists()


def test_a_supplement_request_gives_the_answers_back_with_every_defect() -> None:
    assessment = make.submitted()

    completeness.request_supplement(actor=make.actor(Role.OFFICER), assessment=assessment, defects=DEFECTS)

    assessment.refresh_from_db()
    assert assessment.state == State.SUPPLEMENT
    assert assessment.due_on == today() + timedelta(days=14)
    assert SupplementRequest.objects.get().defects == DEFECTS
    assert (latest(assessment).number, latest(assessment).sealed_at) == (2, None)
    assert latest_sealed(assessment).number == 1


def test_a_supplement_is_requested_only_once() -> None:
    assessment = make.submitted()
    officer = make.actor(Role.OFFICER)
    completeness.request_supplement(actor=officer, assessment=assessment, defects=DEFECTS)
    submission.send(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)

    with pytest.raises(WrongState, match="only once"):
        completeness.request_supplement(actor=officer, assessment=assessment, defects=DEFECTS)

    assessment.refresh_from_db()
    assert assessment.state == State.SUBMITTED
    assert SupplementRequest.objects.count() == 1


@pytest.mark.parametrize(
    "defects", [[], [{"question": "", "text": "  "}], [{"question": "no_such_question", "text": "Missing."}]]
)
def test_a_supplement_request_without_a_real_defect_writes_nothing(defects: list[dict[str, str]]) -> None:
    assessment = make.submitted()

    with pytest.raises(Incomplete):
        completeness.request_supplement(
            actor=make.actor(Role.OFFICER), assessment=assessment, defects=defects
        )

    assessment.refresh_from_db()
    assert assessment.state == State.SUBMITTED
    assert not SupplementRequest.objects.exists()
    assert assessment.revisions.count() == 1


def test_an_assessment_is_returned_only_after_the_deadline() -> None:
    assessment = make.submitted()
    officer = make.actor(Role.OFFICER)
    completeness.request_supplement(actor=officer, assessment=assessment, defects=DEFECTS)

    with pytest.raises(WrongState, match="still has until"):
        completeness.return_incomplete(actor=officer, assessment=assessment, reasons="Nothing came.")
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        with pytest.raises(Incomplete):
            completeness.return_incomplete(actor=officer, assessment=assessment, reasons=" ")
        assert Assessment.objects.get(pk=assessment.pk).state == State.SUPPLEMENT
        completeness.return_incomplete(actor=officer, assessment=assessment, reasons="Nothing came.")

    assessment.refresh_from_db()
    assert assessment.state == State.RETURNED


def test_accepting_twice_changes_nothing() -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)
    officer = make.actor(Role.OFFICER)
    completeness.accept(actor=officer, assessment=assessment)

    with pytest.raises(NotPermitted):
        completeness.accept(actor=officer, assessment=assessment)

    assert entries(assessment, Event.ACCEPTED) == 1


def test_incomplete_answers_are_not_accepted() -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)
    revision = latest_sealed(assessment)
    # A sealed revision never changes, so the only way here is a row that was never complete.
    copy = assessment.revisions.create(number=2, edition_id=revision.edition_id, answers={})
    copy.sealed_at, copy.digest = timezone.now(), revision.digest
    copy.save()

    with pytest.raises(Incomplete) as refused:
        completeness.accept(actor=make.actor(Role.OFFICER), assessment=assessment)

    assert "proposal_title" in refused.value.missing
    assert Assessment.objects.get(pk=assessment.pk).state == State.SUBMITTED


def test_a_replaced_reviewer_no_longer_counts() -> None:
    assessment = make.submitted()
    for seat in Seat:
        make.reviewer(assessment, seat)
    newcomer = make.member(Role.REVIEWER)

    review.assign(actor=make.actor(Role.OFFICER), assessment=assessment, reviewer=newcomer, seat=Seat.LEGAL)

    assert completeness.lacking_seats(assessment) == (Seat.LEGAL,)
