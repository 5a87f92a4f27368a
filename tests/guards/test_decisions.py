"""The decision rule (A.3), as the database checks it when a decision is committed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import IntegrityError, transaction

from assessments.enums import Basis, Outcome, Result
from assessments.models import Decision, FrozenContent, PanelFinding
from tests import make
from tests.guards.ground import LATER, condition, run, sealed, write

pytestmark = pytest.mark.django_db

BEFORE = "before_start"
YES, COND, NO = Outcome.APPROVED, Outcome.CONDITIONAL, Outcome.REJECTED
ALL_MET = "call for approved (every standard is met)"
NO_CONDITIONS = "conditions belong to a conditional approval only"

# fmt: off
RULED: tuple[tuple[dict[str, str], dict[str, str], Outcome, str | None], ...] = (
    # findings that are not "met",           conditions,          outcome, what the database has against it
    ({},                                     {},                  YES,  None),
    ({},                                     {},                  COND, ALL_MET),
    ({},                                     {},                  NO,   ALL_MET),
    ({"LEG-1": "not_met"},                   {},                  NO,   None),
    ({"LEG-1": "not_met"},                   {},                  YES,  "call for rejected (LEG-1)"),
    ({"LEG-1": "not_met"},                   {"LEG-1": BEFORE},   COND, "call for rejected (LEG-1)"),
    ({"LEG-1": "not_met"},                   {"LEG-1": BEFORE},   NO,   NO_CONDITIONS),
    ({"PRO-1": "undetermined"},              {},                  NO,   None),
    ({"PRO-1": "undetermined"},              {},                  YES,  "call for rejected (PRO-1)"),
    ({"PRO-1": "partly_met"},                {},                  NO,   "met or not met: PRO-1"),
    ({"PRO-1": "partly_met"},                {"PRO-1": BEFORE},   COND, "met or not met: PRO-1"),
    ({"NEC-2": "partly_met"},                {},                  NO,   None),
    ({"NEC-2": "partly_met"},                {},                  COND, "call for rejected (NEC-2)"),
    ({"NEC-2": "partly_met"},                {"NEC-2": LATER},    COND, "call for rejected (NEC-2)"),
    ({"NEC-2": "partly_met"},                {"NEC-2": BEFORE},   COND, None),
    ({"NEC-2": "partly_met"},                {"NEC-2": BEFORE},   NO,   "call for conditional (NEC-2)"),
    ({"LEG-2": "not_met"},                   {"LEG-2": LATER},    COND, None),
    ({"LEG-2": "not_met"},                   {},                  COND, "rule 5: no condition for LEG-2"),
    ({"LEG-2": "undetermined"},              {"TRA-1": LATER},    COND, "rule 5: no condition for LEG-2"),
    ({"LEG-2": "partly_met"},                {},                  YES,  "call for conditional (LEG-2)"),
    ({"LEG-2": "partly_met"},                {},                  NO,   "call for conditional (LEG-2)"),
    ({"LEG-2": "not_met", "TRA-1": "not_met"}, {"LEG-2": LATER},  COND, "rule 5: no condition for TRA-1"),
    ({"LEG-1": "not_met", "TRA-1": "not_met"}, {},                NO,   None),
    ({"HRI-5": "not_met"},                   {},                  YES,  None),
    ({"HRI-5": "not_met"},                   {},                  COND, ALL_MET),
    ({"LEG-1": "not_applicable"},            {},                  YES,  None),
    ({},                                     {"LEG-2": LATER},    YES,  NO_CONDITIONS),
    ({"SAF-3": "missing"},                   {},                  YES,  "no finding on SAF-3"),
    ({"SAF-3": "missing", "LEG-1": "not_met"}, {},                NO,   "no finding on SAF-3"),
)
# fmt: on


def objection(
    outcome: Outcome,
    *,
    findings: Mapping[str, str] | None = None,
    conditions: Mapping[str, str] | None = None,
    basis: Basis = Basis.FINDINGS,
) -> str | None:
    """What the database has against a decision at the commit; None if it stands."""
    try:
        with transaction.atomic():
            write(outcome, findings=findings, conditions=conditions, basis=basis)
            run("SET CONSTRAINTS ALL IMMEDIATE")
            run("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as refused:
        return str(refused).splitlines()[0]
    return None


@pytest.mark.parametrize(
    ("findings", "conditions", "outcome", "against"),
    RULED,
    ids=[f"{findings} {conditions} {outcome}" for findings, conditions, outcome, _against in RULED],
)
def test_a_decision_stands_only_if_it_obeys_the_decision_rule(findings, conditions, outcome, against):
    said = objection(outcome, findings=findings, conditions=conditions)

    assert said is None if against is None else against in (said or "nothing")


def test_without_a_majority_a_proposal_is_rejected_whatever_the_findings_say():
    assert objection(Outcome.REJECTED, basis=Basis.DEADLOCK) is None


def test_the_lack_of_a_majority_never_approves():
    assert "a_deadlock_rejects" in (objection(Outcome.APPROVED, basis=Basis.DEADLOCK) or "nothing")


def test_answers_that_were_not_sent_cannot_be_decided():
    with pytest.raises(IntegrityError, match="only a sealed revision can be decided"), transaction.atomic():
        write(Outcome.APPROVED, revision=make.draft().revisions.get())


def test_a_revision_is_decided_once():
    first = write(Outcome.APPROVED)

    with pytest.raises(IntegrityError, match="assessments_decision_revision_id"), transaction.atomic():
        write(Outcome.APPROVED, revision=first.revision, number="N-second")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_added_to_a_decision_after_its_transaction():
    with transaction.atomic():
        decision = write(Outcome.CONDITIONAL, findings={"LEG-2": "not_met"}, conditions={"LEG-2": LATER})

    with pytest.raises(IntegrityError, match="the decision was adopted; nothing is added to it"):
        PanelFinding.objects.create(decision=decision, standard_id="LATE-1", result=Result.MET)
    with pytest.raises(IntegrityError, match="the decision was adopted; nothing is added to it"):
        condition(decision, number=2, standard="LEG-2", timing=BEFORE)
    with pytest.raises(IntegrityError, match="the decision was adopted; nothing is added to it"):
        FrozenContent.objects.create(decision=decision, content="{}")

    assert (decision.findings.count(), decision.conditions.count()) == (41, 1)


@pytest.mark.django_db(transaction=True)
def test_a_contradicting_decision_falls_at_the_commit_with_all_that_came_with_it():
    revision = sealed()

    with pytest.raises(IntegrityError, match="call for rejected"), transaction.atomic():
        write(Outcome.APPROVED, findings={"LEG-1": "not_met"}, revision=revision)

    assert (Decision.objects.count(), PanelFinding.objects.count()) == (0, 0)
