"""The review workspace in the browser: side by side, blind until both have locked, nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from assessments import catalogue
from assessments.enums import Result, Role, Seat
from assessments.models import Assessment, Finding
from assessments.policy import Actor
from assessments.queries.revisions import latest_sealed
from assessments.services import completeness, review, submission
from tests import journey, make
from tests.journeys.visitor import Visitor
from tests.web.desk import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def with_file() -> tuple[Assessment, journey.Bench, Any]:
    """In review, with one file for LEG-1."""
    assessment = make.draft(example="EX-1")
    file = make.attach(assessment, "E-LAW", name="provisions.pdf")
    submission.send(actor=make.actor(Role.APPROVER, of=assessment.agency), assessment=assessment)
    officer = make.actor(Role.OFFICER)
    legal = make.reviewer(assessment, Seat.LEGAL)
    technical = make.reviewer(assessment, Seat.TECHNICAL)
    completeness.accept(actor=officer, assessment=assessment)
    return assessment, journey.Bench(officer, legal, technical), file


def locked(assessment: Assessment, by: Actor, **results: Result) -> None:
    journey.write_findings(assessment, by, **results)
    review.lock_findings(actor=by, assessment=assessment)


def test_the_list_says_what_the_rules_say_what_i_found_and_how_far_i_am() -> None:
    assessment, bench = journey.in_review()
    review.save_finding(
        actor=bench.legal, assessment=assessment, standard_id="PRO-1", result=Result.MET, reasons="Read."
    )

    page = visit(bench.legal, assessment, "review/")

    assert page.sees("1 of 33")
    assert page.sees("Continue with PRO-3")
    assert page.page.get_element_by_id("group-PRO") is not None


def test_answers_standard_and_finding_stand_side_by_side() -> None:
    assessment, bench, file = with_file()

    page = visit(bench.legal, assessment, "review/PRO-1/")

    panes = [pane.text_content() for pane in page.page.find_class("workspace__pane")]
    assert len(panes) == 3
    standard = catalogue.edition("2026.11-1").standard("PRO-1")
    for name in standard.depends_on:
        assert catalogue.edition("2026.11-1").question(name).text.en in panes[0]
    assert standard.requirement.en in panes[1]
    assert standard.review.en in panes[1]
    assert "When both reviewers have locked" in panes[2]
    assert page.follow(f"/evidence/{file.pk}/").response["Content-Disposition"].startswith("attachment")


def test_a_finding_is_saved_with_its_evidence_and_the_next_standard_opens() -> None:
    assessment, bench, file = with_file()
    page = visit(bench.legal, assessment, "review/PRO-1/")
    values = {"result": "met", "reasons": "Not in public.", f"page-{file.pk}": "3"}

    page.send(page.form(field="reasons"), values, button=("then", "next"))

    finding = Finding.objects.get()
    assert (finding.standard_id, finding.result, finding.reasons) == ("PRO-1", "met", "Not in public.")
    assert finding.evidence == [{"id": file.pk, "page": "3"}]
    assert page.address == f"/assessments/{assessment.reference}/review/PRO-3/"


def test_the_last_unfinished_standard_leads_back_to_the_list() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    page = visit(bench.legal, assessment, "review/GOV-3/")

    page.send(page.form(field="reasons"), {"result": "met"}, button=("then", "next"))

    assert page.address == f"/assessments/{assessment.reference}/review/"


def test_the_rules_words_are_inserted_without_a_verdict_and_without_saving() -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "review/TRA-1/")

    page.send(page.form(field="reasons"), {"reasons": "My own view."}, button=("insert", "1"))

    typed = page.form(field="reasons").fields["reasons"]
    assert "My own view." in typed
    assert "Not met" not in typed
    assert len(typed) > len("My own view.") + 10
    assert page.form(field="reasons").fields["result"] is None
    assert not Finding.objects.exists()


def test_a_prohibition_is_not_offered_as_partly_met() -> None:
    assessment, bench = journey.in_review()

    prohibition = visit(bench.legal, assessment, "review/PRO-1/").form(field="reasons").inputs["result"]
    other = visit(bench.legal, assessment, "review/NEC-2/").form(field="reasons").inputs["result"]

    assert "partly_met" not in prohibition.value_options
    assert "partly_met" in other.value_options


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"result": "met", "reasons": " "}, "Give the reasons"),
        ({"reasons": "Read."}, "Choose a result"),
        ({"result": "splendid", "reasons": "Read."}, "splendid"),
        ({"result": "partly_met", "reasons": "Read."}, "partly_met"),
        ({"result": "met", "reasons": "x" * 10_001}, "At most 10,000 characters"),
        ({"result": "met", "reasons": "a\x00b"}, "invisible control characters"),
        ({}, "Choose a result"),
    ],
)
def test_what_cannot_be_a_finding_is_refused_and_kept(data: dict[str, str], message: str) -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "review/PRO-1/")

    page.post(page.address, data)

    assert page.sees(message)
    assert page.page.find_class("error-summary")
    assert not Finding.objects.exists()
    if len(data.get("reasons", "")) in range(1, 100):
        assert data["reasons"].replace("\x00", "").strip() in page.form(field="reasons").fields["reasons"]


def test_a_finding_that_differs_is_told_to_have_reasons_of_its_own() -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "review/NEC-2/")
    page.send(page.form(field="reasons"), {}, button=("insert", "1"))
    page.send(page.form(field="reasons"), {"result": "not_met"}, button=("then", "stay"))

    assert page.sees("Your finding differs from the preliminary result: it needs reasons of its own")
    assert visit(bench.legal, assessment, "review/").sees("Reasons of your own")


def test_locking_is_blocked_with_a_list_that_leads_to_what_is_missing() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    Finding.objects.filter(standard_id="NEC-2").delete()

    page = visit(bench.legal, assessment, "lock/")
    page.post(page.address, {})

    assert page.sees("Unfinished standards: 1")
    assert page.follow("/review/NEC-2/").address.endswith("/review/NEC-2/")
    assert not Finding.objects.filter(locked_at__isnull=False).exists()


def test_locking_says_what_it_means_and_happens_once() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    page = visit(bench.legal, assessment, "lock/")
    assert page.sees("close your findings for good")

    for _ in range(2):
        page.post(f"/assessments/{assessment.reference}/lock/", {})

    assert page.sees("Your findings are locked.")
    assert not Finding.objects.filter(locked_at=None).exists()
    assert visit(bench.legal, assessment, "review/NEC-2/").sees("Until the other reviewer has locked too")


def test_a_locked_finding_is_not_changed_by_a_form_left_open() -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "review/NEC-2/")
    form = page.form(field="reasons")
    locked(assessment, bench.legal)

    page.send(form, {"result": "not_met", "reasons": "Second thoughts."}, button=("then", "stay"))

    assert Finding.objects.get(standard_id="NEC-2").result == Result.MET
    assert page.sees("Your findings are locked.")


SECRET = "A view the other must not see"


PAGES = ("", "review/", "review/NEC-2/", "lock/", "answers/", "ask/", "panel/", "preview/", "ledger/")


def texts(by: Actor, assessment: Assessment) -> dict[str, str]:
    """Everything the reviewer can load, by address, the lists and the queue included."""
    browser = Visitor(make.person_of(by), language="en").client
    addresses = [f"/assessments/{assessment.reference}/{rest}" for rest in PAGES] + ["/queue/", "/cases/"]
    return {address: browser.get(address).content.decode() for address in addresses}


def test_a_reviewer_sees_no_trace_of_the_others_findings_before_both_are_locked() -> None:
    assessment, bench = journey.in_review()
    without = texts(bench.legal, assessment)
    revision = latest_sealed(assessment)
    journey.write_findings(assessment, bench.technical, NEC_2=Result.NOT_MET)
    Finding.objects.filter(revision=revision, standard_id="NEC-2").update(reasons=SECRET)
    written = texts(bench.legal, assessment)
    review.lock_findings(actor=bench.technical, assessment=assessment)
    after_lock = texts(bench.legal, assessment)

    for address, page in written.items():
        assert SECRET not in page
        assert bare(page) == bare(without[address]) == bare(after_lock[address]), address


def bare(page: str) -> str:
    """A page without what differs each time it is loaded."""
    kept = [line for line in page.splitlines() if "csrf" not in line.lower()]
    return "\n".join(line for line in kept if "<time" not in line)


def test_nobody_else_sees_findings_before_both_are_locked() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.technical)
    Finding.objects.update(reasons=SECRET)
    review.lock_findings(actor=bench.technical, assessment=assessment)

    for role in (Role.OFFICER, Role.AUDITOR, Role.CHAIR):
        for address, page in texts(make.actor(role), assessment).items():
            assert SECRET not in page, (role, address)
    ledger = visit(make.member(Role.AUDITOR), assessment, "ledger/")
    assert ledger.sees("Withheld for now")
    assert not ledger.sees("LEG-2")


def test_what_a_reviewer_found_is_closed_to_reviewers_of_other_cases_and_to_the_agency() -> None:
    assessment, _bench = journey.in_review()
    _other, stranger = journey.in_review()

    visit(stranger.legal, assessment, "review/NEC-2/", status=404)
    visit(make.member(Role.APPLICANT, of=assessment.agency), assessment, "review/NEC-2/", status=403)


def test_a_standard_that_is_not_there_is_not_found() -> None:
    assessment, bench = journey.in_review()

    visit(bench.legal, assessment, "review/NO-1/", status=404)


def test_one_standard_costs_the_same_however_much_was_found(django_assert_num_queries: Any) -> None:
    assessment, bench = journey.in_review()
    page = visit(bench.legal, assessment, "review/")
    with django_assert_num_queries(13):
        page.client.get(f"/assessments/{assessment.reference}/review/NEC-2/")
    journey.write_findings(assessment, bench.legal)

    with django_assert_num_queries(13):
        page.client.get(f"/assessments/{assessment.reference}/review/NEC-2/")


def test_reviewers_see_each_others_findings_once_both_have_locked() -> None:
    assessment, bench = journey.in_review()
    locked(assessment, bench.legal)
    journey.write_findings(assessment, bench.technical)
    Finding.objects.filter(reviewer=bench.technical.person_id, standard_id="NEC-2").update(reasons=SECRET)
    assert not visit(bench.legal, assessment, "review/NEC-2/").sees(SECRET)

    review.lock_findings(actor=bench.technical, assessment=assessment)

    assert visit(bench.legal, assessment, "review/NEC-2/").sees(SECRET)
