"""The panel in the browser: members, findings, the draft and its conditions, votes, sending, adopting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from assessments import catalogue
from assessments.enums import Outcome, Result, Role, State
from assessments.models import Assessment, Decision, PanelMember, User, Vote
from assessments.policy import Actor
from assessments.queries.panels import current_panel
from assessments.services import deliberation, review
from tests import journey, make
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def visit(by: Actor | User, assessment: Assessment, rest: str, *, status: int = 200) -> Visitor:
    person = by if isinstance(by, User) else make.person_of(by)
    return Visitor(person, language="en").open(f"/assessments/{assessment.reference}/{rest}", status=status)


def state_of(assessment: Assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).state


def before_panel(example: str = "EX-1", **differing: Result) -> tuple[Assessment, journey.Bench]:
    """The panel sits; ``differing`` is what the technical reviewer found otherwise."""
    assessment, bench = journey.in_review(example=example)
    journey.write_findings(assessment, bench.legal)
    journey.write_findings(assessment, bench.technical, **differing)
    for judge in (bench.legal, bench.technical):
        review.lock_findings(actor=judge, assessment=assessment)
    journey.name_panel(assessment, bench)
    return assessment, bench


def ready(example: str = "EX-1") -> tuple[Assessment, journey.Bench]:
    """With the worked example's draft, not yet voted on."""
    assessment, bench = before_panel(example)
    journey.draft(assessment, bench, example=example)
    return assessment, bench


def test_officer_or_chair_name_as_many_members_as_the_use_needs() -> None:
    assessment, bench = journey.in_review(example="EX-4")
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
        review.lock_findings(actor=judge, assessment=assessment)
    chair, *others = make.member(Role.CHAIR), *(make.member(Role.PANEL_MEMBER) for _ in range(4))
    page = visit(bench.officer, assessment, "panel/members/")
    assert page.sees("This panel has 5 members: the use searches among many")

    values = {f"member-{number}": person.pk for number, person in enumerate(others, start=1)}
    page.send(page.form(field="chair"), {"chair": chair.pk} | values)

    assert set(PanelMember.objects.values_list("member", flat=True)) == {one.pk for one in (chair, *others)}
    assert page.sees("The panel is named.")


def test_a_person_named_twice_is_refused_at_the_field() -> None:
    assessment, bench = before_panel()
    page = visit(bench.officer, assessment, "panel/members/")
    form = page.form(field="chair")

    page.send(form, {"member-2": form.fields["member-1"]})

    assert page.sees("This person is named twice.")
    assert PanelMember.objects.filter(ended_at=None).count() == 3


def test_who_reviewed_is_not_offered_for_the_panel() -> None:
    assessment, bench = before_panel()
    reviewer = make.person_of(bench.legal)
    reviewer.memberships.create(organisation=make.commission(), role=Role.PANEL_MEMBER)
    page = visit(bench.officer, assessment, "panel/members/")

    assert str(reviewer.pk) not in page.form(field="chair").inputs["member-1"].value_options
    assert page.sees(f"{reviewer} reviewed this assessment.")


def test_the_agenda_shows_both_reviewers_side_by_side_and_where_they_differ() -> None:
    assessment, bench = before_panel(NEC_2=Result.PARTLY_MET)

    page = visit(bench.members[1], assessment, "panel/")

    assert page.sees("Standards on which the reviewers differ: 1. Without a finding of the panel: 1.")
    differing = [link.text_content() for link in page.page.find_class("is-differing")]
    assert len(differing) == 1
    assert "legal: Met; technical: Partly met; panel: not yet found" in " ".join(differing[0].split())


def test_the_panels_finding_starts_from_what_both_found_and_is_saved() -> None:
    assessment, bench = before_panel(NEC_2=Result.PARTLY_MET)
    page = visit(bench.members[1], assessment, "panel/findings/NEC-2/")
    assert page.sees("NEC-2: seen.")
    values = {"result": "partly_met", "reasons_ko": "매체 내 대조를 시험하지 않았다."}

    page.send(page.form(field="reasons_ko"), values, button=("then", "list"))

    found = current_panel(assessment).draft.findings["NEC-2"]
    assert (found["result"], found["reasons_ko"]) == ("partly_met", "매체 내 대조를 시험하지 않았다.")
    agreed = visit(bench.members[1], assessment, "panel/findings/LEG-2/").form(field="reasons_ko")
    assert agreed.fields["result"] == "not_met"
    assert agreed.fields["reasons_ko"].strip() == "LEG-2: seen."


def test_the_second_of_two_members_is_told_and_keeps_what_was_typed() -> None:
    assessment, bench = before_panel()
    one = visit(bench.members[0], assessment, "panel/findings/NEC-2/")
    two = visit(bench.members[1], assessment, "panel/findings/NEC-2/")
    one.send(one.form(field="reasons_ko"), {"reasons_ko": "하나"}, button=("then", "list"))

    two.send(two.form(field="reasons_ko"), {"reasons_ko": "둘"}, button=("then", "list"))

    assert two.sees("Another member saved this finding meanwhile")
    assert two.sees("하나")
    assert two.form(field="reasons_ko").fields["reasons_ko"].strip() == "둘"
    two.send(two.form(field="reasons_ko"), {}, button=("then", "list"))
    assert current_panel(assessment).draft.findings["NEC-2"]["reasons_ko"] == "둘"


def test_the_draft_of_two_members_collides_only_in_the_same_part() -> None:
    assessment, bench = before_panel()
    one = visit(bench.members[0], assessment, "panel/decision/")
    two = visit(bench.members[1], assessment, "panel/decision/")
    finding = visit(bench.members[2], assessment, "panel/findings/NEC-2/")
    finding.send(finding.form(field="reasons_ko"), {"reasons_ko": "셋"}, button=("then", "list"))
    one.send(one.form(field="reasons_ko"), {"reasons_ko": "하나"}, button=("then", "save"))
    assert one.sees("The draft was saved.")

    two.send(two.form(field="reasons_ko"), {"reasons_ko": "둘"}, button=("then", "save"))

    assert two.sees("Another member changed the draft meanwhile")
    assert two.sees("하나")
    assert two.form(field="reasons_ko").fields["reasons_ko"].strip() == "둘"
    assert current_panel(assessment).draft.reasons_ko == "하나"


def test_a_draft_starts_from_the_model_conditions_of_what_is_not_met() -> None:
    assessment, bench = before_panel()

    form = visit(bench.members[0], assessment, "panel/decision/").form(field="reasons_ko")

    unmet = {
        name
        for name, result in current_panel(assessment).draft.findings.items()
        if result["result"] == "not_met"
    }
    offered = {value for name, value in form.form_values() if name.endswith("-standards")}
    assert offered == unmet
    model = catalogue.current().standard("TRA-1").condition
    assert model
    assert model.text.ko in [form.fields[name].strip() for name in form.fields if name.endswith("text_ko")]


def test_conditions_are_added_and_removed_without_javascript_and_nothing_is_saved_meanwhile() -> None:
    assessment, bench = ready()
    page = visit(bench.members[0], assessment, "panel/decision/")
    page.send(page.form(field="reasons_ko"), {"reasons_ko": "새 이유"}, button=("add-row", "conditions"))
    values = {"conditions-9-text_ko": "열째", "conditions-9-proof": "E-LAW"}
    page.send(page.form(field="reasons_ko"), values, button=("remove-row", "conditions-0"))

    form = page.form(field="reasons_ko")
    assert form.fields["conditions-8-text_ko"].strip() == "열째"
    assert form.fields["reasons_ko"].strip() == "새 이유"
    assert "conditions-9-text_ko" not in form.fields
    assert len(current_panel(assessment).draft.conditions) == 9


def test_the_list_of_remarks_names_rule_and_standard_and_links_to_the_place() -> None:
    assessment, bench = ready()
    page = visit(bench.members[0], assessment, "panel/decision/")

    page.send(
        page.form(field="reasons_ko"), {"outcome": "approved", "reasons_ko": ""}, button=("then", "check")
    )

    remarks = page.page.get_element_by_id("remarks").text_content()
    assert "Write the reasons for the decision in Korean." in remarks
    assert "Decision rule 4: NEC-2" in remarks or "Decision rule 3: NEC-2" in remarks
    assert "Decision rule 5: TRA-1" in remarks
    links = [link.get("href") for link in page.page.get_element_by_id("remarks").iter("a")]
    assert "#id_reasons_ko" in links
    assert "#conditions" in links
    assert current_panel(assessment).draft.outcome == C


def test_htmx_gets_only_the_list_of_remarks() -> None:
    assessment, bench = ready()
    page = visit(bench.members[0], assessment, "panel/decision/")
    form = page.form(field="reasons_ko")

    answer = page.client.post(
        page.address, dict(form.form_values()) | {"then": "check"}, headers={"HX-Request": "true"}
    )

    assert answer.content.decode().strip().startswith('<div id="remarks"')
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"validity_months": "many"}, "whole number of months"),
        ({"validity_months": "37"}, "1 to 36 months"),
        ({"validity_months": "-1"}, "greater than or equal to 1"),
        ({"outcome": "splendid"}, "splendid"),
        ({"reasons_ko": "a\x00b"}, "invisible control characters"),
        ({"conditions-0-days": "soon", "conditions-0-timing": "within_days"}, "whole number of days"),
        ({"conditions-0-standards": "NO-1"}, "NO-1"),
        ({"conditions-0-timing": "whenever"}, "whenever"),
        ({"conditions-0-proof": "x" * 201}, "At most 200 characters"),
    ],
)
def test_a_draft_that_cannot_be_read_is_refused_at_the_field_and_kept(
    data: dict[str, str], message: str
) -> None:
    assessment, bench = ready()
    page = visit(bench.members[0], assessment, "panel/decision/")

    page.post(page.address, {"scope_ko": "범위", "then": "save", "base": "x"} | data)

    assert page.sees(message)
    assert page.page.find_class("error-summary")
    assert page.form(field="reasons_ko").fields["scope_ko"].strip() == "범위"
    assert current_panel(assessment).draft.scope_ko != "범위"


def test_voting_is_closed_while_the_draft_contradicts_the_decision_rule() -> None:
    assessment, bench = ready()
    draft = current_panel(assessment).draft
    kept = [one for one in draft.conditions if "TRA-1" not in one["standards"]]
    deliberation.save_draft(
        actor=bench.members[0], assessment=assessment, version=draft.version, conditions=kept
    )

    page = visit(bench.members[0], assessment, "panel/vote/")
    assert page.sees("Decision rule 5: TRA-1 is not fully met and has no condition.")
    page.post(page.address, {"outcome": "conditional"})

    assert page.sees("The outcome contradicts the decision rule.")
    assert not Vote.objects.exists()


def test_others_votes_are_seen_only_after_voting() -> None:
    assessment, bench = ready()
    opinion = "A dissent to be read later"
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=R, opinion_en=opinion)
    pages = ("panel/", "panel/vote/", "ledger/")

    for rest in pages[:2]:
        page = visit(bench.members[1], assessment, rest)
        assert page.sees("1 of 3 have voted")
        assert not page.sees(opinion)
        assert 'tag--bad">Rejected' not in page.response.content.decode()
    form = visit(bench.members[1], assessment, "panel/vote/")
    form.send(form.form(field="opinion_ko"), {"outcome": "conditional"})

    assert form.sees(opinion)
    assert visit(bench.members[2], assessment, "panel/").sees(
        "You see the others' votes when you have voted."
    )


def test_a_chair_who_has_not_voted_learns_no_vote_from_the_ledger() -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[1], assessment=assessment, outcome=R, opinion_ko="반대")

    assert not visit(bench.members[0], assessment, "ledger/").sees("rejected")
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)
    assert visit(bench.members[0], assessment, "ledger/").sees("rejected")


def test_a_dissent_needs_reasons() -> None:
    assessment, bench = ready()
    page = visit(bench.members[1], assessment, "panel/vote/")

    page.send(page.form(field="opinion_ko"), {"outcome": "rejected"})
    assert page.sees("You vote for another outcome than the draft's: give your reasons.")
    assert not Vote.objects.exists()
    page.send(page.form(field="opinion_ko"), {"opinion_ko": "법률 근거가 없다."})

    assert Vote.objects.get().opinion_ko == "법률 근거가 없다."


def test_a_vote_on_a_draft_that_changed_is_refused_and_the_opinion_kept() -> None:
    assessment, bench = ready()
    page = visit(bench.members[1], assessment, "panel/vote/")
    draft = current_panel(assessment).draft
    deliberation.save_draft(
        actor=bench.members[0], assessment=assessment, version=draft.version, validity_months=12
    )

    page.send(page.form(field="opinion_ko"), {"outcome": "conditional", "opinion_ko": "의견"})

    assert page.sees("The draft changed since you opened the page.")
    assert page.form(field="opinion_ko").fields["opinion_ko"].strip() == "의견"
    assert not Vote.objects.exists()


def vote_through_pages(assessment: Assessment, bench: journey.Bench, outcome: Outcome) -> None:
    for member in bench.members:
        page = visit(member, assessment, "panel/vote/")
        page.send(page.form(field="opinion_ko"), {"outcome": str(outcome)})


def fill_draft(page: Visitor, example: str) -> None:
    """Type the worked example's decision into the draft's form and save it."""
    given = catalogue.examples.example(example).decision
    base = page.form(field="reasons_ko").fields["base"]
    data: dict[str, Any] = {
        "base": base,
        "outcome": str(given.outcome),
        "validity_months": given.validity_months or "",
        "scope_ko": given.scope.ko,
        "scope_en": given.scope.en,
        "reasons_ko": given.reasons.ko,
        "reasons_en": given.reasons.en,
        "then": "save",
    }
    for number, condition in enumerate(given.conditions):
        data |= {
            f"conditions-{number}-{name}": value
            for name, value in journey.condition(condition).items()
            if value
        }
    for number, advice in enumerate(given.advice):
        words = {"standards": list(advice.standards), "text_ko": advice.text.ko, "text_en": advice.text.en}
        data |= {f"advice-{number}-{name}": value for name, value in words.items()}
    page.post(page.address, data)
    assert page.sees("The draft was saved.")


def find_through_pages(assessment: Assessment, by: Actor, example: str) -> None:
    """The panel's findings that differ from what both reviewers found."""
    for finding in catalogue.examples.example(example).decision.findings:
        page = visit(by, assessment, f"panel/findings/{finding.standard}/")
        values = {
            "result": str(finding.result),
            "reasons_ko": finding.reason.ko,
            "reasons_en": finding.reason.en,
        }
        page.send(page.form(field="reasons_ko"), values, button=("then", "list"))


def test_the_gate_is_decided_through_the_pages_with_nine_conditions() -> None:
    assessment, bench = before_panel("EX-1")
    chair = bench.members[0]
    find_through_pages(assessment, chair, "EX-1")
    fill_draft(visit(chair, assessment, "panel/decision/"), "EX-1")
    vote_through_pages(assessment, bench, C)
    page = visit(chair, assessment, "panel/")
    page.follow("/panel/send/")
    assert page.sees("3 of 3; three are needed")
    page.send(page.page.forms[-1])
    assert state_of(assessment) == State.DRAFT_DECISION
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We take note.")

    page = visit(chair, assessment, "panel/adopt/")
    assert page.sees("The commission approves the proposed use under conditions.")
    assert page.sees("We take note.")
    assert len(page.page.find_class("condition")) == 9
    for _ in range(2):
        page.post(f"/assessments/{assessment.reference}/panel/adopt/", {})

    made = Decision.objects.get()
    assert (made.outcome, made.validity_months, made.conditions.count()) == (C, 24, 9)
    assert state_of(assessment) == State.CONDITIONAL


def test_the_public_square_is_rejected_through_the_pages_under_the_first_prohibition() -> None:
    assessment, bench = before_panel("EX-3")
    chair = bench.members[0]
    find_through_pages(assessment, chair, "EX-3")
    fill_draft(visit(chair, assessment, "panel/decision/"), "EX-3")
    page = visit(chair, assessment, "panel/decision/")
    page.send(page.form(field="reasons_ko"), {"outcome": "conditional"}, button=("then", "check"))
    assert page.sees("Decision rule 3: PRO-1 is not met and bars approval: reject.")
    assert page.sees("By the decision rule these findings call for: Rejected")
    vote_through_pages(assessment, bench, R)
    visit(chair, assessment, "panel/send/").send(visit(chair, assessment, "panel/send/").page.forms[-1])
    page = visit(chair, assessment, "panel/send/")

    with time_machine.travel(timezone.now() + timedelta(days=11)):
        page = visit(chair, assessment, "panel/adopt/")
        page.send(page.page.forms[-1])

    assert Decision.objects.get().outcome == R
    assert Decision.objects.get().findings.get(standard_id="PRO-1").result == Result.NOT_MET
    assert state_of(assessment) == State.REJECTED


def test_the_driver_licence_is_approved_through_the_pages_without_a_statement() -> None:
    assessment, bench = before_panel("EX-2")
    chair = bench.members[0]
    fill_draft(visit(chair, assessment, "panel/decision/"), "EX-2")
    vote_through_pages(assessment, bench, A)
    page = visit(chair, assessment, "panel/").follow("/panel/adopt/")

    page.send(page.page.forms[-1])

    assert Decision.objects.get().outcome == A
    assert len(Decision.objects.get().advice) == 3
    assert state_of(assessment) == State.APPROVED


def test_adopting_too_early_says_until_when_the_agency_may_comment() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)

    page = visit(bench.members[0], assessment, "panel/adopt/")
    assert page.sees("to make its statement")
    page.post(page.address, {})

    assert not Decision.objects.exists()


def test_without_a_majority_the_chair_opens_one_more_round_and_then_it_is_rejected() -> None:
    assessment, bench = ready()
    chair = bench.members[0]
    journey.vote(assessment, bench, C, C, R)
    page = visit(chair, assessment, "panel/")
    assert page.sees("no outcome has a majority")
    page.send(page.form(action="/panel/vote/again/"))
    assert current_panel(assessment).round == 2
    journey.vote(assessment, bench, C, R, R)

    page = visit(chair, assessment, "panel/").follow("/panel/send/")
    assert page.sees("Two rounds without a majority: the proposal is recorded as rejected.")
    page.send(page.page.forms[-1])
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        page = visit(chair, assessment, "panel/adopt/")
        page.send(page.page.forms[-1])

    assert (Decision.objects.get().outcome, Decision.objects.get().basis) == (R, "deadlock")


def test_a_statement_that_changes_the_view_reopens_the_deliberation() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="Gate 3 is closed.")
    page = visit(bench.members[0], assessment, "panel/").follow("/panel/reopen/")
    assert page.sees("Gate 3 is closed.")

    page.send(page.form(field="reasons"), {"reasons": ""})
    assert page.sees("Give the reasons.")
    page.send(page.form(field="reasons"), {"reasons": "The gate is closed."})

    assert state_of(assessment) == State.PANEL
    assert current_panel(assessment).round == 2


def test_the_preview_is_the_agencys_once_the_draft_is_sent() -> None:
    assessment, bench = ready()
    staff = make.member(Role.APPLICANT, of=assessment.agency)
    early = visit(staff, assessment, "preview/")
    assert early.address == f"/assessments/{assessment.reference}/"
    journey.vote(assessment, bench, C)
    deliberation.send_draft(actor=bench.members[0], assessment=assessment)

    page = visit(staff, assessment, "preview/")

    assert page.sees("The commission approves the proposed use under conditions.")
    assert not page.sees(str(make.person_of(bench.members[1])))


@pytest.mark.parametrize(
    "rest", ["panel/", "panel/decision/", "panel/vote/", "panel/findings/NEC-2/", "panel/adopt/"]
)
def test_the_panels_pages_are_for_its_members(rest: str) -> None:
    assessment, bench = before_panel()

    for person in (make.member(Role.CHAIR), make.person_of(bench.legal), make.person_of(bench.officer)):
        visit(person, assessment, rest, status=403)
    visit(make.member(Role.PANEL_MEMBER), assessment, rest, status=404)


def test_a_member_who_is_not_the_chair_does_not_preside() -> None:
    assessment, bench = ready()
    journey.vote(assessment, bench, C)
    both = make.person_of(bench.members[1])
    both.memberships.create(organisation=make.commission(), role=Role.CHAIR)

    for rest in ("panel/send/", "panel/adopt/", "panel/reopen/"):
        visit(both, assessment, rest, status=403)


def test_the_chair_suspends_restores_and_revokes_with_reasons() -> None:
    made, bench = journey.decided(example="EX-1")
    assessment = made.revision.assessment
    chair = bench.members[0]

    def act(name: str, reasons: str) -> Visitor:
        page = visit(chair, assessment, f"supervise/{name}/")
        return page.send(page.form(field="reasons"), {"reasons": reasons})

    assert act("suspend", " ").sees("Give the reasons.")
    assert state_of(assessment) == State.CONDITIONAL
    act("suspend", "Condition 2 was breached.")
    assert state_of(assessment) == State.SUSPENDED
    assert visit(chair, assessment, "supervise/restore_approval/").sees("not possible now")
    act("restore_conditional", "Cured.")
    assert state_of(assessment) == State.CONDITIONAL
    act("suspend", "Again.")
    act("revoke", "Not cured.")

    assert state_of(assessment) == State.REVOKED
    visit(chair, assessment, "supervise/nonsense/", status=200)
    visit(make.member(Role.OFFICER), assessment, "supervise/", status=403)


def test_the_ledger_says_that_its_chain_holds_and_where_it_breaks() -> None:
    made, bench = journey.decided(example="EX-2")
    assessment = made.revision.assessment
    page = visit(bench.officer, assessment, "ledger/")
    assert page.sees("follow from one another")
    assert page.sees("Decision adopted")

    with connection.cursor() as cursor:
        # As somebody could who holds the database itself: the triggers are off.
        cursor.execute("SET session_replication_role = replica")
        change = "UPDATE assessments_ledgerentry SET text = replace(text, 'approved', 'rejected')"
        cursor.execute(f"{change} WHERE event = 'decided'")
        cursor.execute("SET session_replication_role = origin")

    assert visit(bench.officer, assessment, "ledger/").sees("The chain is broken: entry")


@pytest.mark.parametrize(("rest", "statements"), [("panel/", 12), ("panel/decision/", 7), ("ledger/", 8)])
def test_the_panels_pages_cost_the_same_before_and_after_the_votes(
    rest: str, statements: int, django_assert_num_queries: Any
) -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)
    address = f"/assessments/{assessment.reference}/{rest}"
    client = Visitor(make.person_of(bench.members[0]), language="en").client
    with django_assert_num_queries(statements):
        client.get(address)
    for member in bench.members[1:]:
        deliberation.cast_vote(actor=member, assessment=assessment, outcome=C)

    with django_assert_num_queries(statements):
        client.get(address)


def test_a_decided_case_is_read_only_to_its_panel() -> None:
    made, bench = journey.decided(example="EX-2")
    assessment = made.revision.assessment

    page = visit(bench.members[1], assessment, "panel/findings/TRA-1/")

    assert not page.page.find_class("actions")
    assert visit(bench.members[1], assessment, "panel/").sees("The panel has decided.")
