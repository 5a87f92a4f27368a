"""Seats, conflicts, findings and locking: what counts and what is refused."""

from __future__ import annotations

import pytest

from assessments import catalogue, evaluation
from assessments.enums import Event, Result, Role, Seat, State
from assessments.errors import Incomplete, NotPermitted
from assessments.models import Assessment, Assignment, Finding, LedgerEntry
from assessments.policy import Actor, actor_for
from assessments.queries.panels import current_panel
from assessments.queries.revisions import latest_sealed
from assessments.services import review
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def save(assessment: Assessment, by: Actor, standard: str, result: Result, reasons: str = "Read.") -> Finding:
    return review.save_finding(
        actor=by,
        assessment=assessment,
        standard_id=standard,
        result=result,
        reasons=reasons,
    )


def test_a_new_reviewer_releases_the_one_before() -> None:
    assessment = make.submitted()
    officer = make.actor(Role.OFFICER)
    first, second = make.member(Role.REVIEWER), make.member(Role.REVIEWER)
    review.assign(actor=officer, assessment=assessment, reviewer=first, seat=Seat.LEGAL)

    review.assign(actor=officer, assessment=assessment, reviewer=second, seat=Seat.LEGAL)

    assert Assignment.objects.get(reviewer=first).ended_at is not None
    assert Assignment.objects.get(reviewer=second).ended_at is None
    assert LedgerEntry.objects.filter(event=Event.REVIEWER_RELEASED).count() == 1


def test_assigning_the_same_reviewer_again_changes_nothing() -> None:
    assessment = make.submitted()
    officer, person = make.actor(Role.OFFICER), make.member(Role.REVIEWER)

    for _ in range(2):
        review.assign(actor=officer, assessment=assessment, reviewer=person, seat=Seat.LEGAL)

    assert Assignment.objects.count() == 1
    assert LedgerEntry.objects.filter(event=Event.REVIEWER_ASSIGNED).count() == 1


def test_nobody_holds_both_seats() -> None:
    assessment = make.submitted()
    officer, person = make.actor(Role.OFFICER), make.member(Role.REVIEWER)
    review.assign(actor=officer, assessment=assessment, reviewer=person, seat=Seat.LEGAL)

    with pytest.raises(NotPermitted, match="other reviewer's seat"):
        review.assign(actor=officer, assessment=assessment, reviewer=person, seat=Seat.TECHNICAL)

    assert Assignment.objects.count() == 1


def test_people_of_the_agency_and_people_without_the_role_are_not_assigned() -> None:
    assessment = make.submitted()
    officer = make.actor(Role.OFFICER)
    insider = make.member(Role.REVIEWER)
    insider.memberships.create(organisation=assessment.agency, role=Role.APPLICANT)

    for person in (insider, make.member(Role.AUDITOR)):
        with pytest.raises(NotPermitted):
            review.assign(actor=officer, assessment=assessment, reviewer=person, seat=Seat.LEGAL)

    assert not Assignment.objects.exists()


def test_a_declared_conflict_gives_up_the_seat_and_closes_the_case_to_the_reviewer() -> None:
    assessment = make.submitted()

    judge = make.reviewer(assessment, Seat.LEGAL, declares=True)

    assert Assignment.objects.get().ended_at is not None
    with pytest.raises(Assessment.DoesNotExist):
        make.seen(judge, assessment)
    officer = make.actor(Role.OFFICER)
    with pytest.raises(NotPermitted, match="declared a conflict"):
        review.assign(actor=officer, assessment=assessment, reviewer=make.person_of(judge), seat=Seat.LEGAL)


@pytest.mark.parametrize("ground", ["", "no_such_ground"])
def test_a_conflict_names_a_ground_of_the_procedure(ground: str) -> None:
    assessment = make.submitted()
    judge = make.reviewer(assessment, Seat.LEGAL, declares=None)

    with pytest.raises(Incomplete):
        review.declare(actor=judge, assessment=assessment, has_conflict=True, ground=ground)

    assert not assessment.declarations.exists()
    assert Assignment.objects.get().ended_at is None


def test_nobody_declares_twice() -> None:
    assessment = make.submitted()
    judge = make.reviewer(assessment, Seat.LEGAL)

    with pytest.raises(NotPermitted):
        review.declare(actor=judge, assessment=assessment, has_conflict=True, ground="party")

    assert assessment.declarations.get().has_conflict is False


def test_a_seat_is_handed_back_with_reasons_until_the_findings_are_locked() -> None:
    assessment, bench = journey.in_review()
    with pytest.raises(Incomplete):
        review.hand_back(actor=bench.legal, assessment=assessment, reasons=" ")
    journey.write_findings(assessment, bench.technical)
    review.lock_findings(actor=bench.technical, assessment=assessment)
    with pytest.raises(NotPermitted):
        review.hand_back(actor=bench.technical, assessment=assessment, reasons="On leave.")

    review.hand_back(actor=bench.legal, assessment=assessment, reasons="On leave.")

    assert set(Assignment.objects.filter(ended_at=None).values_list("seat", flat=True)) == {Seat.TECHNICAL}
    assert LedgerEntry.objects.get(event=Event.REVIEWER_RELEASED).data["reasons"] == "On leave."


def test_a_reviewer_who_has_not_declared_records_nothing() -> None:
    assessment, bench = journey.in_review()
    newcomer = make.member(Role.REVIEWER)
    review.assign(actor=bench.officer, assessment=assessment, reviewer=newcomer, seat=Seat.LEGAL)

    with pytest.raises(NotPermitted):
        save(assessment, actor_for(newcomer), "PRO-1", Result.MET)

    assert not Finding.objects.exists()


def test_a_finding_is_written_over_until_it_is_locked() -> None:
    assessment, bench = journey.in_review()
    save(assessment, bench.legal, "NEC-2", Result.MET, "First thought.")
    save(assessment, bench.legal, "NEC-2", Result.PARTLY_MET, "Second thought.")
    assert Finding.objects.get().reasons == "Second thought."
    journey.write_findings(assessment, bench.legal)
    review.lock_findings(actor=bench.legal, assessment=assessment)

    with pytest.raises(NotPermitted):
        save(assessment, bench.legal, "NEC-2", Result.NOT_MET)

    assert Finding.objects.get(standard_id="NEC-2").result == Result.MET


@pytest.mark.parametrize(("standard", "result"), [("PRO-1", Result.PARTLY_MET), ("NO-1", Result.MET)])
def test_impossible_findings_are_refused(standard: str, result: Result) -> None:
    assessment, bench = journey.in_review()

    with pytest.raises(Incomplete):
        save(assessment, bench.legal, standard, result)

    assert not Finding.objects.exists()


def test_only_files_of_the_revision_are_cited() -> None:
    other = make.draft()
    foreign = make.attach(other, "E-LAW")
    assessment, bench = journey.in_review()

    with pytest.raises(Incomplete):
        review.save_finding(
            actor=bench.legal,
            assessment=assessment,
            standard_id="PRO-1",
            result=Result.MET,
            reasons="Read.",
            evidence=[{"id": foreign.pk, "page": "3"}],
        )

    assert not Finding.objects.exists()


def test_locking_names_every_standard_that_still_lacks_something() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    save(assessment, bench.legal, "NEC-2", Result.MET, "  ")
    Finding.objects.filter(standard_id="PRO-3").delete()

    with pytest.raises(Incomplete) as refused:
        review.lock_findings(actor=bench.legal, assessment=assessment)

    assert refused.value.missing == ("PRO-3", "NEC-2")
    assert not Finding.objects.filter(locked_at__isnull=False).exists()
    assert not LedgerEntry.objects.filter(event=Event.FINDINGS_LOCKED).exists()


def test_a_finding_that_differs_needs_more_than_the_rules_own_words() -> None:
    assessment, bench = journey.in_review()
    revision = latest_sealed(assessment)
    edition = catalogue.edition(revision.edition_id)
    judged = next(one for one in evaluation.evaluate(edition, revision.answers) if one.standard_id == "NEC-2")
    machine = " ".join(said.en for said in evaluation.reasons(edition, judged, revision.answers))
    journey.write_findings(assessment, bench.legal)
    save(assessment, bench.legal, "NEC-2", Result.PARTLY_MET, machine)
    with pytest.raises(Incomplete) as refused:
        review.lock_findings(actor=bench.legal, assessment=assessment)
    assert refused.value.missing == ("NEC-2",)

    save(
        assessment,
        bench.legal,
        "NEC-2",
        Result.PARTLY_MET,
        f"{machine} Matching on the card was never tried.",
    )
    review.lock_findings(actor=bench.legal, assessment=assessment)

    assert Finding.objects.filter(locked_at=None).count() == 0


def test_the_second_lock_convenes_the_panel() -> None:
    assessment, bench = journey.in_review()
    for judge, state in ((bench.legal, State.IN_REVIEW), (bench.technical, State.PANEL)):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
        assert Assessment.objects.get(pk=assessment.pk).state == state

    said = LedgerEntry.objects.filter(event=Event.FINDINGS_LOCKED).last()
    assert said is not None
    assert said.data["findings"]["LEG-2"] == Result.NOT_MET
    assert len(said.data["digest"]) == 64


def test_findings_of_a_replaced_reviewer_do_not_convene_the_panel() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    review.lock_findings(actor=bench.legal, assessment=assessment)
    newcomer = make.reviewer(assessment, Seat.LEGAL)

    journey.write_findings(assessment, bench.technical)
    review.lock_findings(actor=bench.technical, assessment=assessment)
    assert Assessment.objects.get(pk=assessment.pk).state == State.IN_REVIEW
    journey.write_findings(assessment, newcomer, NEC_2=Result.NOT_MET)
    review.lock_findings(actor=newcomer, assessment=assessment)

    assert Assessment.objects.get(pk=assessment.pk).state == State.PANEL
    assert current_panel(assessment).draft.findings["NEC-2"]["result"] == ""


def test_the_reviewer_of_another_case_sees_nothing_of_this_one() -> None:
    assessment, _bench = journey.in_review()
    _other, stranger = journey.in_review()

    with pytest.raises(Assessment.DoesNotExist):
        make.seen(stranger.legal, assessment)
    with pytest.raises(Assessment.DoesNotExist):
        save(assessment, stranger.legal, "PRO-1", Result.MET)
