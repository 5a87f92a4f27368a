"""The draft decision: what is saved, what collides, what the decision rule refuses."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.enums import Outcome, Result, Role
from assessments.errors import Conflict, Contradiction, Incomplete, NotPermitted
from assessments.models import Assessment, DraftDecision, Vote
from assessments.queries.panels import current_panel
from assessments.services import deliberation
from tests import journey, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def finding(result: Result, reasons: str = "이유") -> dict[str, Any]:
    return {"result": str(result), "reasons_ko": reasons, "reasons_en": "", "evidence": []}


def save(assessment: Assessment, bench: journey.Bench, **changes: Any) -> DraftDecision:
    draft = current_panel(assessment).draft
    return deliberation.save_draft(
        actor=bench.members[0], assessment=assessment, version=draft.version, **changes
    )


def ready(example: str = "EX-1") -> tuple[Assessment, journey.Bench]:
    """With the worked example's draft decision."""
    assessment, bench = journey.before_panel(example=example)
    journey.draft(assessment, bench, example=example)
    return assessment, bench


def rules_named(refused: pytest.ExceptionInfo[Contradiction]) -> set[tuple[int, str | None]]:
    return {(one.rule, one.standard_id) for one in refused.value.reasons}


def test_saving_the_same_again_changes_nothing() -> None:
    assessment, bench = journey.before_panel()

    first = save(assessment, bench, outcome=str(C))
    second = save(assessment, bench, outcome=str(C))

    assert (first.version, second.version) == (2, 2)


def test_the_second_of_two_who_change_the_same_part_is_told_and_nothing_is_lost() -> None:
    assessment, bench = journey.before_panel()
    version = current_panel(assessment).draft.version
    one, two = bench.members[:2]
    deliberation.save_draft(actor=one, assessment=assessment, version=version, reasons_ko="하나")

    with pytest.raises(Conflict) as refused:
        deliberation.save_draft(actor=two, assessment=assessment, version=version, reasons_ko="둘")

    assert refused.value.theirs == {"reasons_ko": "하나"}
    assert current_panel(assessment).draft.reasons_ko == "하나"


def test_two_who_change_different_parts_do_not_collide() -> None:
    assessment, bench = journey.before_panel()
    before = current_panel(assessment).draft
    one, two = bench.members[:2]
    deliberation.save_panel_finding(
        actor=one,
        assessment=assessment,
        version=before.version,
        standard_id="NEC-2",
        finding=finding(Result.PARTLY_MET),
    )

    deliberation.save_draft(
        actor=two,
        assessment=assessment,
        version=before.version,
        base=deliberation.part_base(before, "reasons_ko"),
        reasons_ko="이유",
    )
    deliberation.save_panel_finding(
        actor=two,
        assessment=assessment,
        version=before.version,
        standard_id="LEG-2",
        finding=finding(Result.PARTLY_MET),
        base=deliberation.finding_base(before, "LEG-2"),
    )

    draft = current_panel(assessment).draft
    assert draft.reasons_ko == "이유"
    assert draft.findings["NEC-2"]["result"] == draft.findings["LEG-2"]["result"] == Result.PARTLY_MET


def test_two_findings_on_the_same_standard_collide() -> None:
    assessment, bench = journey.before_panel()
    before = current_panel(assessment).draft
    common: dict[str, Any] = {
        "assessment": assessment,
        "version": before.version,
        "standard_id": "NEC-2",
        "base": deliberation.finding_base(before, "NEC-2"),
    }
    deliberation.save_panel_finding(actor=bench.members[0], finding=finding(Result.MET), **common)

    with pytest.raises(Conflict) as refused:
        deliberation.save_panel_finding(actor=bench.members[1], finding=finding(Result.NOT_MET), **common)

    assert refused.value.theirs["result"] == Result.MET
    assert current_panel(assessment).draft.findings["NEC-2"]["result"] == Result.MET


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.CHAIR])
def test_only_members_of_this_panel_write_the_draft(role: Role) -> None:
    assessment, _bench = journey.before_panel()

    with pytest.raises(NotPermitted):
        deliberation.save_draft(actor=make.actor(role), assessment=assessment, version=1, outcome=str(C))

    assert current_panel(assessment).draft.version == 1


def test_an_unfinished_draft_is_not_voted_on_and_names_what_is_missing() -> None:
    assessment, bench = ready()
    findings = current_panel(assessment).draft.findings
    save(
        assessment,
        bench,
        findings=findings | {"NEC-2": finding(Result.MET, " "), "TRA-1": finding(Result.MET, "")},
    )

    with pytest.raises(Incomplete) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    assert refused.value.missing == ("NEC-2", "TRA-1")
    assert not Vote.objects.exists()


def test_a_finding_that_denies_that_a_standard_applies_needs_reasons_too() -> None:
    assessment, bench = ready("EX-2")
    findings = current_panel(assessment).draft.findings
    save(assessment, bench, findings=findings | {"TRA-1": finding(Result.NOT_APPLICABLE, "")})

    with pytest.raises(Incomplete) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=A)

    assert refused.value.missing == ("TRA-1",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outcome": ""}, "Choose the outcome"),
        ({"reasons_ko": " "}, "Write the reasons"),
        ({"validity_months": None}, "period of validity"),
        ({"validity_months": 37}, "1 to 36 months"),
    ],
)
def test_a_draft_lacking_a_part_is_not_voted_on(change: dict[str, Any], message: str) -> None:
    assessment, bench = ready()
    save(assessment, bench, **change)

    with pytest.raises(Incomplete, match=message):
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"standards": []}, "standards it cures"),
        ({"timing": "", "days": None}, "when it must be fulfilled"),
        ({"timing": "within_days", "days": None}, "number of days"),
        ({"text_ko": ""}, "its text"),
        ({"proof": ""}, "proof"),
    ],
)
def test_a_condition_lacking_a_part_is_not_voted_on(change: dict[str, Any], message: str) -> None:
    assessment, bench = ready()
    conditions = current_panel(assessment).draft.conditions
    save(assessment, bench, conditions=[*conditions, conditions[0] | change])

    with pytest.raises(Incomplete, match=f"Condition 10: .*{message}"):
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)


def test_a_barring_standard_not_met_allows_nothing_but_rejection() -> None:
    assessment, bench = ready()
    findings = current_panel(assessment).draft.findings
    save(assessment, bench, findings=findings | {"PRO-1": finding(Result.NOT_MET)})

    with pytest.raises(Contradiction) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    assert rules_named(refused) == {(3, "PRO-1")}
    assert not Vote.objects.exists()


def test_a_barring_standard_partly_met_needs_a_cure_before_the_start() -> None:
    assessment, bench = ready()
    later = [
        one | {"timing": "continuing"} if "NEC-2" in one["standards"] else one
        for one in current_panel(assessment).draft.conditions
    ]
    save(assessment, bench, conditions=later)

    with pytest.raises(Contradiction) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    assert rules_named(refused) == {(4, "NEC-2")}


def test_every_standard_that_needs_a_condition_has_one() -> None:
    assessment, bench = ready()
    kept = [one for one in current_panel(assessment).draft.conditions if "TRA-1" not in one["standards"]]
    save(assessment, bench, conditions=kept)

    with pytest.raises(Contradiction) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    assert rules_named(refused) == {(5, "TRA-1")}


def test_a_prohibition_is_never_partly_met() -> None:
    assessment, bench = ready()
    findings = current_panel(assessment).draft.findings
    save(assessment, bench, findings=findings | {"PRO-3": finding(Result.PARTLY_MET)})

    with pytest.raises(Contradiction) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)

    assert (2, "PRO-3") in rules_named(refused)


def test_an_approval_in_spite_of_unmet_standards_is_refused() -> None:
    assessment, bench = ready()
    save(assessment, bench, outcome=str(A), conditions=[])

    with pytest.raises(Contradiction) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=A)

    assert (5, "TRA-1") in rules_named(refused)
    assert (4, "NEC-2") in rules_named(refused) or (3, "NEC-2") in rules_named(refused)


def test_a_rejection_of_what_must_be_approved_is_refused() -> None:
    assessment, bench = ready("EX-2")
    save(assessment, bench, outcome=str(R), validity_months=None)

    with pytest.raises(Contradiction) as refused:
        deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=R)

    assert rules_named(refused) == {(6, None)}
