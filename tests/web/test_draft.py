"""The draft decision in the browser: conditions in rows, remarks by rule, two who write at once."""

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.enums import Outcome, Role
from assessments.queries.panels import current_panel
from assessments.services import deliberation
from tests import journey, make
from tests.web.desk import before_panel, ready, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


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
    model = catalogue.edition("2026.11-1").standard("TRA-1").condition
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
    assert page.follow("/assessments/").sees("My assessments")
