"""The draft decision and the votes on it, up to the agency's statement."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue, chain, evaluation
from assessments.catalogue import Edition
from assessments.enums import Basis, Event, Outcome, Result, Timing
from assessments.errors import Contradiction, Incomplete, WrongState
from assessments.models import Assessment, DraftDecision, Panel, Revision, Statement, Vote
from assessments.policy import Actor, rules, scopes
from assessments.queries import deadlines
from assessments.queries.panels import current_panel, current_votes
from assessments.services import ledger, transitions

LAST_ROUND = 2
"""Without a majority in this round the proposal is recorded as rejected (procedure, part D.1)."""


@transaction.atomic
def save_draft(*, actor: Actor, assessment: Assessment, version: int, **changes: Any) -> DraftDecision:
    """Change columns of the draft. Changing it after a vote opens the next round of voting.

    ``version`` is the one the form was made from; raises ``WrongState`` when the draft moved on since.
    """
    row = scopes.locked(actor, assessment)
    rules.may_deliberate(actor, row).enforce()
    panel = current_panel(row)
    draft = DraftDecision.objects.select_for_update().get(panel=panel)
    if all(getattr(draft, name) == value for name, value in changes.items()):
        return draft
    if draft.version != version:
        raise WrongState(
            _("Another member changed the draft meanwhile. Look at it again, then repeat your change.")
        )
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.updated_at, draft.updated_by_id = timezone.now(), actor.user_id
    draft.save()
    if panel.votes.filter(round=panel.round).exists():
        open_round(actor, row, panel)
    return draft


@transaction.atomic
def save_panel_finding(
    *, actor: Actor, assessment: Assessment, version: int, standard_id: str, finding: Mapping[str, Any]
) -> DraftDecision:
    """Write the panel's finding on one standard into the draft, in the shape of ``DraftDecision.findings``."""
    draft = current_panel(assessment).draft
    findings = {**draft.findings, standard_id: dict(finding)}
    return save_draft(actor=actor, assessment=assessment, version=version, findings=findings)


def open_round(actor: Actor, assessment: Assessment, panel: Panel) -> None:
    panel.round += 1
    panel.save(update_fields=["round"])
    ledger.append(Event.ROUND_OPENED, actor=actor, assessment=assessment, data={"round": panel.round})


@transaction.atomic
def cast_vote(
    *,
    actor: Actor,
    assessment: Assessment,
    outcome: Outcome,
    opinion_ko: str = "",
    opinion_en: str = "",
) -> Vote:
    """Vote on the draft as it stands.

    Raises ``Incomplete`` while the draft cannot be decided, ``WrongState`` on a second vote.
    """
    row = scopes.locked(actor, assessment)
    rules.may_deliberate(actor, row).enforce()
    panel = current_panel(row)
    must_be_decidable(panel.draft, panel.revision)
    if panel.votes.filter(round=panel.round, member_id=actor.person_id).exists():
        raise WrongState(_("You have voted in this round."))
    vote = Vote.objects.create(
        panel=panel,
        round=panel.round,
        member_id=actor.person_id,
        outcome=outcome,
        draft_digest=draft_digest(panel.draft),
        opinion_ko=opinion_ko,
        opinion_en=opinion_en,
    )
    data = {"round": panel.round, "outcome": str(outcome), "draft": vote.draft_digest}
    ledger.append(Event.VOTED, actor=actor, assessment=row, data=data)
    return vote


def draft_digest(draft: DraftDecision) -> str:
    """SHA-256 of everything in the draft that is voted on."""
    return hashlib.sha256(chain.canonical(_voted_content(draft)).encode()).hexdigest()


@transaction.atomic
def send_draft(*, actor: Actor, assessment: Assessment) -> None:
    """After the vote: the draft goes to the agency, which has ten days for a statement (APA Art. 21(3))."""
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    panel = current_panel(row)
    draft = panel.draft
    outcome, basis = carried(panel)
    must_be_decidable(draft, panel.revision)
    if outcome == Outcome.APPROVED:
        raise WrongState(_("An unconditional approval needs no statement: adopt it."))
    until = deadlines.due_on(row.edition_id, "statement_on_draft")
    draft.sent_at, draft.statement_due_on = timezone.now(), until
    draft.save(update_fields=["sent_at", "statement_due_on"])
    data = {"outcome": str(outcome), "basis": str(basis), "draft": draft_digest(draft)}
    transitions.perform("send_draft", actor=actor, assessment=assessment, data=data, due_on=until)


@transaction.atomic
def make_statement(
    *, actor: Actor, assessment: Assessment, text: str, wants_hearing: bool = False
) -> Statement:
    row = scopes.locked(actor, assessment)
    rules.may_state(actor, row).enforce()
    if not text.strip():
        raise Incomplete(_("Write the statement."))
    statement = Statement.objects.create(
        panel=current_panel(row), text=text, wants_hearing=wants_hearing, made_by_id=actor.person_id
    )
    ledger.append(Event.STATEMENT_MADE, actor=actor, assessment=row, data={"hearing": wants_hearing})
    return statement


@transaction.atomic
def reopen(*, actor: Actor, assessment: Assessment, reasons: str) -> None:
    """Back to the panel, with a new round of voting, because the statement changes the view."""
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    panel = current_panel(row)
    transitions.perform(
        "reopen", actor=actor, assessment=assessment, data={"reasons": reasons}, due_on=row.review_due_on
    )
    open_round(actor, row, panel)


def must_be_decidable(draft: DraftDecision, revision: Revision) -> None:
    """Everything the procedure asks of a draft decision is there, and obeys the decision rule."""
    edition = catalogue.edition(revision.edition_id)
    if missing := tuple(s.id for s in edition.standards if not draft.findings.get(s.id, {}).get("result")):
        raise Incomplete(_("Every standard needs the panel's finding."), missing)
    silent = tuple(
        standard_id
        for standard_id, finding in draft.findings.items()
        if finding["result"] != Result.NOT_APPLICABLE and not finding["reasons_ko"].strip()
    )
    if silent:
        raise Incomplete(_("Every applicable standard needs reasons."), silent)
    if not draft.outcome or not draft.reasons_ko.strip():
        raise Incomplete(_("The draft needs an outcome and reasons."))
    if draft.outcome != Outcome.REJECTED and not draft.validity_months:
        raise Incomplete(_("An approval needs a period of validity."))
    if reasons := contradictions(edition, draft):
        raise Contradiction(_("The outcome contradicts the decision rule."), reasons)


def contradictions(edition: Edition, draft: DraftDecision) -> tuple[evaluation.Contradiction, ...]:
    """What the decision rule (A.3) has against the draft's outcome; empty when it obeys."""
    findings = {
        name: Result(found["result"]) for name, found in draft.findings.items() if found.get("result")
    }
    conditions = [
        evaluation.Cure(tuple(condition["standards"]), Timing(condition["timing"]))
        for condition in draft.conditions
    ]
    return evaluation.contradictions(Outcome(draft.outcome), edition.standards, findings, conditions)


def carried(panel: Panel) -> tuple[Outcome, Basis]:
    """What the votes of the current round decide; after the last round without a majority: rejection.

    Raises ``Incomplete`` while there is no majority for the draft's own outcome.
    """
    votes = current_votes(panel)
    tally = evaluation.tally(vote.outcome for vote in votes)
    if tally.outcome is not None:
        if tally.outcome != panel.draft.outcome:
            raise Incomplete(_("The majority voted for another outcome: change the draft and vote again."))
        return tally.outcome, Basis.FINDINGS
    all_voted = len(votes) == panel.members.filter(ended_at__isnull=True).count()
    if panel.round >= LAST_ROUND and all_voted:
        return Outcome.REJECTED, Basis.DEADLOCK
    raise Incomplete(_("The draft has no majority: at least three members present and three in favour."))


def _voted_content(draft: DraftDecision) -> dict[str, Any]:
    names = (
        "outcome",
        "validity_months",
        "findings",
        "conditions",
        "advice",
        "scope_ko",
        "scope_en",
        "reasons_ko",
        "reasons_en",
    )
    return {name: getattr(draft, name) for name in names}
