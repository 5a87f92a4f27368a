"""Adopting the decision from the draft that was voted on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Basis, Outcome, State
from assessments.errors import WrongState
from assessments.models import (
    Assessment,
    Condition,
    Decision,
    FrozenContent,
    NumberCounter,
    Panel,
    PanelFinding,
)
from assessments.policy import Actor, rules, scopes
from assessments.queries import deadlines
from assessments.queries.judging import edition_of
from assessments.queries.panels import current_panel
from assessments.queries.record_content import content_of, first_number
from assessments.services import deliberation, hearing, transitions

ADOPTION = {
    Outcome.APPROVED: "adopt_approval",
    Outcome.CONDITIONAL: "adopt_conditional",
    Outcome.REJECTED: "adopt_rejection",
}

NO_MAJORITY = Text(
    ko="두 차례 표결하였으나 어느 결론도 의결에 필요한 3명의 찬성을 얻지 못하였으므로 불승인으로 기록한다. "
    "각 위원의 의견은 표결란에 적는다.",
    en="In two rounds of voting no outcome had the three votes that a decision needs, so the proposal is "
    "recorded as rejected. The members' opinions stand with their votes.",
)


@transaction.atomic
def adopt(*, actor: Actor, assessment: Assessment) -> Decision:
    """Adopt what the panel voted, and freeze what its record says.

    The database checks it against the decision rule once more.

    Raises ``Contradiction`` naming rule and standard, ``Incomplete`` without a majority or an answer to the
    agency's statement, ``WrongState`` while the agency may still make its statement.
    """
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    panel = current_panel(row)
    outcome, basis = adoptable(row, panel)
    decision = _write_decision(panel, outcome=outcome, basis=basis, actor=actor)
    move = "approve" if row.state == State.PANEL else ADOPTION[outcome]
    data = {"decision": decision.number, "outcome": str(outcome), "revision": panel.revision.number}
    transitions.perform(move, actor=actor, assessment=assessment, data=data)
    _freeze(decision)
    return decision


def adoptable(assessment: Assessment, panel: Panel) -> tuple[Outcome, Basis]:
    """What would be adopted now; raises as :func:`adopt` does."""
    outcome, basis = deliberation.carried(panel)
    deliberation.must_be_decidable(panel.draft, panel.revision)
    if assessment.state != State.PANEL:
        _statement_period_must_be_over(panel)
    elif outcome != Outcome.APPROVED:
        raise WrongState(_("First the agency gets the draft decision for its statement."))
    hearing.must_be_over(panel)
    return outcome, basis


def take_numbers(year: int, count: int = 1) -> list[str]:
    """The next decision numbers of a year. Their counter stays locked until commit: no gaps, no repeats."""
    counter, _created = NumberCounter.objects.select_for_update().get_or_create(year=year)
    first, counter.last = counter.last + 1, counter.last + count
    counter.save(update_fields=["last"])
    return [f"NHRC-FR-{year}-{number:04d}" for number in range(first, counter.last + 1)]


def _freeze(decision: Decision) -> None:
    """Keep what the record will say, its last step being the adoption itself."""
    content = content_of(decision, number=first_number(decision))
    FrozenContent.objects.create(decision=decision, content=records.freeze(content).decode())


def _write_decision(panel: Panel, *, outcome: Outcome, basis: Basis, actor: Actor) -> Decision:
    draft, today = panel.draft, deadlines.today()
    approved = outcome != Outcome.REJECTED
    months = draft.validity_months if approved else None
    decision = Decision.objects.create(
        revision=panel.revision,
        number=take_numbers(today.year)[0],
        outcome=outcome,
        basis=basis,
        validity_months=months,
        valid_until=deadlines.months_after(today, months) if months else None,
        advice=draft.advice if approved else [],
        adopted_by_id=actor.person_id,
        **_words(panel, basis),
    )
    _write_findings(decision, panel)
    if outcome == Outcome.CONDITIONAL:
        Condition.objects.bulk_create(
            Condition(decision=decision, number=number, **condition)
            for number, condition in enumerate(draft.conditions, start=1)
        )
    return decision


def _words(panel: Panel, basis: Basis) -> dict[str, str]:
    """Scope and reasons as drafted; where nothing had a majority, that and no other reason."""
    if basis == Basis.DEADLOCK:
        return {"reasons_ko": NO_MAJORITY.ko, "reasons_en": NO_MAJORITY.en}
    names = ("scope_ko", "scope_en", "reasons_ko", "reasons_en")
    return {name: getattr(panel.draft, name) for name in names}


def _write_findings(decision: Decision, panel: Panel) -> None:
    """In catalogue order: the draft's JSON keeps none."""
    found = panel.draft.findings
    PanelFinding.objects.bulk_create(
        PanelFinding(decision=decision, standard_id=standard.id, **found[standard.id])
        for standard in edition_of(panel.revision).standards
    )


def _statement_period_must_be_over(panel: Panel) -> None:
    due = panel.draft.statement_due_on
    if due and deadlines.today() <= due and not deliberation.has_statement(panel):
        raise WrongState(_("The agency has until %(day)s to make its statement.") % {"day": due.isoformat()})
