from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue import examples
from assessments.enums import Effect, Outcome, Result, StandardKind, Timing
from assessments.evaluation import Cure, contradictions, evaluate, required_outcome, tally

STANDARDS = catalogue.edition("2026.11-1").standards
MET = {standard.id: Result.MET for standard in STANDARDS}
BEFORE, LATER = Timing.BEFORE_START, Timing.CONTINUING


def findings(name):
    """The panel's findings of an example: the computed results, save where the panel says otherwise."""
    example = examples.example(name)
    computed = evaluate(catalogue.edition(example.edition_id), example.answers)
    differing = {finding.standard: finding.result for finding in example.decision.findings}
    return {found.standard_id: found.result for found in computed} | differing


def cures(name):
    return [Cure(one.standards, one.timing) for one in examples.example(name).decision.conditions]


def against(outcome, found, conditions=()):
    return [
        (one.rule, one.standard_id) for one in contradictions(outcome, STANDARDS, MET | found, conditions)
    ]


@pytest.mark.parametrize("name", examples.example_ids())
def test_the_decision_of_every_example_obeys_the_rule(name):
    decision = examples.example(name).decision

    assert contradictions(decision.outcome, STANDARDS, findings(name), cures(name)) == ()
    assert required_outcome(STANDARDS, findings(name), cures(name)) == decision.outcome


@pytest.mark.parametrize("name", examples.example_ids())
def test_every_other_outcome_of_an_example_is_refused(name):
    for outcome in set(Outcome) - {examples.example(name).decision.outcome}:
        assert contradictions(outcome, STANDARDS, findings(name), cures(name))


@pytest.mark.parametrize("name", examples.example_ids())
def test_the_votes_of_every_example_carry_its_decision(name):
    decision = examples.example(name).decision
    other = next(outcome for outcome in Outcome if outcome != decision.outcome)
    votes = [decision.outcome] * decision.votes_for + [other] * decision.votes_against

    assert tally(votes).outcome == decision.outcome


@pytest.mark.parametrize("left_out", range(9))
def test_the_first_example_needs_a_condition_for_every_standard_that_falls_short(left_out):
    conditions = cures("EX-1")
    covered = {standard for cure in conditions for standard in cure.standards}
    del conditions[left_out]
    bare = covered - {standard for cure in conditions for standard in cure.standards}

    refused = contradictions(Outcome.CONDITIONAL, STANDARDS, findings("EX-1"), conditions)

    assert {one.standard_id for one in refused} == bare
    assert bool(bare) is (left_out != 2), "the third condition shares its only standard with the second"


def test_when_every_standard_is_met_the_outcome_is_approval_without_conditions():
    assert required_outcome(STANDARDS, MET, []) == Outcome.APPROVED
    assert against(Outcome.APPROVED, {}) == []
    assert against(Outcome.APPROVED, {}, [Cure(("SAF-2",), BEFORE)]) == [(6, None)]
    assert against(Outcome.CONDITIONAL, {}, [Cure(("SAF-2",), BEFORE)]) == [(6, None)]
    assert against(Outcome.REJECTED, {}) == [(6, None)]


def test_rule_1_undetermined_counts_as_not_met():
    assert against(Outcome.APPROVED, {"LEG-1": Result.UNDETERMINED}) == [(3, "LEG-1")]
    assert against(Outcome.APPROVED, {"SAF-2": Result.UNDETERMINED}) == [(5, "SAF-2")]


def test_a_standard_without_a_finding_counts_as_undetermined():
    partial = {name: result for name, result in MET.items() if name != "LEG-1"}

    assert required_outcome(STANDARDS, partial, []) == Outcome.REJECTED


@pytest.mark.parametrize("outcome", Outcome)
def test_rule_2_a_prohibition_is_never_partly_met(outcome):
    found = against(outcome, {"PRO-4": Result.PARTLY_MET})

    assert found == [(2, "PRO-4"), *([] if outcome == Outcome.REJECTED else [(3, "PRO-4")])]


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.CONDITIONAL])
def test_rule_3_a_barring_standard_that_is_not_met_means_rejection(outcome):
    found = against(outcome, {"PRO-1": Result.NOT_MET, "LEG-1": Result.NOT_MET})

    assert found == [(3, "PRO-1"), (3, "LEG-1")]


def test_rule_3_no_condition_cures_a_barring_standard_that_is_not_met():
    cured = [Cure(("LEG-1",), BEFORE)]

    assert against(Outcome.CONDITIONAL, {"LEG-1": Result.NOT_MET}, cured) == [(3, "LEG-1")]


def test_a_rejection_carries_no_conditions():
    conditions = [Cure(("LEG-1",), BEFORE)]

    assert against(Outcome.REJECTED, {"LEG-1": Result.NOT_MET}, conditions) == [(3, None)]


def test_rule_4_a_barring_standard_partly_met_needs_a_condition_before_the_start():
    partly = {"NEC-2": Result.PARTLY_MET}

    assert against(Outcome.CONDITIONAL, partly, [Cure(("NEC-2",), BEFORE)]) == []
    assert against(Outcome.CONDITIONAL, partly, [Cure(("NEC-2",), LATER)]) == [(4, "NEC-2")]
    assert against(Outcome.CONDITIONAL, partly) == [(4, "NEC-2")]
    assert against(Outcome.REJECTED, partly) == []
    assert against(Outcome.REJECTED, partly, [Cure(("NEC-2",), BEFORE)]) == [(5, None)]
    assert against(Outcome.APPROVED, partly, [Cure(("NEC-2",), BEFORE)]) == [(4, "NEC-2")]


@pytest.mark.parametrize("result", [Result.NOT_MET, Result.PARTLY_MET])
def test_rule_5_each_other_standard_needs_a_condition_of_its_own(result):
    short = {"SAF-2": result, "TEC-3": result}

    assert against(Outcome.CONDITIONAL, short, [Cure(("SAF-2",), LATER), Cure(("TEC-3",), BEFORE)]) == []
    assert against(Outcome.CONDITIONAL, short, [Cure(("SAF-2",), LATER)]) == [(5, "TEC-3")]
    assert against(Outcome.CONDITIONAL, short) == [(5, "TEC-3"), (5, "SAF-2")]
    assert against(Outcome.APPROVED, short) == [(5, "TEC-3"), (5, "SAF-2")]
    assert against(Outcome.REJECTED, short) == [(5, None)]


def test_rule_6_advisory_standards_never_change_the_outcome():
    advisory = [standard.id for standard in STANDARDS if standard.effect == Effect.ADVISORY]

    assert advisory == ["HRI-5"]
    assert against(Outcome.APPROVED, {"HRI-5": Result.NOT_MET}) == []
    assert against(Outcome.CONDITIONAL, {"HRI-5": Result.NOT_MET}, [Cure(("HRI-5",), BEFORE)]) == [(6, None)]


def test_a_standard_that_is_not_applicable_asks_for_nothing():
    nothing = {standard.id: Result.NOT_APPLICABLE for standard in STANDARDS}

    assert required_outcome(STANDARDS, nothing, []) == Outcome.APPROVED


def test_a_condition_on_a_standard_that_is_met_is_welcome_beside_a_needed_one():
    conditions = [Cure(("SAF-2",), BEFORE), Cure(("TRA-2", "GOV-1"), LATER)]

    assert against(Outcome.CONDITIONAL, {"SAF-2": Result.NOT_MET}, conditions) == []


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)
def test_no_standard_makes_up_for_another(standard):
    """One standard alone decides as its effect says, however well all others are met."""
    expected = {
        Effect.BARS: Outcome.REJECTED,
        Effect.CONDITION: Outcome.CONDITIONAL,
        Effect.ADVISORY: Outcome.APPROVED,
    }[standard.effect]

    assert required_outcome(STANDARDS, MET | {standard.id: Result.NOT_MET}, []) == expected
    assert standard.kind != StandardKind.PROHIBITION or expected == Outcome.REJECTED


@pytest.mark.parametrize(
    ("outcome", "found", "conditions", "en", "ko"),
    [
        (
            Outcome.APPROVED,
            {"PRO-1": Result.NOT_MET},
            [],
            "Decision rule 3: PRO-1 is not met and bars approval: reject.",
            "결정 규칙 3: PRO-1 기준은 충족하지 못하면 승인할 수 없는 기준이므로 불승인하여야 합니다.",
        ),
        (
            Outcome.CONDITIONAL,
            {"SAF-2": Result.NOT_MET},
            [],
            "Decision rule 5: SAF-2 is not fully met and has no condition.",
            "결정 규칙 5: SAF-2 기준은 온전히 충족하지 못하는데 그에 대한 조건이 없습니다.",
        ),
        (
            Outcome.REJECTED,
            {},
            [],
            "Decision rule 6: Every applicable standard is met: approve.",
            "결정 규칙 6: 적용되는 기준을 모두 충족하므로 승인하여야 합니다.",
        ),
    ],
)
def test_a_contradiction_says_which_rule_and_which_standard(outcome, found, conditions, en, ko):
    (message,) = (one.message for one in contradictions(outcome, STANDARDS, MET | found, conditions))

    assert (message.en, message.ko) == (en, ko)
